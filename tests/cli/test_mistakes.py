"""Mistakes, and surroundings that are not as they should be: one line, the status 2, and nothing lost."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
NAME = "r.txt"
RECORD = 'schema: 1\ndate: 2026-06-01\ntool: x\nrules: {}\ndocuments: [{path: "%s", sha256: a, kind: b, results: {}}]\n'


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", tmp_path / NAME)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([""], "PATH is empty; name something, or leave it out"),
        ([NAME, "--baseline", ""], "--baseline is empty; name something, or leave it out"),
        (["test", "--new="], "--new is empty; name something, or leave it out"),
        ([NAME, "--diff-base="], "--diff-base is empty; name something, or leave it out"),
        (["-", "--stdin-filename", ""], "--stdin-filename is empty; name something, or leave it out"),
        ([NAME, "--verify", "r.yaml"], "--verify looks at the documents that the record names: leave PATH out"),
        (["-", "--record", "r.yaml"], "--record needs files; standard input is not a file"),
        (
            ["-d.txt"],
            "unknown option “-d.txt”; the file of this name is “./-d.txt” (see ofsted-lint check --help)",
        ),
    ],
)
def test_words_that_cannot_be_meant(place: Path, run: Run, words: list[str], said: str) -> None:
    shutil.copy(NAME, "-d.txt")
    assert run(*words) == (2, "", f"ofsted-lint: command line: {said}\n")


REFUSED = "rename the file, or write “--” before the names of files"


@pytest.mark.parametrize("hook", [["--hook"], []], ids=["in a hook", "by hand"])
@pytest.mark.parametrize(
    "name",
    [
        "--write-baseline=a.txt",
        "--write-b=a.txt",
        "--config=evil.txt",
        "--fail-on",
        "--format=json=x.txt",
        "--",
        "-h.txt",
    ],
)
def test_a_name_is_never_an_option(place: Path, run: Run, name: str, hook: list[str]) -> None:
    Path(name).touch()
    status, _, err = run("check", *hook, "--force-exclude", "--fail-on=error", name, NAME)
    assert (status, err) == (2, f"ofsted-lint: command line: {REFUSED}: “{name}” is an option and also a file here\n")
    assert sorted(path.name for path in place.iterdir()) == sorted([name, NAME])


@pytest.mark.parametrize("name", ["--version", "-V", "--help", "-h"])
def test_a_name_is_never_a_question(place: Path, run: Run, name: str) -> None:
    Path(name).touch()
    assert run(name, NAME)[:2] == (2, "")


@pytest.mark.parametrize("name", ["-r.txt", "--other.txt", "-"])
def test_a_name_that_is_no_option_is_a_path_in_a_hook(place: Path, run: Run, name: str) -> None:
    Path(NAME).rename(name)
    status, out, _ = run("check", "--hook", "--force-exclude", "--fail-on", "warning", name, "--format", "concise")
    assert (status, len(out.splitlines())) == (1, 5)


def test_what_follows_two_hyphens_is_a_name(place: Path, run: Run) -> None:
    Path(NAME).rename("--config=x.txt")
    assert run("--format", "concise", "--", "--config=x.txt")[0] == 1


@pytest.mark.parametrize(
    ("name", "text", "words", "said"),
    [
        ("b", '{"schema": %s}' % ("1" * 5000), "r.txt --baseline b", "b: this is not a baseline: a number is too long"),
        ("c.toml", 'baseline = ""', "r.txt --config c.toml", "c.toml:1:12: a file cannot have the name “”"),
        (
            "c.toml",
            'baseline = "\\u0000"',
            "r.txt --config c.toml",
            "c.toml:1:12: a file cannot have the name “\ufffd”",
        ),
    ],
)
def test_a_file_that_cannot_be_meant(place: Path, run: Run, name: str, text: str, words: str, said: str) -> None:
    Path(name).write_text(text, "utf-8")
    assert run(*words.split()) == (2, "", f"ofsted-lint: {said}\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}\n", ":1:1: expected a list, got keys and values"),
        ("[]\n---\n[]\n", ": this has a second list after a line “---”; put all entries in one list"),
        (f"- {{document: {'a' * 5000}, rule: all, reason: x}}\n", f": there is no document “{'a' * 476} …"),
    ],
)
def test_a_register_that_cannot_be_meant(place: Path, run: Run, text: str, said: str) -> None:
    Path(".ofsted-lint-ignore.yaml").write_text(text, "utf-8")
    _, _, err = run(NAME, "--format", "concise")
    assert err.startswith(f"ofsted-lint: .ofsted-lint-ignore.yaml{said}"[:200])
    assert err.count("\n") == 1


def test_a_register_that_is_no_file(place: Path, run: Run) -> None:
    register = Path(".ofsted-lint-ignore.yaml")
    register.symlink_to("nowhere")
    told = f"ofsted-lint: {register}: cannot be read (No such file or directory)\n"
    assert run(NAME, "--format", "concise")[::2] == (2, told)
    register.unlink()
    register.mkdir()
    assert run(NAME, "--format", "concise")[::2] == (2, f"ofsted-lint: {register}: this is not an ordinary file\n")


@pytest.mark.parametrize("path", ["\\0", "pipe", "/dev/zero"])
def test_a_record_of_what_is_no_file(place: Path, run: Run, path: str) -> None:
    os.mkfifo("pipe")
    Path("r.yaml").write_text(RECORD % path, "utf-8")
    status, out, _ = run("--verify", "r.yaml")
    shown = "\ufffd" if path == "\\0" else path
    assert (status, out.splitlines()[0]) == (1, f"{shown}: cannot be read (this is not an ordinary file)")


def test_a_report_that_was_mended_matches_its_record(place: Path, run: Run) -> None:
    run(NAME, "--fix", "--record", "r.yaml")
    assert f"sha256: {hashlib.sha256(Path(NAME).read_bytes()).hexdigest()}" in Path("r.yaml").read_text("utf-8")
    assert run("--verify", "r.yaml")[0] == 0


def test_what_only_shows_a_difference_leaves_the_baseline(place: Path, run: Run) -> None:
    run(NAME, "--write-baseline", "b.json")
    Path(NAME).write_text(Path(NAME).read_text("utf-8").replace("Her Majesty", "His Majesty"), "utf-8")
    before = Path("b.json").read_bytes()
    assert run(NAME, "--baseline", "b.json", "--diff")[0] == 0
    assert Path("b.json").read_bytes() == before
    run(NAME, "--baseline", "b.json")
    assert Path("b.json").read_bytes() != before


def test_a_summary_that_cannot_be_written_costs_no_other_format(
    place: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(place))
    status, out, err = run(NAME, "--format", "github", "--format", "json=found.json")
    told = f"ofsted-lint: GITHUB_STEP_SUMMARY: {place} cannot be written (Is a directory)\n"
    assert (status, out.count("::error"), err) == (2, 5, told)
    assert len(json.loads(Path("found.json").read_text("utf-8"))["documents"]) == 1


def test_a_link_out_of_the_repository_is_a_new_report(place: Path, run: Run) -> None:
    top = place / "top"
    top.mkdir()
    for words in (
        ["init", "-q"],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m."],
    ):
        subprocess.run(["git", "-C", str(top), *words], check=True)
    (top / NAME).symlink_to(place / NAME)
    status, out, err = run(top / NAME, "--diff-base", "HEAD", "--format", "concise")
    assert (status, out.count("\n"), err) == (1, 5, "")


@pytest.mark.parametrize(
    "words", ["r.txt", "r.txt --diff", "r.txt --statistics", "schema", "outline --format json r.txt"]
)
@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed(place: Path, words: str, closed: str) -> None:
    command = f'exec "{sys.executable}" -m ofsted_lint {words} {closed}'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False, env=surroundings())
    assert (done.returncode, b"Traceback" in done.stderr) == (int("r.txt" in words and "outline" not in words), False)


def test_standard_input_that_is_closed(place: Path) -> None:
    command = f'exec "{sys.executable}" -m ofsted_lint - <&-'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False, env=surroundings())
    assert (done.returncode, done.stderr) == (2, b"ofsted-lint: stdin: the file is empty\n")


def surroundings() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}
