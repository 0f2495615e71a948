"""Copies of PDFs: highlights with notes at the words of findings, after the bytes of the original."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ofsted_lint.source.readers import read_file
from tests.conftest import ROOT
from tests.make import pdfs

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("pypdf.annotations")
Run = Callable[..., tuple[int, str, str]]
EXAMPLE = ROOT / "examples" / "northfell-2024-with-faults.txt"


@pytest.fixture(params=[pdfs.tagged, pdfs.untagged], ids=["tagged", "untagged"])
def report(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(request.param(EXAMPLE.read_text("utf-8")))
    return path


def copied(run: Run, report: Path) -> bytes:
    copy = report.with_name("copy.pdf")
    run("--isolated", report, "--format", f"pdf={copy}")
    return copy.read_bytes()


def notes(data: bytes) -> list[Any]:
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    return [each.get_object() for page in pages for each in page.get("/Annots", ())]


def test_findings_are_highlights_and_the_original_comes_first(run: Run, report: Path) -> None:
    before = report.read_bytes()
    copy = copied(run, report)
    found = run("--isolated", report, "--format", "concise")[1].splitlines()
    assert copy.startswith(before)
    made = notes(copy)
    assert len(made) >= len(found) > 0
    assert {(each["/Subtype"], each["/T"]) for each in made} == {("/Highlight", "ofsted-lint")}


def test_the_text_and_the_findings_of_a_copy_are_those_of_the_report(run: Run, report: Path) -> None:
    text, found = read_file(report).text, run("--isolated", report, "--format", "concise")[1]
    report.write_bytes(copied(run, report))
    assert (read_file(report).text, run("--isolated", report, "--format", "concise")[1]) == (text, found)


def test_a_copy_of_a_copy_is_the_same(run: Run, report: Path) -> None:
    copy = copied(run, report)
    report.write_bytes(copy)
    assert copied(run, report) == copy


def test_what_others_have_added_to_a_copy_stays_and_each_note_is_there_once(run: Run, report: Path) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(report.read_bytes()), incremental=True)
    theirs = pypdf.annotations.FreeText(text="Agreed.", rect=(50, 50, 90, 70))
    theirs[pypdf.generic.NameObject("/T")] = pypdf.generic.TextStringObject("Ann")
    writer.add_annotation(0, theirs)
    added = io.BytesIO()
    writer.write(added)
    report.write_bytes(added.getvalue())
    copy = copied(run, report)
    report.write_bytes(copy + b"% saved by another program\n")
    again = copied(run, report)
    assert again.startswith(report.read_bytes())
    authors = [each.get("/T") for each in notes(again)]
    assert (authors.count("Ann"), authors.count("ofsted-lint")) == (1, len(notes(copy)) - 1)


def test_a_file_that_says_it_is_a_copy_of_nothing_is_copied_whole(run: Run, report: Path) -> None:
    report.write_bytes(report.read_bytes() + b"% ofsted-lint 999999999999\n")
    assert copied(run, report).startswith(report.read_bytes())


def test_a_finding_about_marks_is_a_highlight_of_the_word_before_them(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    report.write_bytes(pdfs.tagged(EXAMPLE.read_text("utf-8").replace("seen too late.", "seen too late.,")))
    copy = copied(run, report)
    about = [each["/Subtype"] for each in notes(copy) if each["/Contents"].startswith("Warning: “.,”")]
    assert about == ["/Highlight", "/Highlight"]


def test_a_text_has_no_copy_as_a_pdf(run: Run, tmp_path: Path) -> None:
    status, _, said = run("--isolated", EXAMPLE, "--format", f"pdf={tmp_path / 'copy.pdf'}")
    assert (status, said) == (2, f"ofsted-lint: {EXAMPLE}: this is not a PDF: only of these pdf makes a copy\n")
