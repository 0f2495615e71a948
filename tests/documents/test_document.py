"""Documents from text: what is read where it is not obvious."""

from __future__ import annotations

from datetime import date

import pytest

from ofsted_lint import documents
from ofsted_lint.documents.report.model import Report
from ofsted_lint.source.source import Source
from tests.conftest import ROOT, report_of


def read(text: str) -> Report:
    return report_of(documents.read(Source("draft.txt", text), "ilacs"))


def rows(text: str) -> list[tuple[str | None, str, str | None]]:
    found = read(text).judgements
    return [(row.area, row.label.text, row.grade.prose.text if row.grade else None) for row in found]


LEADERS = "The impact of leaders on social work practice with children and families"
LEAVERS = "The experiences and progress of care leavers"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Judgement\tGrade\n{LEADERS}\tGood\n{LEAVERS}\tRequires improvement to be good\n", id="tabs"),
        pytest.param(
            "Judgement\n\nGrade\n\nThe impact of leaders on social work practice with children\nand families\n\n"
            "Good\n\nThe experiences and progress of care leavers\n\nRequires improvement\nto be good\n\n"
            "Services are good.\n",
            id="a cell a paragraph",
        ),
        pytest.param(
            " Judgement                                        Grade\n\n"
            " The impact of leaders on social work practice with\n"
            "                                                  Good\n"
            " children and families\n\n"
            "                                                  Requires improvement\n"
            " The experiences and progress of care leavers\n"
            "                                                  to be good\n\n"
            "Services are good.\n",
            id="grades and labels between each other's halves",
        ),
        pytest.param(
            "Judgement                                   Grade\n"
            "The impact of leaders on social work        Good\n"
            "practice with children and families\n"
            "The experiences and progress of care        Requires improvement to be good\n"
            "leavers\n"
            "Services are good.\n",
            id="no blank lines at all",
        ),
        pytest.param(
            "Judgement                                            Grade\n"
            "The impact of leaders on social work practice with   Good\nchildren and families\n"
            "The experiences and progress of care                 Requires improvement to be good\nleavers\n",
            id="labels wrapped behind the grade",
        ),
        pytest.param(
            "Judgement Grade\nThe impact of leaders on social work\npractice with children and families\nGood\n"
            "The experiences and progress of care\nleavers\nRequires improvement to be good\nServices are good.\n",
            id="cell below cell, as other extractors have it",
        ),
        pytest.param(
            f"Judgement Grade\n\n{LEADERS} Good\n\n{LEAVERS} Requires improvement to be good\n\nServices are good.\n",
            id="one space between label and grade",
        ),
        pytest.param(
            f"| Judgement | Grade |\n| {LEADERS} | Good |\n| {LEAVERS} | Requires improvement to be good |\n", id="bars"
        ),
    ],
)
def test_the_table_in_all_its_forms(text: str) -> None:
    assert rows(text) == [
        ("leaders", LEADERS, "Good"),
        ("care-leavers", LEAVERS, "Requires improvement to be good"),
    ]


def test_a_label_whose_first_line_is_the_name_of_another() -> None:
    text = (
        " Judgement                                            Grade\n\n"
        " The experiences and progress of children in care     Good\n and care leavers\n\n"
        " Overall effectiveness                                Good\n"
    )
    assert [area for area, _, _ in rows(text)] == ["in-care-and-care-leavers", "overall"]


