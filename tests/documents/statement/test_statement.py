"""Statements: what is read in them, and what tells them from other texts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ofsted_lint import documents
from ofsted_lint.documents.statement.councils_named import is_about_another
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.source.source import Source

TEXT = """\
Ofsted praises leaders of Northfell’s children’s services

Published: Monday 9 December 2024

Ofsted has rated children’s services in Northfell ‘Requires improvement’ for help and protection.

The report says: “Leaders know what must be better. They use a ‘team around the family’ well.” Inspectors added that
children are “seen soon when they are at risk”.

Cllr Jo Reed, Lead Member for Children, said: “We are proud of what our teams have done.

“The report says that our plans are ‘clear and reviewed often’, and I agree.”

What happens next?

We will now:

- write a plan with our partners, so that
  nothing is forgotten
- ask young people what they think

Read the report: https://files.ofsted.gov.uk/v1/file/50000000.

ENDS

Notes to editors
Call: 01632 960000
"""


def statement(text: str) -> Statement:
    made = documents.read(Source("news.txt", text), "statement")
    assert isinstance(made, Statement)
    return made


READ = statement(TEXT)


def test_a_statement_is_read_in_its_parts() -> None:
    assert READ.title
    assert READ.title.prose.text == "Ofsted praises leaders of Northfell’s children’s services"
    assert READ.publishing
    assert (READ.publishing.day, READ.publishing.weekday) == (date(2024, 12, 9), "Monday")
    assert [heading.prose.text for heading in READ.headings] == ["What happens next?"]
    assert [(each.lead and each.lead.prose.text, [item.prose.text for item in each.items]) for each in READ.lists] == [
        (
            "We will now:",
            ["write a plan with our partners, so that nothing is forgotten", "ask young people what they think"],
        )
    ]
    assert [each.prose.text for each in READ.closing] == [
        "Published: Monday 9 December 2024",
        "Notes to editors",
        "Call: 01632 960000",
    ]
    assert [link.text for link in READ.links] == ["https://files.ofsted.gov.uk/v1/file/50000000"]
    assert (READ.recognised, READ.lines) == (16, 16)


def test_it_is_told_who_is_quoted() -> None:
    assert [(each.speaker, each.inner, each.closed, each.words.text) for each in READ.citations] == [
        ("report", False, True, "Leaders know what must be better. They use a ‘team around the family’ well."),
        ("report", False, True, "seen soon when they are at risk"),
        ("person", False, False, "We are proud of what our teams have done."),
        ("person", False, True, "The report says that our plans are ‘clear and reviewed often’, and I agree."),
        ("report", True, True, "clear and reviewed often"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param("Inspectors found that “plans are clear”.", "report", id="a verb before"),
        pytest.param("“Plans are clear,” inspectors wrote.", "report", id="a verb behind"),
        pytest.param(
            "“Plans are clear,” according to the report, which is out today.", "report", id="according behind"
        ),
        pytest.param("According to Ofsted, “plans are clear”.", "report", id="according before"),
        pytest.param("Ann Lee, Director of Services, said: “Plans are clear.”", "person", id="a name before"),
        pytest.param("“Plans are clear,” said Ann Lee, the director.", "person", id="a name behind"),
        pytest.param("Ofsted’s report is good. Ann Lee said: “Plans are clear.”", "person", id="another sentence"),
        pytest.param("The report was welcomed by Ann Lee, who said: “Plans are clear.”", "person", id="who said"),
        pytest.param("The children call it “the plan” at home.", "unknown", id="nobody"),
        pytest.param("The Leader of the Council, Cllr Jo Reed, added “Plans are clear.”", "person", id="an office"),
        pytest.param("They go on to say that “plans are clear”.", "unknown", id="they, and nobody before"),
    ],
)
def test_the_speaker_is_told_from_what_stands_beside_a_quotation(text: str, speaker: str) -> None:
    assert [each.speaker for each in statement(f"News\n\n{text}\n").citations] == [speaker]


def test_lines_that_are_not_wrapped_are_paragraphs_of_their_own() -> None:
    long = "Inspectors visited Northfell and saw " + "many things that they liked, " * 8 + "and said so."
    made = statement(f"News\n{long}\n- a point\nRaising a concern\nCall us if you are worried about a child.\n")
    assert [p.prose.text for p in made.paragraphs] == [long, "a point", "Call us if you are worried about a child."]
    assert [heading.prose.text for heading in made.headings] == ["Raising a concern"]


NEWS = (
    "Ofsted has rated children’s services in Northfell good.\n\nThe council is glad of it and will go on working for "
    "children and families, so that all of them are safe and well looked after.\n"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(NEWS, "statement", id="a news item"),
        pytest.param(NEWS.replace("Ofsted", "The council"), "unknown", id="nothing of Ofsted"),
        pytest.param(NEWS.replace("children", "adult"), "unknown", id="not of children's services"),
        pytest.param(f"{NEWS}\n© Crown copyright 2024\n", "unknown", id="a document of Ofsted's own"),
        pytest.param(f"{NEWS}\nYours sincerely\n\nAnn Lee\nHMI\n", "unknown", id="a letter of another kind"),
        pytest.param(f"{NEWS}\n```\nofsted-lint\n```\n", "unknown", id="a page about a program"),
        pytest.param("It was the best of times. " * 40, "unknown", id="a novel"),
        pytest.param("Ofsted rated our children’s services good.", "unknown", id="a line"),
    ],
)
def test_a_statement_is_told_from_other_texts(text: str, kind: str) -> None:
    assert documents.read(Source("text.txt", text)).kind == kind


def test_the_outline_of_a_statement_has_what_it_quotes_and_claims(
    tmp_path: Path, run: Callable[..., tuple[int, str, str]]
) -> None:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, "utf-8")
    assert run("outline", path)[1].splitlines()[1:] == [
        "  Title      Ofsted praises leaders of Northfell’s children’s services",
        "  Published  2024-12-09",
        "  Quoted     3 of Ofsted, 2 of people",
        "  Claim      help and protection: requires improvement to be good",
        "  Person     Cllr Jo Reed, Lead Member for Children",
        "  Link       https://files.ofsted.gov.uk/v1/file/50000000",
        "  Section              (no heading): 4 paragraph(s)",
        "  Section              What happens next?: 4 paragraph(s)",
    ]
    made = json.loads(run("outline", path, "--format", "json")[1])["documents"][0]["statement"]
    assert made["claims"] == [
        {
            "text": "Requires improvement’ for help and protection",
            "judgement": "help and protection",
            "grade": "requires improvement to be good",
            "earlier": False,
            "line": 5,
        }
    ]
    assert made["quotations"][1] == {"text": "seen soon when they are at risk", "speaker": "report", "line": 8}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ann Lee, Director of Children’s Services, said so.", [("Ann Lee", "Director of Children’s Services")]),
        ("Our Lead Member, Cllr Jo Reed, said so.", [("Cllr Jo Reed", "Our Lead Member")]),
        (
            "I thank the Director of Services, Ann Lee and Head of Service, Jo Reed.",
            [("Ann Lee", "the Director of Services"), ("Jo Reed", "Head of Service")],
        ),
        ("The Interim Director of Children’s Services and Ann Lee met.", []),
    ],
)
def test_people_are_named_with_their_offices(text: str, people: list[tuple[str, str]]) -> None:
    found = statement(f"News\n\n{text}\n").officers
    assert [(each.prose.text, each.office.text) for each in found] == people


@pytest.mark.parametrize(
    ("text", "another"),
    [
        pytest.param("Our services are good. Neighbouring Saltmarsh Council is inadequate.", False, id="a neighbour"),
        pytest.param("Compared with Saltmarsh Council we do well.", False, id="one that it is compared with"),
        pytest.param("Saltmarsh Council is good, unlike Northfell Council.", False, id="both are named"),
        pytest.param("Saltmarsh Council is good.", True, id="another one alone"),
        pytest.param("Saltmarsh Council is good. Neighbouring Fernhill Council is not.", True, id="two others"),
    ],
)
def test_a_council_that_is_only_compared_with_is_not_the_one_that_a_text_is_about(text: str, another: bool) -> None:
    assert is_about_another("Northfell", text) is another


@pytest.mark.parametrize(
    ("line", "published"),
    [
        pytest.param("Minutes of the Cabinet of 3 December 2024", "2024-12-03", id="minutes"),
        pytest.param("Inspectors visited the council on 3 December 2024.", "None", id="a visit to a council"),
        pytest.param("Council: Northfell. Inspected: 3 December 2024", "None", id="a label"),
    ],
)
def test_the_day_of_publication_is_that_of_a_meeting_and_not_of_an_inspection(line: str, published: str) -> None:
    made = statement(f"News of Northfell\n\n{line}\n\nOfsted rated our services Good.\n")
    assert str(made.publishing and made.publishing.day) == published
