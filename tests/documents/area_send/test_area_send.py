"""Reports of area SEND inspections: read whole in every form, by their columns, and told from other texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofsted_lint import documents
from ofsted_lint.checks.context import chosen
from ofsted_lint.documents.area_send.model import AreaSendReport
from ofsted_lint.documents.area_send.outline import AreaSendOutline
from ofsted_lint.documents.outline import lines, outline
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.source import Source
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
EXAMPLES = ROOT / "examples" / "area-send"
TABLES = {
    "laid out with spaces": """\
Areas for priority action

 Responsible body          Areas for priority action
 Saltmarsh Council and     Leaders must urgently reduce the waits for:
 NHS Saltmarsh ICB
                               ▪ therapy; and
                               ▪ wheelchairs.
 NHS Saltmarsh ICB         Health leaders must support children while they
                           wait.

Areas for improvement

 Areas for improvement
 Leaders should ensure that:
    ▪ plans are on time
    ▪ reviews are held.
 The partnership should keep its local offer up to date.

Local area partnership details

Local authority                    Integrated care board
Saltmarsh Council                  NHS Saltmarsh Integrated
                                   Care Board
Ann Wood and                       Tom Hill and
Rosa Lake                          Mary Pond

Inspection team

Ofsted                                    Care Quality Commission
Jane Clarke HMI, Ofsted Lead inspector Tom Orrell, CQC Lead inspector
Hugh Dale, Ofsted HMI                  Olive Ford, CQC inspector
""",
    "of a PDF read by its tags": """\
Areas for priority action

Responsible body\tAreas for priority action

Saltmarsh Council and
NHS Saltmarsh ICB

Leaders must urgently reduce the waits for:

▪ therapy; and

▪ wheelchairs.

NHS Saltmarsh ICB\tHealth leaders must support children while they wait.

Areas for improvement

Areas for improvement
Leaders should ensure that:

▪ plans are on time

▪ reviews are held.

The partnership should keep its local offer up to date.

Local area partnership details

Local authority\tIntegrated care board
Saltmarsh Council\tNHS Saltmarsh Integrated Care Board
Ann Wood and Rosa Lake\tTom Hill and Mary Pond

Inspection team

Ofsted\tCare Quality Commission
Jane Clarke HMI, Ofsted Lead inspector Hugh Dale, Ofsted HMI\tTom Orrell, CQC Lead inspector Olive Ford, CQC inspector
""",
    "of plain text, cell by cell": """\
Areas for priority action
Responsible body
Saltmarsh Council and
NHS Saltmarsh ICB

Areas for priority action
Leaders must urgently reduce the waits for:
▪ therapy; and
▪ wheelchairs.

NHS Saltmarsh ICB

Health leaders must support children while they
wait.

Areas for improvement
Areas for improvement
Leaders should ensure that:
▪ plans are on time
▪ reviews are held.

The partnership should keep its local offer up to date.

Local area partnership details
Local authority
Saltmarsh Council

Integrated care board
NHS Saltmarsh Integrated
Care Board

Inspection team
Ofsted
Jane Clarke HMI, Ofsted Lead inspector
Hugh Dale, Ofsted HMI