def test_prose_after_the_table_is_the_summary_and_prose_between_rows_is_not() -> None:
    text = f"Judgement\tGrade\n{LEADERS}\tGood\n\nA stray note.\n\n{LEAVERS}\tGood\n\nServices are good.\n"
    report = read(text)
    assert [p.prose.text for p in report.summary] == ["Services are good."]
    assert [p.text for p in report.unrecognised] == ["A stray note."]
    assert (report.lines, report.recognised) == (5, 4)


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("3 to 14 June 2024", date(2024, 6, 3), date(2024, 6, 14)),
        ("3 June 2019 to 14 June 2019", date(2019, 6, 3), date(2019, 6, 14)),
        ("23 April 2018 to 04 May 2018", date(2018, 4, 23), date(2018, 5, 4)),
        ("30 October to 10 November 2023", date(2023, 10, 30), date(2023, 11, 10)),
        ("30 December to 10 January 2025", date(2024, 12, 30), date(2025, 1, 10)),
        ("5 to 9 December 2022 and 14 to 15 February 2023", date(2022, 12, 5), date(2023, 2, 15)),
        ("8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019", date(2019, 7, 8), date(2019, 8, 8)),
        ("8–19 July 2024", date(2024, 7, 8), date(2024, 7, 19)),
        ("21 November – 2 December 2022", date(2022, 11, 21), date(2022, 12, 2)),
        ("26th February 2024 to 8th March 2024", date(2024, 2, 26), date(2024, 3, 8)),
        ("7 March 22 to 18 March 2022", date(2022, 3, 7), date(2022, 3, 18)),
        ("20 June to 31 June 2024", date(2024, 6, 20), None),
        ("to be agreed", None, None),
    ],
)
def test_dates_in_all_printed_forms(printed: str, start: date | None, end: date | None) -> None:
    dates = read(f"Inspection dates: {printed}\n").dates
    assert dates is not None
    assert (dates.prose.text, dates.start, dates.end) == (printed, start, end)


@pytest.mark.parametrize(
    ("printed", "inspectors"),
    [
        ("Lead inspector: Ann Lee, His Majesty’s Inspector", [("Ann Lee", "His Majesty’s Inspector")]),
        ("Lead inspector: Ann Lee\n                Her Majesty's Inspector", [("Ann Lee", "Her Majesty's Inspector")]),
        ("Lead inspector:\n\nAnn Lee\nHer Majesty’s Inspector", [("Ann Lee", "Her Majesty’s Inspector")]),
        ("**Lead inspector: Ann Lee\nHer Majesty’s Inspector**", [("Ann Lee", "Her Majesty’s Inspector")]),
        ("Lead inspector: Ann Lee HMI", [("Ann Lee", "HMI")]),
        (
            "Lead inspectors: Ann Lee, His Majesty’s Inspector, and Máire O’Brien-Cole, His\nMajesty’s Inspector",
            [("Ann Lee", "His Majesty’s Inspector"), ("Máire O’Brien-Cole", "His Majesty’s Inspector")],
        ),
        ("Lead inspector: Ann Lee", [("Ann Lee", None)]),
    ],
)
def test_inspectors_in_all_printed_forms(printed: str, inspectors: list[tuple[str, str | None]]) -> None:
    found = read(printed + "\n\nJudgement\tGrade\n").inspectors
    assert [(i.name.text, i.title.text if i.title else None) for i in found] == inspectors


@pytest.mark.parametrize(
    ("printed", "council"),
    [
        ("Inspection of Saltmarsh local authority children’s services", "Saltmarsh"),
        ("Inspection of the Saltmarsh\nlocal authority children’s\nservices", "the Saltmarsh"),
        ("Inspection of Saltmarsh County Council children's services", "Saltmarsh County Council"),
        ("Saltmarsh\n\nInspection of children’s social care services", "Saltmarsh"),
        ("Council of the Saltmarsh\nInspection of local authority children’s services", "Council of the Saltmarsh"),
        ("Inspection of children’s social care services", None),
    ],
)
def test_the_council_is_as_in_the_title(printed: str, council: str | None) -> None:
    title = read(f"{printed}\nInspection dates: 3 to 14 June 2024\n").title
    assert title is not None
    assert (title.council.text if title.council else None) == council


def test_points_with_sub_points_and_wraps() -> None:
    text = (
        "What needs to improve?1\n"
        "◼ Services to care leavers, including:\n"
        "   - housing\n"
        "   - advice on\n     money.\n\n"
        "◼ The timeliness of plans for children who are\n\n 4\n\f  disabled. (Outcome 1, national framework)\n"
    )
    assert [(p.prose.text, [item.text for item in p.items]) for p in read(text).improvements] == [
        ("Services to care leavers, including:", ["housing", "advice on money."]),
        ("The timeliness of plans for children who are disabled. (Outcome 1, national framework)", []),
    ]


