"""check --fix, --unsafe-fixes and --diff."""

from __future__ import annotations

import codecs
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_lint.files import atomic_write
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.output.diff import difference
from ofsted_lint.source.readers.text import decode, encode
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
HEAD = (
    "Inspection of Saltmarsh local authority children’s services\nInspection dates: 3 to 14 June 2024\n\n"
    "Lead inspector: Ann Lee, His Majesty’s Inspector\n\n"
    "Judgement\tGrade\nThe experiences and progress of care leavers\tGood\n\nWhat needs to improve?\n"
    "◼ The timeliness of plans.\n\nThe experiences and progress of care leavers: good\n"
)
FAULTY = HEAD + "1. A personal advisor meets the the young people.\n\n3. Visits commence early.\n"
SAFE = HEAD + "1. A personal adviser meets the young people.\n\n3. Visits commence early.\n"
ALL = HEAD + "1. A personal adviser meets the young people.\n\n2. Visits begin early.\n"
RULES = ("adviser-spelling", "doubled-word", "para-number-gap", "plain-english")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_bytes(FAULTY.encode())
    return path


def remaining(run: Run, path: Path) -> list[str]:
    found = json.loads(run(path, "--format", "json")[1])["documents"][0]["findings"]
    return sorted(each["rule"] for each in found if each["rule"] in RULES)


def test_safe_fixes_are_applied_and_what_remains_is_reported(run: Run, report: Path) -> None:
    status, out, err = run(report, "--fix", "--format", "concise")
    assert report.read_bytes().decode() == SAFE
    assert status == 1  # the gap in the numbers is an error, and remains
    named = [line.split("[")[-1].split("]")[0] for line in out.splitlines()]
    assert [rule for rule in named if rule in RULES] == ["para-number-gap", "plain-english"]
    assert err == (
        f"ofsted-lint: {report}: 2 fixed: 1 × adviser-spelling, 1 × doubled-word; 2 left out: "
        "1 × para-number-gap (it is not safe: a paragraph may be missing that must be put back), "
        "1 × plain-english (it is not safe: the rest of the sentence may have to follow)\n"
    )


def test_unsafe_fixes_are_applied_as_well_and_nothing_changes_the_second_time(run: Run, report: Path) -> None:
    assert run(report, "--unsafe-fixes")[2].startswith(f"ofsted-lint: {report}: 4 fixed: ")
    assert report.read_bytes().decode() == ALL
    before = report.stat().st_ino
    assert run(report, "--unsafe-fixes")[2] == ""
    assert (report.read_bytes().decode(), report.stat().st_ino) == (ALL, before)
    assert remaining(run, report) == []


def test_a_diff_is_shown_and_nothing_changes(run: Run, report: Path) -> None:
    status, out, err = run(report, "--diff")
    assert report.read_bytes().decode() == FAULTY
    assert status == 1
    assert "-1. A personal advisor meets the the young people.\n+1. A personal adviser meets the young people.\n" in out
    assert "warning" not in out
    assert "2 would be fixed" in err


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch")
@pytest.mark.parametrize("options", [["--diff"], ["--diff", "--unsafe-fixes"]], ids=["safe", "all"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("last", [True, False], ids=["a last line end", "no last line end"])
def test_a_diff_can_be_applied_by_patch(run: Run, tmp_path: Path, options: list[str], ends: str, last: bool) -> None:
    path = tmp_path / "report.txt"
    data = (FAULTY if last else FAULTY.rstrip("\n")).replace("\n", ends).encode()
    path.write_bytes(data)
    _, out, _ = run(path, *options)
    asked = subprocess.run(
        ["patch", "--binary", "--quiet", "-o", "-", str(path)], input=out.encode(), capture_output=True, check=False
    )
    run(path, "--unsafe-fixes" if "--unsafe-fixes" in options else "--fix")
    assert (asked.returncode, asked.stdout) == (0, path.read_bytes())
    assert path.read_bytes() != data


def test_a_diff_of_standard_input_is_shown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FAULTY.encode())))
    assert "+1. A personal adviser meets the young people.\n" in run("-", "--diff")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-", "other.txt", "--fix"], "command line: standard input is fixed by itself: leave the other paths out"),
        (["x", "--diff", "--format", "json"], "command line: --diff prints no findings; write them to a file: "),
        (["x", "--fixx"], "command line: unknown option “--fixx”; did you mean “--fix”?"),
    ],
)
def test_what_cannot_be_had_is_told_in_one_line(run: Run, words: list[str], said: str) -> None:
    status, out, err = run(*words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"ofsted-lint: {said}")


