"""Mentions in a report's prose of other places and times, and its abbreviations."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ofsted_lint import documents
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.mentions.note_marks import unmarked
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.values.working_days import holidays, working_days
from ofsted_lint.source.readers import read_file
from ofsted_lint.source.source import Source


def report(*paragraphs: str) -> Document:
    numbered = "\n".join(f"{number}. {text}\n" for number, text in enumerate(paragraphs, 1))
    return documents.read(
        Source("draft.txt", f"The experiences and progress of care leavers: good\n{numbered}"), "ilacs"
    )


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The multi-agency safeguarding hub (MASH) is quick.", "MASH", "multi-agency safeguarding hub"),
        ("Independent reviewing officers (IROs) visit.", "IRO", "Independent reviewing officers"),
        ("The PLO (public law outline) is used.", "PLO", "public law outline"),
        ("Homes of multiple occupation (‘HMO’) are few.", "HMO", "Homes of multiple occupation"),
        ("Education, employment and training (EET) is up.", "EET", "Education, employment and training"),
        ("The single front door (MASH) is quick.", "MASH", None),
        ("The director of children’s services (DCS) leads.", "DCS", "director of children’s services"),
    ],
)
def test_an_abbreviation_is_spelled_out(text: str, short: str, long: str | None) -> None:
    (found,) = report(text).abbreviations
    (expansion,) = found.expansions
    assert (found.short, expansion.long.text if expansion.long else None, found.uses) == (short, long, ())


@pytest.mark.parametrize("text", ["Mr McGuire of Year IV spoke.", "Foster4Us and R&D", "A plan B is."])
def test_what_only_looks_like_an_abbreviation_is_none(text: str) -> None:
    assert [found.short for found in report(text).abbreviations if found.short not in ("Foster4Us",)] == []


def test_uses_are_told_from_expansions_and_plurals_from_singulars() -> None:
    (found,) = report("Personal advisers (PAs) help.", "A PA visits; PAs care. One said ‘my PA helps’.").abbreviations
    assert [(use.prose.text, use.quoted) for use in found.uses] == [("PA", False), ("PAs", False), ("PA", True)]


def test_paragraphs_that_are_referred_to() -> None:
    found = report("See paragraph 12.", "As in paragraphs 3 and 4, and paras 5 to 7.", "Two paragraphs follow.")
    assert [reference.number for reference in found.references] == [12, 3, 4, 5, 7]


def test_marks_of_notes() -> None:
    found = report("Young people1 are heard.", "Foster4 is a scheme under s20, since COVID19 at 17.5 years.")
    assert [mark.mark for mark in found.marks] == ["1"]


def test_a_text_without_the_marks_of_notes() -> None:
    assert (
        unmarked("Young people1 of Foster4 improve?2 At 17.5 years.3")
        == "Young people of Foster4 improve? At 17.5 years."
    )


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("Since the last inspection in 2019, much is better.", 2019, 0),
        ("The previous inspection took place in March 2018.", 2018, 3),
        ("At the last ILACS inspection in May 2021 it was good.", 2021, 5),
    ],
)
def test_when_the_last_inspection_was(text: str, year: int, month: int) -> None:
    assert [(found.year, found.month) for found in report(text).previous_inspections] == [(year, month)]


SUMMARY = """\
Judgement\tGrade
Overall effectiveness\tGood

{}

What needs to improve?
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Services for children in Saltmarsh are now good.", [("overall", "good")]),
        ("Services for care leavers in Saltmarsh are outstanding and well led.", [("care-leavers", "outstanding")]),
        ("The overall effectiveness of services for children is inadequate.", [("overall", "inadequate")]),
        ("Services for children and care leavers in Saltmarsh are good.", [("overall", "good")]),
        ("Services for disabled children are good.", []),
        ("Children’s services in Saltmarsh have improved and are now good.", [("overall", "good")]),
        ("Children receive services that are good.", []),
        ("Services were inadequate in 2019.", []),
        ("Services are good at helping.", []),
    ],
)
def test_grades_that_the_summary_gives(text: str, found: list[tuple[str, str]]) -> None:
    read = documents.read(Source("draft.txt", SUMMARY.format(text)), "ilacs")
    assert isinstance(read, Report)
    assert [(claim.area, claim.grade.words) for claim in read.claims] == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("saltmarsh/inspection - 12 june 2018.txt", date(2018, 6, 12)),
        ("saltmarsh-2018-06-12.txt", date(2018, 6, 12)),
        ("saltmarsh-31-june-2018.txt", None),
        ("saltmarsh-2017-06-12.txt", None),
        ("saltmarsh-20180612.txt", None),
    ],
)
def test_the_day_of_publication_in_a_name(name: str, found: date | None) -> None:
    assert documents.read(Source(name, "Inspection dates: 3 May 2018 to 14 May 2018\n"), "ilacs").published == found


def test_a_day_of_publication_that_is_given_counts() -> None:
    given = date(2024, 7, 1)
    assert documents.read(Source("x - 12 june 2018.txt", "x"), "ilacs", given).published == given


def test_the_copyright_year() -> None:
    office = "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates."
    text = f"{office}\n\n© Crown copyright 2024\n"
    found = documents.read(Source("x", text), "ilacs").copyright_year
    assert found is not None
    assert found.year == 2024


def test_working_days_leave_weekends_and_holidays_out() -> None:
    # Stockton's plan was due 70 working days after publication, with one bank holiday between.
    assert working_days(date(2023, 5, 9), date(2023, 8, 16)) == 70
    assert working_days(date(2024, 3, 28), date(2024, 4, 2)) == 1
    assert working_days(date(2024, 4, 2), date(2024, 4, 1)) == 0
    assert working_days(date(1, 1, 1), date(2024, 4, 1)) is None


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2020, ["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"]),
        (2022, ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]),
        (2023, ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"]),
        (2026, ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
    ],
)
def test_bank_holidays(year: int, days: list[str]) -> None:
    assert sorted(f"{day:%m-%d}" for day in holidays(year)) == days


def test_lost_hyphens_are_known_in_every_published_report(shared: Path) -> None:
    folder = shared / "corpus" / "ilacs"
    wrong = [
        path.name
        for path in sorted(folder.rglob("*.txt"))
        if documents.read(read_file(path)).hyphens_lost is path.name.endswith(".layout.txt")
    ]
    assert wrong == []


def test_hyphens_are_not_lost_in_text_that_was_typed() -> None:
    assert not report(*["Multi-agency work is strong and decision-making is clear."] * 80).hyphens_lost


def wrapped(ragged: bool) -> str:
    """A long text whose lines a program wrapped, by counting letters or by their widths."""
    sentence = "managers check that each plan is clear and that every child knows what will happen next"
    words = sentence.split() * 60
    lines, line = [], ""
    for at, word in enumerate(words):
        if len(line) + 1 + len(word) > 72 - (at % 3) * 9 * ragged:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


@pytest.mark.parametrize(
    ("ragged", "lost"),
    [pytest.param(True, True, id="lines that print filled"), pytest.param(False, False, id="lines of so many letters")],
)
def test_hyphens_are_lost_without_pages_too(ragged: bool, lost: bool) -> None:
    assert report(wrapped(ragged)).hyphens_lost is lost
