"""Reports in the forms in which people hold them: what was changed or added on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest

from ofsted_lint import documents
from ofsted_lint.documents.report.model import Report
from ofsted_lint.source.readers import read_file
from ofsted_lint.source.source import Source
from tests.conftest import ROOT
from tests.make.pdfs import untagged
from tests.make.word import text_paragraph, word

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


NAMES = (
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
    "Overall effectiveness",
)
GRADES = ("Requires improvement to be good", "Requires improvement to be good", "Good", "Inadequate", "Inadequate")


def cells(*words: str) -> str:
    """The text with the cells of its grade table as paragraphs in this order."""
    head, _, rest = TEXT.partition(" Judgement")
    return head + "\n\n".join(words) + "\n\n" + rest[rest.index("Children in Northfell") :]


FORMS = {
    "bullets that became question marks": (
        TEXT.replace("◼", "?"),
        ["6 lines begin with “?”, read as bullets: the file was saved in an encoding without them."],
    ),
    "bullets that were read from a picture as another sign": (
        TEXT.replace("◼", "¢"),
        ["6 lines begin with “¢”, read as bullets: the program that read the page took them for it."],
    ),
    "bullets that were read from a picture as a letter": (
        TEXT.replace("◼", "e"),
        ["6 lines begin with “e”, read as bullets: the program that read the page took them for it."],
    ),
    "quoted in a mail": (
        "".join(f"> {line}\n" for line in TEXT.splitlines()),
        ["“>” before the lines was left out: the text was quoted in a mail."],
    ),
    "columns one space apart": (narrow(TEXT), []),
    "the head of the grades below the first label": (
        cells("Judgement", NAMES[0], "Grade", GRADES[0], *chain(*zip(NAMES[1:], GRADES[1:], strict=True))),
        [],
    ),
    "two labels before their grades": (
        cells("Judgement", "Grade", *chain(*zip(NAMES[:3], GRADES[:3], strict=True)), *NAMES[3:], *GRADES[3:]),
        [],
    ),
    "all labels before all grades": (cells("Judgement", *NAMES, "Grade", *GRADES), []),
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
    "between pages of others, in words that are in no list": (
        "Yours faithfully,\n\nA clerk\n\f" + TEXT + "\f   Page 46\n\n1. The plan\n",
        [
            "Only the report was read, from line 4: the papers before it were left out.",
            f"What comes after the report, from line {TEXT.count(chr(10)) + 4}, was left out.",
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
    assert [row.grade.prose.text for row in report.judgements if row.grade] == [*GRADES]
    assert len(report.improvements) == 6
    assert report.council == "Northfell"


def in_word(text: str) -> bytes:
    return word("".join(text_paragraph(line) for line in text.replace("\f", "").split("\n") if line.strip()))


@pytest.mark.parametrize(
    ("name", "made"),
    [
        pytest.param("pack.pdf", lambda: untagged(COVER + TEXT + "\f" + "The plan of the council\n"), id="a PDF"),
        pytest.param("pack.docx", lambda: in_word(COVER + TEXT + "\nAppendix 2: The plan\n"), id="a Word file"),
        pytest.param("pack.md", lambda: (COVER + TEXT + "\n# Appendix 2: The plan\n").encode(), id="Markdown"),
    ],
)
def test_pages_of_others_are_left_out_of_each_kind_of_file(
    tmp_path: Path, name: str, made: Callable[[], bytes]
) -> None:
    (tmp_path / name).write_bytes(made())
    source = read_file(tmp_path / name)
    left_out = [note for note in source.notes if note.endswith("left out.")]
    assert [note.partition(",")[0] for note in left_out] == ["Only the report was read", "What comes after the report"]
    assert not re.search("Apologies|The plan", source.printed)
    assert "Inspection of Northfell" in source.printed


def numbered(text: str) -> list[tuple[int, str]]:
    report = documents.read(Source("report.txt", text))
    return [
        (paragraph.number.value if paragraph.number else 0, paragraph.prose.text)
        for section in report.sections
        for paragraph in section.paragraphs
    ]


def numbers_apart(text: str, first: int) -> str:
    """A text with the numbers of two paragraphs before the first of them, as some programs print a page."""
    text, one = re.subn(rf"(?m)^{first}\.[ ]+", f"{first}.\n\n{first + 1}.\n\n", text, count=1)
    text, two = re.subn(rf"(?m)^{first + 1}\.[ ]+", "", text, count=1)
    assert (one, two) == (1, 1)
    return text


@pytest.mark.parametrize("first", [1, 5, 8])
def test_numbers_that_are_printed_before_their_paragraphs_are_given_to_them(first: int) -> None:
    assert numbered(numbers_apart(TEXT, first)) == numbered(TEXT)


def test_a_number_without_words_keeps_them_from_no_paragraph_that_has_its_own() -> None:
    text = re.sub(r"(?m)^2\.", "2.\n\n3.", re.sub(r"(?m)^3\.", "4.", TEXT, count=1), count=1)
    assert [number for number, _ in numbered(text)][:4] == [1, 2, 3, 4]