def test_findings_go_to_a_file_beside_a_diff(run: Run, report: Path, tmp_path: Path) -> None:
    run(report, "--diff", "--format", f"json={tmp_path / 'found.json'}")
    found = json.loads((tmp_path / "found.json").read_text("utf-8"))["documents"][0]["findings"]
    assert {each["rule"] for each in found} >= set(RULES)


def test_what_a_baseline_knows_is_not_mended(run: Run, report: Path) -> None:
    known = report.parent / "known.json"
    run(report, "--write-baseline", known)
    assert run(report, "--fix", "--baseline", known)[2] == ""
    assert report.read_bytes().decode() == FAULTY


def test_a_baseline_is_not_written_of_what_is_being_mended(run: Run, report: Path) -> None:
    said = "ofsted-lint: command line: --write-baseline records findings as they are; fix them in another run\n"
    assert run(report, "--fix", "--write-baseline", report.parent / "known.json") == (2, "", said)


ADVISORS = HEAD + "{comment}1. A personal advisor helps.\n\n2. CAMHs is near.\n\n3. Staff of CAMHs are kind.\n"


@pytest.mark.parametrize("comment", ["adviser-spelling", "all"])
def test_what_a_comment_keeps_quiet_is_not_mended(run: Run, report: Path, comment: str) -> None:
    said = f"<!-- ofsted-lint: ignore {comment} the council writes it so -->\n"
    report.write_bytes(ADVISORS.replace("{comment}", said).encode())
    run(report, "--fix")
    text = report.read_bytes().decode()
    assert ("A personal advisor helps" in text, text.count("CAMHS")) == (True, 2)


def test_a_fix_of_many_places_leaves_those_that_are_kept_quiet(run: Run, report: Path) -> None:
    said = "<!-- ofsted-lint: ignore abbr-case its own name -->\n"
    report.write_bytes(ADVISORS.replace("{comment}", "").replace("3. ", f"{said}3. ").encode())
    run(report, "--fix")
    text = report.read_bytes().decode()
    assert ("A personal adviser helps" in text, text.count("CAMHs")) == (True, 2)


ENCODINGS = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with a mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "UTF-16, little end first": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "UTF-16, big end first": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "Windows-1252": lambda text: text.replace("◼", "•").encode("cp1252"),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "line ends of old Macs": lambda text: text.replace("\n", "\r").encode(),
    "no last line end": lambda text: text.rstrip("\n").encode(),
}


@pytest.mark.parametrize("written", ENCODINGS.values(), ids=ENCODINGS.keys())
def test_encoding_and_line_ends_stay(run: Run, report: Path, written: Callable[[str], bytes]) -> None:
    report.write_bytes(written(FAULTY))
    run(report, "--fix")
    assert report.read_bytes() == written(SAFE)


def refused(run: Run, report: Path) -> str:
    """A file that cannot be fixed stays as it was, and the reason is given."""
    before = report.read_bytes()
    status, out, err = run(report, "--fix", "--format", "concise")
    (line,) = [line for line in err.splitlines() if "cannot be" in line]
    assert (status, report.read_bytes(), "adviser-spelling" in out) == (2, before, True)
    return line


def test_a_file_that_cannot_be_written_back_to_the_byte_is_left(run: Run, report: Path) -> None:
    report.write_bytes(FAULTY.encode().replace(b"Visits", b"Visi\xffts"))
    assert refused(run, report) == (
        f"ofsted-lint: {report}: cannot be fixed: it cannot be written back byte for byte "
        "(it has characters that could not be read)"
    )


def test_a_file_that_was_changed_meanwhile_is_left(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + (b"more\n" if path == report else b""))
    status, _, err = run(report, "--fix")
    assert status == 2
    assert f"{report}: cannot be fixed: it was changed while it was read, so nothing was written\n" in err
    monkeypatch.undo()
    assert report.read_bytes().decode() == FAULTY


