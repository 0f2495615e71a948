"""A document that could not be read is in every format: no dashboard is green because nothing was read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ofsted_lint.output import formats
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
OUT = "out.csv"
MISSING = "no such file or folder"


@pytest.fixture
def written(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Return what a format has of a document that can be read and two that cannot."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ok.txt").write_bytes((ROOT / "examples" / "northfell-2024.txt").read_bytes())
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 broken")

    def made(form: str) -> str:
        status = run("ok.txt", "bad.docx", "missing.txt", "--format", f"{form}={OUT}")[0]
        assert status == 2
        return (tmp_path / OUT).read_text("utf-8")

    return made


@pytest.mark.parametrize(
    "form", [each for each in formats.formats() if each != "console" and not formats.own_file(each)]
)
def test_both_are_named(form: str, written: Callable[[str], str]) -> None:
    text = written(form)
    assert ("bad.docx" in text.replace("\\", ""), "missing.txt" in text.replace("\\", "")) == (True, True)


def test_sarif_says_that_the_run_failed(written: Callable[[str], str]) -> None:
    (invocation,) = json.loads(written("sarif"))["runs"][0]["invocations"]
    notes = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert [note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for note in notes] == [
        "bad.docx",
        "missing.txt",
    ]
    assert notes[1]["message"]["text"] == f"missing.txt could not be read: {MISSING}"


def test_junit_counts_errors(written: Callable[[str], str]) -> None:
    root = ElementTree.fromstring(written("junit"))
    errors = {case.get("classname"): error.get("message") for case in root.iter("testcase") for error in case}
    assert (root.get("errors"), errors["missing.txt"]) == ("2", MISSING)


def test_json_has_a_list_of_them(written: Callable[[str], str]) -> None:
    unread = json.loads(written("json"))["unread"]
    assert [each["path"] for each in unread] == ["bad.docx", "missing.txt"]
    assert unread[1]["why"] == MISSING


def test_an_annotation_and_a_finding_at_line_1(written: Callable[[str], str]) -> None:
    assert f"::error file=missing.txt,title=unread::This could not be read: {MISSING}\n" in written("github")
    assert f"missing.txt:1:1: error: {MISSING} [unread]\n" in written("concise")
    last = json.loads(written("gitlab"))[-1]
    assert (last["location"], last["severity"]) == ({"path": "missing.txt", "lines": {"begin": 1}}, "critical")
    last = json.loads(written("rdjson"))["diagnostics"][-1]
    assert (last["location"]["path"], last["severity"]) == ("missing.txt", "ERROR")
    (*_, error) = ElementTree.fromstring(written("checkstyle")).iter("error")
    assert (error.get("line"), error.get("severity")) == ("1", "error")


def test_the_markdown_and_the_page_have_a_list(written: Callable[[str], str]) -> None:
    assert "**2 documents could not be read:**" in written("markdown")
    page = written("html")
    assert "2 documents could not be read" in page
    assert "1 document checked" in page


def test_a_folder_without_a_report_is_in_json_too(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "list.txt").write_text("milk\n", "utf-8")
    status, out, _ = run("notes", "--format", "json")
    assert (status, json.loads(out)["unread"]) == (2, [{"path": "notes", "why": "no inspection report was found"}])