@pytest.mark.parametrize(
    "note", ["1\n  A note at the foot.\n", "1 A note at\n  the foot.\n"], ids=["apart", "on its line"]
)
def test_a_paragraph_runs_over_foot_footnote_and_page(note: str) -> None:
    text = (
        "The experiences and progress of care leavers: good\n"
        "1.   Personal advisers1 know their\n\n"
        f"{note}"
        "Inspection of Saltmarsh local authority children’s services\n3 to 14 June 2024               4\n\f"
        "     young people well.\n\n2.   Plans are clear.\n"
    )
    report = read(text)
    assert [(p.number and p.number.value, p.prose.text, p.page) for p in report.paragraphs] == [
        (1, "Personal advisers1 know their young people well.", 1),
        (2, "Plans are clear.", 2),
    ]
    assert [(note.mark, note.prose.text) for note in report.footnotes] == [("1", "A note at the foot.")]
    assert [(foot.council and foot.council.text, foot.dates and foot.dates.prose.text) for foot in report.footers] == [
        ("Saltmarsh", "3 to 14 June 2024")
    ]
    assert report.unrecognised == ()


@pytest.mark.parametrize("text", ["34\n\nHomes are safe.\n", "34   Homes are safe.\n"])
def test_a_number_that_lost_its_full_stop_still_numbers(text: str) -> None:
    report = read(
        f"The experiences and progress of care leavers: good\n33. Plans are clear.\n\n{text}\n35. Work is found.\n\f"
    )
    assert [p.number and p.number.value for p in report.paragraphs] == [33, 34, 35]


def test_paragraphs_that_page_breaks_cut_in_text_without_page_marks() -> None:
    text = (
        "The experiences and progress of care leavers: good\n\n"
        "1. Advice is good.\n2. Plans are clear. They are shared with\n\nyoung people, who value them.\n\n"
        "3. Homes are safe.\n4. Health is well known.\n\nReviews are timely.\n\n5. Schools help.\n"
        "6. Work is found.\n7. Friends are met.\n"
    )
    assert [p.prose.text for p in read(text).paragraphs] == [
        "Advice is good.",
        "Plans are clear. They are shared with young people, who value them.",
        "Homes are safe.",
        "Health is well known. Reviews are timely.",
        "Schools help.",
        "Work is found.",
        "Friends are met.",
    ]


def test_prose_that_looks_like_a_heading_is_prose() -> None:
    text = (
        "The experiences and progress of care leavers: good\n"
        "1.   Much has been done. It is the view of all that\n"
        "The experiences and progress of children and young people in Saltmarsh are good\n"
        "and improving.\n"
    )
    assert [section.heading and section.heading.title.text for section in read(text).sections] == [LEAVERS]


@pytest.mark.parametrize(
    ("name", "template", "areas"),
    [
        ("saltmarsh-2019", "ilacs-2018", ["help-and-protection", "in-care-and-care-leavers", "leaders"]),
        ("northfell-2024", "ilacs-2023", ["help-and-protection", "in-care", "care-leavers", "leaders"]),
        ("merrowdale-2026", "ilacs-2026", ["help-and-protection", "in-care", "care-leavers", "leaders"]),
    ],
)
def test_the_examples_are_read_whole(name: str, template: str, areas: list[str]) -> None:
    path = ROOT / "examples" / f"{name}.txt"
    report = report_of(documents.read(Source(str(path), path.read_bytes().decode())))
    numbers = [p.number.value for p in report.paragraphs if p.number]
    assert (report.kind, report.template) == ("ilacs", template)
    assert [section.area for section in report.sections] == areas
    assert numbers == list(range(1, len(report.paragraphs) + 1))
    assert report.recognised == report.lines
    assert report.lacking == ()


def test_regions_tile_the_text() -> None:
    for path in sorted((ROOT / "examples").glob("*.txt")):
        report = report_of(documents.read(Source(str(path), path.read_bytes().decode())))
        at = 0
        for region in report.regions:
            assert region.span.start == at
            at = region.span.end
        assert at == len(report.source.text)


def test_a_text_that_is_no_report_has_no_parts() -> None:
    report = documents.read(Source("list.txt", "Apples\n\nPears\n"))
    assert (report.kind, report.lines, report.recognised) == ("unknown", 2, 0)
    assert report.sections == ()


def test_addresses_do_not_change_with_wraps_or_numbers() -> None:
    one = "The experiences and progress of care leavers: good\n1.   Personal advisers know their young people.\n"
    two = "The experiences and progress of care\nleavers: good\n9. Personal advisers\nknow their young people.\n"
    addresses = [[p.address for p in read(text).paragraphs] for text in (one, two)]
    assert (
        addresses[0] == addresses[1] == ["sections/care-leavers/paragraphs/personal-advisers-know-their-young-people"]
    )