Care Quality Commission
Tom Orrell, CQC Lead inspector
Olive Ford, CQC inspector
""",
}


def report(text: str, kind: str | None = "area-send") -> AreaSendReport:
    made = documents.read(Source("report.txt", text), kind)
    assert isinstance(made, AreaSendReport)
    return made


def example(name: str) -> AreaSendReport:
    return report((EXAMPLES / f"{name}.txt").read_text("utf-8"), None)


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_tables_are_read_by_their_columns_in_every_form(text: str) -> None:
    made = report(text)
    assert [(each.prose.text, each.body.text if each.body else None) for each in made.priorities] == [
        (
            "Leaders must urgently reduce the waits for: therapy; and wheelchairs.",
            "Saltmarsh Council and NHS Saltmarsh ICB",
        ),
        ("Health leaders must support children while they wait.", "NHS Saltmarsh ICB"),
    ]
    assert [(each.prose.text, [item.text for item in each.items]) for each in made.improvements] == [
        ("Leaders should ensure that:", ["plans are on time", "reviews are held."]),
        ("The partnership should keep its local offer up to date.", []),
    ]
    assert [each.prose.text for each in made.partners] == ["Saltmarsh Council", "NHS Saltmarsh Integrated Care Board"]
    assert sorted((each.name.text, each.body, each.leads) for each in made.team) == [
        ("Hugh Dale", "Ofsted", False),
        ("Jane Clarke", "Ofsted", True),
        ("Olive Ford", "Care Quality Commission", False),
        ("Tom Orrell", "Care Quality Commission", True),
    ]
    assert made.recognised == made.lines


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_columns_side_by_side_make_no_doubled_words(text: str, shipped: list[Loaded]) -> None:
    assert [each for each in lint(report(text), shipped).findings if each.rule == "doubled-word"] == []


def test_a_row_goes_on_over_a_page_end() -> None:
    made = report(
        "Areas for priority action\n\n"
        " Responsible body          Areas for priority action\n"
        " Saltmarsh Council and     Leaders must urgently reduce the waits for\n"
        " NHS Saltmarsh             therapy.\n\n"
        "Area SEND inspection report: Saltmarsh Local Area Partnership\n3 to 7 June 2024       5\n\f"
        " ICB\n"
        " NHS Saltmarsh ICB         Health leaders must support children.\n"
    )
    assert [(each.body.text if each.body else None, each.prose.text) for each in made.priorities] == [
        ("Saltmarsh Council and NHS Saltmarsh ICB", "Leaders must urgently reduce the waits for therapy."),
        ("NHS Saltmarsh ICB", "Health leaders must support children."),
    ]


@pytest.mark.parametrize(
    ("name", "outcome", "counts"),
    [("saltmarsh-2024", 1, (3, 2, 2, 0)), ("northfell-2024", 2, (3, 3, 3, 0)), ("merrowdale-2025", 3, (3, 5, 2, 3))],
    ids=["the first outcome", "the second outcome", "the third outcome"],
)
def test_an_example_is_recognised_and_read_whole(name: str, outcome: int, counts: tuple[int, ...]) -> None:
    made = example(name)
    assert made.outcome
    assert made.outcome.value == outcome
    assert tuple(map(len, (made.effective, made.better, made.improvements, made.priorities))) == counts
    assert (made.missing_sections, made.misplaced_sections, made.altered_headings) == ((), (), ())
    assert (made.recognised, made.lacking, len(made.team)) == (made.lines, (), 5)


@pytest.mark.parametrize("name", ["saltmarsh-2024", "northfell-2024", "merrowdale-2025"])
def test_an_example_without_faults_has_no_findings(name: str, shipped: list[Loaded]) -> None:
    assert lint(example(name), shipped).findings == ()


def test_the_faults_of_an_example_are_found(shipped: list[Loaded]) -> None:
    assert [each.rule for each in lint(example("northfell-2024-with-faults"), shipped).findings] == [
        "send-previous-label",
        "send-previous-weekend",
        "send-outcome-wording",
        "send-next-inspection",
        "send-body-name-differs",
        "first-person-inspectors",
        "header-footer-date",
        "send-template-leftover",
        "send-team-count",
        "send-inspectors-form",
        "copyright-before-inspection",
    ]


def test_the_outline_has_the_parts_of_the_contract() -> None:
    made = outline(example("merrowdale-2025"))
    assert isinstance(made, AreaSendOutline)
    assert made.template == "area-send-2023"
    assert (made.outcome, made.council) == (3, "Merrowdale")
    assert msgspec.to_builtins(made.previous_inspections) == {
        "text": "Not previously inspected",
        "start": None,
        "end": None,
    }
    assert [each.body for each in made.priority_actions][1:] == [
        "Merrowdale Council and NHS Merrowdale ICB",
        "NHS Merrowdale ICB",
    ]
    assert made.responsible_bodies == ["Merrowdale Council", "NHS Merrowdale ICB", "Merrowdale Children’s Trust"]
    assert [(each.name, each.body) for each in made.team][:2] == [
        ("Hugh Dale", "Ofsted"),
        ("Tom Orrell", "Care Quality Commission"),
    ]
    assert [len(each["items"]) for each in msgspec.to_builtins(made)["sections"] if "items" in each] == [3, 5, 3, 2]
    assert ("Outcome", "3") in list(lines(made))


PREVIOUS = {
    "Dates of previous inspection: 1 to 3 November 2021\n": (date(2021, 11, 1), date(2021, 11, 3)),
    "Date of previous inspection: 27 June to 1 July 2016\n": (date(2016, 6, 27), date(2016, 7, 1)),
    "Date of previous inspection: 5 July 2016\n": (date(2016, 7, 5), date(2016, 7, 5)),
    "Dates of previous inspection:\n\n1 to 3 November 2021\n": (date(2021, 11, 1), date(2021, 11, 3)),
    "Dates of previous inspection: Not previously inspected\n": None,
}


@pytest.mark.parametrize(("text", "days"), PREVIOUS.items(), ids=["a range", "two months", "a day", "below", "none"])
def test_the_last_inspection_is_days_or_a_sentence(text: str, days: tuple[date, date] | None) -> None:
    previous = report(text).previous
    assert previous
    assert (previous.dates and (previous.dates.start, previous.dates.end)) == days


LED = "one of His Majesty’s Inspectors (HMI) from Ofsted, with a team of inspectors, including: "
STATED = {
    "two HMI; a lead Children’s Services Inspector; and another two Children’s Services Inspectors": (
        3,
        3,
    ),
    "two HMI and an Ofsted Inspector; a lead Children’s Services Inspector and a Children’s Services Inspector": (4, 2),
    "one of His Majesty’s Inspectors and Ofsted Inspectors, and a team of Children’s Services Inspectors": (None, None),
}


@pytest.mark.parametrize(("text", "numbers"), STATED.items(), ids=["numbers", "articles", "no numbers"])
def test_numbers_of_inspectors_are_read_where_all_are_given(text: str, numbers: tuple[int | None, int | None]) -> None:
    stated = report(f"Information about this inspection\n\nThe inspection was led by {LED}{text}.\n").stated
    assert stated
    assert (stated.ofsted, stated.cqc) == numbers


def test_news_with_the_title_is_no_report() -> None:
    news = "Area SEND inspection of Saltmarsh Local Area Partnership\n\nWe welcome the findings of the inspection.\n"
    assert documents.read(Source("news.txt", news)).kind != "area-send"


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("Areas for improvement\n\f\t ◼▪.:|ICBOfstedCQC123\x00"), max_size=400))
def test_any_text_is_read_and_every_line_accounted_for(text: str) -> None:
    made = report(text)
    assert [region.span.start for region in made.regions][:1] in ([0], [])
    assert sum(region.span.end - region.span.start for region in made.regions) == len(text)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("The inspection took place from 7 to 11 October 2024.", []),
        ("The inspection took place from 8 to 12 October 2024.", ["release-date-mismatch"]),
        ("Inspectors said that arrangements typically lead to positive experiences.", ["release-area-outcome"]),
        ("Ofsted said that ‘children wait too long for assessments of speech and reading’.", ["quote-not-verbatim"]),
    ],
    ids=["as in the report", "other days", "another outcome", "other words"],
)
def test_a_statement_is_compared_with_a_report(said: str, found: list[str], shipped: list[Loaded]) -> None:
    text = (
        f"Northfell responds to its area SEND inspection\n\n{said} The report is at https://reports.ofsted.gov.uk/.\n"
    )
    statement = documents.read(Source("statement.txt", text), "statement")
    against = chosen(statement, [example("northfell-2024")])
    assert [each.rule for each in lint(statement, shipped, against=against).findings] == found


def test_the_outline_says_how_many_points_a_section_has_and_nothing_of_tables(run: Run) -> None:
    out = run("outline", EXAMPLES / "merrowdale-2025.txt")[1]
    sections = [line.split("  ")[-1].strip() for line in out.splitlines() if line.startswith("  Section")]
    assert sections[-6:] == [
        "What does the area partnership need to do be…: 5 point(s)",
        "Areas for priority action: 3 point(s)",
        "Areas for improvement: 2 point(s)",
        "Local area partnership details",
        "Information about this inspection: 2 paragraph(s)",
        "Inspection team",
    ]
    assert "  Partner    NHS Merrowdale Integrated Care Board\n" in out
    assert "no grade" not in run("trace", EXAMPLES / "merrowdale-2025.txt")[1]
