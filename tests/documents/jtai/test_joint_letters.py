"""Letters about joint targeted area inspections: both forms are read whole, and distinguished from other texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofsted_lint import documents
from ofsted_lint.documents.jtai.model import JtaiLetter
from ofsted_lint.documents.jtai.outline import JtaiOutline
from ofsted_lint.documents.outline import lines, outline
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.source import Source
from tests.conftest import ROOT

FORM_OF_2021 = (ROOT / "examples" / "jtai" / "saltmarsh-2024-joint-inspection.txt").read_text("utf-8")
FORM_OF_2016 = """2 August 2017

Jane Clarke, Director of Children’s Services
Tom Orrell, Chief Constable

Dear local partnership

Joint targeted area inspection of the multi-agency response to abuse in the family
in Saltmarsh

Between 5 and 9 June 2017, Ofsted and HMI Probation undertook a joint
inspection of the multi-agency response to abuse in the family in Saltmarsh.1

1
  This joint inspection was conducted under section 20 of the Children Act 2004.
                                                                             1
\fKey Strengths
Leadership

◼ Partners meet each week.

Areas for improvement

◼ The timeliness of plans.

Case study: area for improvement

A child waited for a plan.

Next steps

The director of children’s services should send the written statement of action to
statements@example.org by 8 November 2017.

Yours sincerely

Ofsted                                       HMI Probation

Carol Dean                                   Peter Hale
Regional Director                            Assistant Chief Inspector
"""


def letter(text: str) -> JtaiLetter:
    made = documents.read(Source("letter.txt", text))
    assert isinstance(made, JtaiLetter)
    return made


@dataclass
class Read:
    """What is read of a letter."""

    template: str
    council: str
    days: tuple[date, date]
    addressees: list[str]
    headings: list[str]
    strengths: int
    improvements: int
    priorities: int
    due: date
    signed: list[tuple[str, str]]


READ = {
    FORM_OF_2021: Read(
        "jtai-2021",
        "Saltmarsh",
        (date(2024, 4, 22), date(2024, 4, 26)),
        ["Jane Clarke", "Tom Orrell", "Dr Ann Lee"],
        [
            "Headline findings",
            "Areas for priority action",
            "What needs to improve?",
            "Strengths",
            "Main findings",
            "Practice study: highly effective practice",
            "Next steps",
        ],
        1,
        2,
        1,
        date(2024, 9, 17),
        [
            ("Carol Dean", "National Director, Ofsted"),
            ("Peter Hale CBE", "Chief Inspector of Healthcare, Care Quality Commission"),
        ],
    ),
    FORM_OF_2016: Read(
        "jtai-2016",
        "Saltmarsh",
        (date(2017, 6, 5), date(2017, 6, 9)),
        ["Jane Clarke", "Tom Orrell"],
        ["Key Strengths", "Areas for improvement", "Case study: area for improvement", "Next steps"],
        1,
        1,
        0,
        date(2017, 11, 8),
        [("Carol Dean", "Regional Director"), ("Peter Hale", "Assistant Chief Inspector")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=["the form since 2022", "the form of 2016"])
def test_a_letter_is_read_whole(text: str, expected: Read) -> None:
    made = letter(text)
    assert made.dates is not None
    assert made.due is not None
    assert made.dates.start is not None
    assert made.dates.end is not None
    assert made.due.day is not None
    read = Read(
        made.template,
        made.council,
        (made.dates.start, made.dates.end),
        [each.name.text for each in made.addressees],
        [each.prose.text for each in made.headings],
        len(made.strengths),
        len(made.improvements),
        len(made.priorities),
        made.due.day,
        [(each.name.text, each.role.text if each.role else "") for each in made.signatories],
    )
    assert read == expected
    assert (made.recognised, made.lacking) == (made.lines, ())


def test_points_whose_bullets_are_alone_on_the_lines_above_are_read() -> None:
    made = letter(FORM_OF_2016.replace("◼ ", "\uf06e\n\n"))
    assert [each.prose.text for each in made.strengths] == ["Partners meet each week."]
    assert [each.prose.text for each in made.improvements] == ["The timeliness of plans."]
    assert (made.recognised, made.lacking) == (made.lines, ())


@pytest.mark.parametrize("text", READ, ids=["the form since 2022", "the form of 2016"])
def test_a_letter_without_faults_has_no_findings(text: str, shipped: list[Loaded]) -> None:
    assert lint(letter(text), shipped).findings == ()


def test_the_outline_has_the_parts_of_the_contract() -> None:
    made = outline(letter(FORM_OF_2021))
    assert isinstance(made, JtaiOutline)
    assert made.letter_date == "10 June 2024"
    assert made.salutation == "Dear Saltmarsh Local Safeguarding Partnership"
    assert ("Statement", "due 17 September 2024") in list(lines(made))


def test_free_headings_are_no_paragraphs() -> None:
    made = letter(FORM_OF_2016)
    assert [each.text for each in made.subheadings] == ["Leadership"]
    assert [len(section.paragraphs) for section in made.sections] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "text",
    [
        "Joint targeted area inspection of Saltmarsh\n\nThe council welcomes the inspectors’ findings.\n",
        "Dear Jane\n\nThere was a joint targeted area inspection of Saltmarsh.\n\nYours sincerely\n",
    ],
    ids=["a news item", "another letter"],
)
def test_other_texts_are_not_taken_for_one(text: str) -> None:
    assert documents.read(Source("text.txt", text)).kind != "jtai"


@settings(max_examples=40)
@given(st.lists(st.sampled_from([*FORM_OF_2021.splitlines(), *FORM_OF_2016.splitlines()]), max_size=40))
def test_lines_in_any_order_are_read(shuffled: list[str]) -> None:
    made = documents.read(Source("letter.txt", "\n".join(shuffled)), "jtai")
    assert "".join(made.source.words(region.span) for region in made.regions) == made.source.printed
    assert 0 <= made.recognised <= made.lines
