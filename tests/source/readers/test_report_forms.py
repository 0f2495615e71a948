"""Reports in the forms in which people hold them: what was changed or added on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ofsted_lint import documents
from ofsted_lint.documents.report.model import Report
from ofsted_lint.source.readers import read_file
from tests.conftest import ROOT

TEXT = (ROOT / "examples" / "northfell-2024.txt").read_text("utf-8")
OTHER = (ROOT / "examples" / "saltmarsh-2019.txt").read_text("utf-8")
COVER = "Scrutiny Committee\n\nAgenda\n\n1. Apologies\n2. Minutes of the last meeting\n\n\f"
SECOND = (TEXT + OTHER[: OTHER.index("Inspection of")]).count("\n") + 1
GRADE = r"(?:Requires improvement to be good|Good|Inadequate)"


def narrow(text: str) -> str:
    """The columns of the grade table one space apart."""
    head, table, rest = text.partition("Judgement")
    rows, end, after = (table + rest).partition("Children in Northfell")
    rows = re.sub(rf"(?m)^ ?(\S.*?) {{2,}}(?=Grade|{GRADE})", r"\1 ", rows)
    return head + re.sub(r"(?m)^ +", "", rows) + end + after


FORMS = {
    "bullets that became question marks": (
        TEXT.replace("◼", "?"),
        ["6 lines begin with “?”, read as bullets: the file was saved in an encoding without them."],
    ),
    "quoted in a mail": (
        "".join(f"> {line}\n" for line in TEXT.splitlines()),
        ["“>” before the lines was left out: the text was quoted in a mail."],
    ),
    "columns one space apart": (narrow(TEXT), []),
    "in a committee’s papers": (
        COVER + TEXT + "\n\nAppendix 2: Action plan\n\n1. Visit sooner\n",
        [
            "Only the report was read, from line 8: the papers before it were left out.",
            f"What comes after the report, from line {(COVER + TEXT).count(chr(10)) + 3}, was left out.",
        ],
    ),
    "a second report after it": (
        TEXT + "\f" + OTHER,
        [
            f"A second report begins on line {SECOND}; only the first was read: save each report in a file of its own.",
        ],
    ),
    "as it is": (TEXT, []),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_report_is_read_in_each_form(tmp_path: Path, form: str) -> None:
    text, notes = FORMS[form]
    (tmp_path / "report.txt").write_text(text, "utf-8")
    source = read_file(tmp_path / "report.txt")
    report = documents.read(source)
    assert isinstance(report, Report)
    assert (source.text, list(source.notes)) == (text, notes)
    assert [row.grade.prose.text for row in report.judgements if row.grade] == [
        *("Requires improvement to be good", "Requires improvement to be good", "Good", "Inadequate", "Inadequate"),
    ]
    assert len(report.improvements) == 6
    assert report.council == "Northfell"