def test_a_file_that_vanished_is_told(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path.with_name("gone") if path == report else path))
    assert f"{report}: cannot be written (No such file or directory)\n" in run(report, "--fix")[2]


def test_a_failure_of_writing_is_told_and_what_was_found_is_reported(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise ConfigError(str(path), "cannot be written (No space left on device)")

    monkeypatch.setattr(atomic_write, "replace", full)
    assert refused(run, report) == f"ofsted-lint: {report}: cannot be written (No space left on device)"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may write everywhere")
def test_a_folder_that_is_read_only_is_told(run: Run, report: Path) -> None:
    report.parent.chmod(0o500)
    try:
        assert refused(run, report) == f"ofsted-lint: {report}: cannot be written (Permission denied)"
    finally:
        report.parent.chmod(0o700)


def test_the_console_says_what_can_be_mended(run: Run, report: Path) -> None:
    _, out, _ = run(report)
    assert " = fix: write “personal adviser”\n" in out
    assert " = unsafe fix: write “begin” (the rest of the sentence may have to follow)\n" in out
    assert "\n2 can be fixed with --fix, 2 more with --unsafe-fixes; --diff shows what" in out


def test_the_json_has_the_fix_with_its_reason(run: Run, report: Path) -> None:
    found = json.loads(run(report, "--format", "json")[1])["documents"][0]["findings"]
    fixes = {each["rule"]: each["fix"] for each in found}
    assert fixes["adviser-spelling"] == {
        "title": "write “personal adviser”",
        "safe": True,
        "because": "",
        "edits": [{"line": 13, "column": 15, "end_line": 13, "end_column": 22, "text": "adviser"}],
    }
    assert fixes["plain-english"]["because"] == "the rest of the sentence may have to follow"


def test_fix_and_example_are_shown_by_explain(run: Run) -> None:
    out = run("explain", "doubled-word")[1]
    assert "Fix: write “{once}” once (safe)" in out
    assert "    Fixed:\n" in out
    fix = json.loads(run("explain", "plain-english", "--format", "json")[1])["fix"]
    assert fix == {
        "title": "write “{preferred}”",
        "safe": False,
        "because": "the rest of the sentence may have to follow",
    }


def test_a_terminal_sees_no_control_characters(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report.write_bytes(FAULTY.replace("Visits", "Vis\x1b[31mits").encode())
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    out = run(report, "--diff")[1]
    assert "adviser" in out
    assert "\x1b" not in out


# With three line ends at most all lines stand in the difference.
short = st.text(st.sampled_from("ab\r\f\t\n"), max_size=12).filter(lambda text: text.count("\n") <= 3)


@given(short, short)
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    shown = list(difference("draft.txt", old, new))
    assert (shown == []) is (old == new)
    for sign, text in (("-", old), ("+", new)) if shown else ():
        lines = [
            line[1:] + ("" if behind.startswith("\\") else "\n")
            for line, behind in pairwise([*shown[3:], ""])
            if line[0] in (sign, " ")
        ]
        assert "".join(lines) == text


contents = st.text(st.sampled_from("ab’\r\n \x85"), min_size=1, max_size=20).filter(str.strip)


@given(contents, contents, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_what_is_read_can_be_written_back(text: str, new: str, encoding: str) -> None:
    data = text.replace("\x85", "…").encode(encoding)
    source = decode("draft.txt", data)
    assert encode(source, source.text, data) == data
    assert decode("draft.txt", encode(source, source.text + "a", data)).text == source.text + "a"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_standard_input_is_fixed_to_standard_output(ends: str, encoding: str) -> None:
    text = (ROOT / "examples" / "northfell-2024-with-faults.txt").read_text("utf-8")
    given = text.replace("\n", ends).encode(encoding)
    command = [sys.executable, "-P", "-m", "ofsted_lint", "-", "--fix", "--select", "inspector-title-date"]
    made = subprocess.run(command, input=given, capture_output=True, check=False)
    assert made.stdout == text.replace("Her Majesty", "His Majesty").replace("\n", ends).encode(encoding)
    assert made.stderr.decode() == "ofsted-lint: stdin: 1 fixed: 1 × inspector-title-date\n"
    assert made.returncode == 0
