"""The form for the check of factual accuracy, in Word and as a table."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ofsted_lint.source.readers import read_file
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
FAULTY = ROOT / "examples" / "northfell-2024-with-faults.txt"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def form(run: Run, tmp_path: Path) -> Path:
    made = tmp_path / "form.docx"
    assert run(FAULTY, "--format", f"accuracy={made}")[0] == 1
    return made


def cells(form: Path) -> list[list[str]]:
    with zipfile.ZipFile(form) as archive:
        assert archive.testzip() is None
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    (table,) = parts["word/document.xml"].iter(f"{W}tbl")
    return [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]


def test_word_has_a_row_for_each_error_and_warning_and_empty_rows(form: Path, run: Run) -> None:
    head, *rows = cells(form)
    found = json.loads(run(FAULTY, "--format", "json")[1])["documents"][0]["findings"]
    wanted = [each for each in found if each["severity"] != "advice"]
    assert head == ["Paragraph", "Words of the draft", "What is inaccurate", "Evidence", "Source rule"]
    assert [(row[2], row[4]) for row in rows[: len(wanted)]] == [(each["message"], each["rule"]) for each in wanted]
    assert rows[len(wanted) :] == [[""] * 5] * 10
    duplicate = next(row for row in rows if row[4] == "para-number-duplicate")
    assert duplicate[0] == "Paragraph 5, page 3"


def test_word_is_read_by_the_reader_of_this_program(form: Path) -> None:
    pytest.importorskip("lxml", reason="Word files are read with lxml")
    assert "Factual accuracy check" in read_file(form).text


def test_the_form_is_the_same_each_time(form: Path, run: Run) -> None:
    before = form.read_bytes()
    run(FAULTY, "--format", f"accuracy={form}")
    assert form.read_bytes() == before


def test_the_table_has_the_same_rows(form: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "form.csv"
    run(FAULTY, "--format", f"accuracy={file}")
    _, *rows = csv.reader(io.StringIO(file.read_text("utf-8-sig")))
    assert [row[1:] for row in rows] == cells(form)[1:]


def test_where_the_form_is_is_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "form.docx"
    assert run(FAULTY, "--format", f"accuracy={file}") == (1, "", f"ofsted-lint: the form is written to {file}\n")
    assert run(FAULTY, "--format", f"accuracy={file}", "--format", "concise")[2] == ""


def test_another_ending_is_refused(run: Run, tmp_path: Path) -> None:
    status, _, said = run(FAULTY, "--format", f"accuracy={tmp_path / 'form.pdf'}")
    assert (status, "let the form’s name end with .docx or .csv" in said) == (2, True)
