"""Letters about focused and monitoring visits: read whole in every layout, distinguished from other texts, checked."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ofsted_lint import documents
from ofsted_lint.checks.context import chosen
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.documents.values.personal_names import agrees
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.source import Source
from tests.conftest import ROOT
from tests.make.agreement import findings, read, structure
from tests.make.layout import laid_out
from tests.make.letters import LAYOUTS

Run = Callable[..., tuple[int, str, str]]
EXAMPLES = sorted((ROOT / "examples" / "letters").glob("*.txt"))
SNAPSHOTS = ROOT / "tests" / "snapshots"
FORMULA = "This letter summarises the findings of the {} to Saltmarsh children’s services on {}."


def letter(text: str, path: str = "letter.txt") -> Letter:
    made = documents.read(Source(path, text), "letter")
    assert isinstance(made, Letter)
    return made


def example(path: Path) -> Letter:
    made = read(path.read_bytes(), path.name)
    assert isinstance(made, Letter)
    return made


def tiles(made: Document) -> bool:
    text = made.source.text
    return "".join(text[region.span.start : region.span.end] for region in made.regions) == text


# --- the examples, in all layouts ----------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_read_whole(path: Path) -> None:
    """Set UPDATE_SNAPSHOTS=1 to write what is read anew, then read the difference."""
    made = example(path)
    text = f"{laid_out({key: part for key, part in structure(made).items() if part})}\n"
    snapshot = SNAPSHOTS / f"{path.stem}.letter.json.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        snapshot.write_text(text, "utf-8")
    assert text == snapshot.read_text("utf-8")
    assert (made.recognised, made.lacking, tiles(made)) == (made.lines, (), True)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_letter_is_the_same_in_every_layout(path: Path, layout: str, shipped: list[Loaded]) -> None:
    base = example(path)
    file, make = LAYOUTS[layout]
    text = make(base)
    made = read(text if isinstance(text, bytes) else text.encode(), file)
    assert structure(made) == structure(base)
    assert (made.recognised, tiles(made)) == (made.lines, True)
    # That a PDF has no tags is told.
    told = [each for each in findings(made, shipped) if each[0] != "partly-read"]
    assert told == findings(base, shipped)


def test_every_text_of_a_letter_is_a_passage_once() -> None:
    for made in map(example, EXAMPLES):
        spans = [span for passage in made.passages for span in passage.prose.pieces()]
        assert len(set(spans)) == len(spans)
        words = sorted(word for passage in made.passages for word in passage.prose.text.split())
        glyphs = {"◼", "-", *"12345", *(f"{n}." for n in range(1, 6))}
        there = sorted(word for word in made.source.text.split() if word not in glyphs)
        assert [word for word in words if word not in glyphs] == there


def test_the_letter_with_faults_has_these_findings(shipped: list[Loaded]) -> None:
    found = lint(example(EXAMPLES[0]), shipped).findings
    assert [finding.rule for finding in found] == [
        "letter-director",
        "letter-visit-kind",
        "inspector-title-date",
        "monitoring-areas-covered",
        "letter-grade-leak",
        "doubled-word",
        "letter-signoff",
    ]


def test_the_sound_letters_have_none(shipped: list[Loaded]) -> None:
    assert [lint(example(path), shipped).findings for path in EXAMPLES[1:]] == [()] * len(EXAMPLES[1:])


# --- the opening ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        ("14 and 15 May 2024", "2024-05-14", "2024-05-15"),
        ("4-5 October 2022", "2022-10-04", "2022-10-05"),
        ("31 May and 1 June 2023", "2023-05-31", "2023-06-01"),
        ("30 December 2023 to 2 January 2024", "2023-12-30", "2024-01-02"),
        ("14 May 2024", "2024-05-14", "2024-05-14"),
        ("Tuesday 14 and Wednesday 15 May 2024", "2024-05-14", "2024-05-15"),
        ("14 to 16 May 2024", "2024-05-14", "2024-05-16"),
        ("14, 15 and 16 May 2024", "2024-05-14", "2024-05-16"),
        ("14th and 15th May 2024", "2024-05-14", "2024-05-15"),
        ("31 June 2024", "None", "None"),
    ],
)
def test_the_days_of_a_visit_are_read(days: str, start: str, end: str) -> None:
    made = letter(FORMULA.format("focused visit", days))
    assert made.dates is not None
    assert (made.dates.prose.text, str(made.dates.start), str(made.dates.end)) == (days, start, end)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("His Majesty’s Inspectors for this visit were Ann Lee and Bob Moss.", ["Ann Lee", "Bob Moss"]),
        ("HMI for this visit were Ann Lee, Bob Moss and Cara de Silva.", ["Ann Lee", "Bob Moss", "Cara de Silva"]),
        ("The inspectors were Ann Lee, Her Majesty’s Inspector, and Bob Moss, HMI.", ["Ann Lee", "Bob Moss"]),
        ("The visit was carried out by Ann Lee HMI and Bob O’Neill HMI.", ["Ann Lee", "Bob O’Neill"]),
        ("The lead inspector was Ann Lee, His Majesty’s Inspector.", ["Ann Lee"]),
        ("His Majesty’s Inspector for this visit was Anne-Marie Lee-Smith.", ["Anne-Marie Lee-Smith"]),
        ("The inspectors were A. J. Lee and Bob van der Berg, both His Majesty’s Inspectors.",
         ["A. J. Lee", "Bob van der Berg"]),
        ("The visit was made by Ann Lee, HMI, and Bob Moss, HMI Inspectors looked at what is done by the Front Door.",
         ["Ann Lee", "Bob Moss"]),
        ("Inspectors were pleased to meet children.", []),
    ],
)  # fmt: skip
def test_inspectors_are_named_in_many_ways(said: str, names: list[str]) -> None:
    made = letter(f"{FORMULA.format('focused visit', '14 May 2024')} {said}")
    assert [inspector.name.text for inspector in made.inspectors] == names
    assert all(inspector.title for inspector in made.inspectors) or "lead" in said


@pytest.mark.parametrize(
    ("said", "value", "since"),
    [
        ("This was the second monitoring visit since the council was judged inadequate in July 2023.", 2, (7, 2023)),
        ("The visit was the 4th monitoring visit since services were judged inadequate in May 2021.", 4, (5, 2021)),
        ("It was the fifth monitoring visit since services were found to be inadequate in May 2019.", 5, (5, 2019)),
        ("This was the first monitoring visit since the inspection in July 2023.", 1, (7, 2023)),
        ("This was the first monitoring visit.", 1, None),
        ("This was the second day of the visit.", None, None),
    ],
)  # fmt: skip
def test_the_count_of_visits_and_the_judgement_before_are_read(
    said: str, value: int | None, since: tuple[int, int] | None
) -> None:
    made = letter(f"{FORMULA.format('monitoring visit', '14 May 2024')} {said}")
    assert (made.ordinal and made.ordinal.value, made.since and (made.since.month, made.since.year)) == (value, since)


@pytest.mark.parametrize(
    ("title", "council", "kind"),
    [
        ("Monitoring visit to Saltmarsh children’s services", "Saltmarsh", "monitoring"),
        ("Monitoring visit of Saltmarsh local authority children’s services", "Saltmarsh", "monitoring"),
        ("Focused visit to Saltmarsh’s children’s services", "Saltmarsh", "focused"),
        ("Focussed visit to the London Borough of Northfell children's services", "London Borough of Northfell",
         "focused"),
        ("Focused visit to Saltmarsh Borough Council", "Saltmarsh Borough Council", "focused"),
        ("**ILACS focused visit to Saltmarsh and Merrowdale**", "Saltmarsh and Merrowdale", "focused"),
        ("Third monitoring visit to Bath, Saltmarsh\nand Northfell children’s services",
         "Bath, Saltmarsh and Northfell",
         "monitoring"),
        ("Inspection of Saltmarsh local authority children’s services", "Saltmarsh", "inspection"),
        ("Focused visit to Saltmarsh young people’s services", "Saltmarsh", "focused"),
        ("Focused visit to Saltmarsh children and young people’s services", "Saltmarsh", "focused"),
        ("Focused     AB1 2CD\nvisit to Saltmarsh children’s services", "Saltmarsh", "focused"),
        ("Monitoring visits to the front door are regular.", None, None),
    ],
)  # fmt: skip
def test_subject_lines_name_council_and_visit(title: str, council: str | None, kind: str | None) -> None:
    made = letter(f"Dear Ann\n\n{title}\n\nChildren are safer.\n")
    found = made.title and made.title.council and made.title.council.text
    assert (found, made.heading and made.heading.kind) == (council, kind)


@pytest.mark.parametrize(
    ("said", "name", "fits"),
    [
        ("Ms Clarke", "Ms Jane Clarke", True),
        ("Jane", "Jane Clarke OBE", True),
        ("Ms O'Hara", "Susan O’Hara", True),
        ("Ms Smith-Jones", "Ann Smith-Jones", True),
        ("Ms Clark", "Ms Jane Clarke", False),
        ("Mr Clarke", "Ms Jane Clarke", False),
        ("Dr Clarke", "Ms Jane Clarke", True),
        ("Jayne", "Jane Clarke", False),
        ("Jane Marsh", "Jane Clarke", False),
        ("Sue", "Susan Clarke", None),
        ("Bill", "William Clarke", None),
    ],
)
def test_a_salutation_agrees_with_the_addressee(said: str, name: str, fits: bool | None) -> None:
    assert agrees(said, name) is fits


GIVEN = [
    "The quality of assessments is judged to be good.",
    "This service is graded good.",
    "Leadership is now rated outstanding.",
    "Inspectors judge services for care leavers to require improvement to be good.",
    "The judgement for care leavers is good.",
    "Practice in the front door was judged as inadequate.",
    "Ofsted has rated the front door as ‘good’.",
]
NOT_GIVEN = [
    "Since the council was judged inadequate in July 2023, progress is slow.",
    "Good progress has been made and practice is good.",
    "Children live in good or outstanding homes.",
    "Services were judged to be good at the inspection in 2019.",
    "Most audits are judged good by moderators.",
    "The help that children get is inadequate.",
    "Children live with carers who are rated good.",
    "Ofsted had judged it ‘good’ before.",
]


@pytest.mark.parametrize("said", [*GIVEN, *NOT_GIVEN])
def test_only_a_grade_of_the_visit_itself_is_given(said: str) -> None:
    assert bool(letter(f"Main findings\n\n{said}\n").grades_given) is (said in GIVEN)


# --- other layouts and orders of parts --------------------------------------------

COLUMNS = """\
                                                              Ofsted
                                                              Piccadilly Gate
                                                              Store Street
20 June 2018                                                  T 0300 123 1231
                                                              www.gov.uk/ofsted
Mr Peter Ferris
Director, Children’s Services
Saltmarsh County Council                                      enquiries@ofsted.gov.uk
Civic Centre


Dear Mr Ferris

Focused visit to Saltmarsh County Council children’s services

This letter summarises the findings of a focused visit to Saltmarsh County Council
children’s services on 22 and 23 May 2018. The inspectors were Ann Lee HMI and Bob
Moss HMI.
Inspectors looked at the arrangements for vulnerable adolescents, with a focus on:
     \uf0b7 children who go missing
     \uf0b7 children at risk of exploitation

Overview
Children are safer. Leaders have a clear plan and staff know it, though the
plan is new.

What needs to improve in this area of social work
practice
  \uf0b7   Return home interviews.
  \uf0b7   The quality of risk assessments, so that they
      say what will change.

                                                 1
\fFocused visit to Saltmarsh County Council children’s services
Findings
   1.      Risk assessments are not yet good enough. They
           list incidents.
   2.      Return home interviews
           are late.

Ofsted will take the findings from this focused visit into account when planning
your next inspection or visit.

Yours sincerely

Ann Lee
Her Majesty’s Inspector
"""


def test_columns_feet_and_old_labels_are_read() -> None:
    made = documents.read(Source("letter.txt", COLUMNS))
    assert isinstance(made, Letter)
    assert (made.recognised, made.unrecognised, tiles(made)) == (made.lines, (), True)
    assert [line.text for line in made.letterhead][:4] == [
        "Ofsted",
        "Piccadilly Gate",
        "Store Street",
        "T 0300 123 1231",
    ]
    to = made.addressee
    assert to is not None
    assert [part and part.text for part in (to.name, to.role, to.council)] == [
        "Mr Peter Ferris",
        "Director, Children’s Services",
        "Saltmarsh County Council",
    ]
    assert [paragraph.prose.text for paragraph in made.summary][2:] == [
        "children who go missing",
        "children at risk of exploitation",
    ]
    assert [point.prose.text for point in made.improvements] == [
        "Return home interviews.",
        "The quality of risk assessments, so that they say what will change.",
    ]
    assert [(s.address, [p.prose.text for p in s.paragraphs]) for s in made.sections] == [
        (
            "sections/headline-findings",
            ["Children are safer. Leaders have a clear plan and staff know it, though the plan is new."],
        ),
        (
            "sections/main-findings",
            ["Risk assessments are not yet good enough. They list incidents.", "Return home interviews are late."],
        ),
    ]
    assert [foot.prose.text for foot in made.footers] == [
        "Focused visit to Saltmarsh County Council children’s services"
    ]
    assert (made.published, made.council) == (date(2018, 6, 20), "Saltmarsh County Council")


OTHER_ORDER = """\
Focused visit to Saltmarsh children’s services

12 July 2023

Jane Clarke, Director of Children’s Services
Saltmarsh Borough Council

Dear Jane

This letter summarises the findings of the focused visit to Saltmarsh children’s services on 7 and 8 June 2023.

Headline findings

Children are safer.

The front door

Decisions are timely.

Area for priority action

The local authority must act on:

- the identification of children who live in unregistered homes.

Ofsted requires an action plan within 70 working days, and a draft of the plan of action within 20 working days.

What needs to improve in this area of social work practice?

The timeliness of plans.

The recording of visits.

Ofsted will take the findings from this focused visit into account when planning the next inspection or visit.

Yours sincerely

Ann Lee, His Majesty’s Inspector
"""


def test_the_last_item_of_a_list_needs_no_full_stop() -> None:
    text = (ROOT / "examples/letters/northfell-2022-monitoring-visit.txt").read_text("utf-8")
    made = letter(text.replace("management oversight.\n", "management oversight\n"))
    assert [point.prose.text for point in made.areas][-1] == "supervision and management oversight"


CONTINUED = {
    "a narrow text, whose next line begins with a capital": "Children are safer, and the plans of the council of\n"
    "Saltmarsh and Merrowdale are clear to all of those\nwho work there and to their partners in the area.",
    "a page that ends after the first line": "Children are safer, and staff in all teams know what the plans\n\n"
    "      3\n\fSaltmarsh has made say about help for families at an early\nstage, and act on them well and soon.",
    "a line that ends with a preposition": "Children are safer in\nSaltmarsh than they were in the year before, since"
    " leaders\nhave a clear plan and staff know it well.",
}


@pytest.mark.parametrize("text", CONTINUED.values(), ids=CONTINUED)
def test_the_first_line_of_a_paragraph_is_no_heading(text: str) -> None:
    made = letter(f"Dear Ann\n\nHeadline findings\n\n{text}\n\nMain findings\n\nPlans are clear.\n")
    assert [each.prose.text for each in made.headings] == ["Headline findings", "Main findings"]


def test_parts_in_another_order_and_headings_of_their_own_are_read(shipped: list[Loaded]) -> None:
    made = documents.read(Source("letter.txt", OTHER_ORDER))
    assert isinstance(made, Letter)
    assert (made.recognised, made.lacking) == (made.lines, ())
    assert [(s.address, len(s.paragraphs)) for s in made.sections] == [
        ("sections/headline-findings", 1),
        ("sections/the-front-door", 1),
        ("sections/priority-action", 3),
    ]
    assert [point.prose.text for point in made.priorities] == [
        "the identification of children who live in unregistered homes."
    ]
    assert [point.prose.text for point in made.improvements] == ["The timeliness of plans.", "The recording of visits."]
    signed = made.signed
    assert signed is not None
    assert [part and part.text for part in (signed.name, signed.title)] == ["Ann Lee", "His Majesty’s Inspector"]
    assert lint(made, shipped).findings == ()


# --- what is no letter --------------------------------------------------------------

NO_LETTERS = {
    "a novel": "Dear Ann, he wrote. It was a fine morning.\n\nThe monitoring visit was long forgotten.\n" * 20,
    "an e-mail about a visit": (
        "Subject: Monitoring visit to Saltmarsh children’s services\n\nDear Ann\n\nThank you for the "
        "monitoring visit to our "
        "children’s services on 14 May 2024. HMI were kind.\n\nKind regards\n\nJane\nwww.gov.uk/ofsted\n"
    ),
    "a letter about a joint targeted inspection": (
        "Dear partnership\n\nJoint targeted area inspection of Saltmarsh\n\nThis letter summarises the "
        "findings of the joint "
        "targeted area inspection (JTAI) of Saltmarsh local authority.\n\nHeadline "
        "findings\n\nGood.\n\nYours sincerely\n\nOfsted\n"
    ),
    "a letter about an area SEND revisit": (
        "Dear Ms Clarke\n\nThis letter outlines the findings of the local area SEND inspection after a "
        "monitoring visit by the "
        "local authority.\n\nMain findings\n\nYours sincerely\n\nAnn Lee\nHis Majesty’s Inspector\n"
    ),
    "a letter to a school": (
        "Dear Mr Lee\n\nMonitoring visit to Saltmarsh Academy\n\nThis letter sets out the findings of the "
        "monitoring visit to "
        "Saltmarsh school on 4 May 2023.\n\nMain findings\n\nYours sincerely\n\nAnn Lee\nHis Majesty’s Inspector\n"
    ),
    "a news item that quotes one": (
        "Ofsted returned to Saltmarsh on 14 May 2024 for its second monitoring visit to the council’s "
        "children’s services. Its "
        "letter summarises the findings of the monitoring visit to the local authority. HMI said progress was slow.\n\n"
        "Headline findings\n\n- Progress is slow.\n\nRead it at www.gov.uk/ofsted.\n"
    ),
    "an agenda": "Monitoring visit to Saltmarsh children’s services\n\nOverview\n\nItem 3: Ofsted letter.\n",
}


@pytest.mark.parametrize("text", NO_LETTERS.values(), ids=NO_LETTERS)
def test_what_is_no_letter_is_not_read_as_one(text: str) -> None:
    assert documents.read(Source("x.txt", text)).kind != "letter"


def test_reports_are_reports_still() -> None:
    for path in sorted((ROOT / "examples").glob("*.txt")):
        assert read(path.read_bytes(), path.name).kind == "ilacs"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_letter_is_known_without_its_opening_or_its_subject(path: Path) -> None:
    text = path.read_text("utf-8")
    without = (
        text.replace("This letter summarises the findings of the", "We made a"),
        text.replace("visit to", "time in", 1),
    )
    assert [documents.read(Source("x.txt", each)).kind for each in without] == ["letter", "letter"]


# --- any text -----------------------------------------------------------------------

LINES = [line for path in EXAMPLES for line in path.read_text("utf-8").splitlines(keepends=True)]
LINES += ["Area for priority action\n", "\f", "   3\n", "1. x\n", "Dear ", "◼", "\r\n", "**b**\n", f"{'x' * 300}\n"]


@settings(max_examples=300)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=9)), max_size=40).map("".join))
def test_any_text_can_be_read_as_a_letter(text: str) -> None:
    made = letter(text)
    assert tiles(made)
    assert 0 <= made.recognised <= made.lines
    assert isinstance(made.passages, list)
    assert (made.mentions, made.visits, made.grades_given, made.plan_days, made.names_agree) is not None


HOSTILE = {
    "a salutation without end": "Dear " + "A" * 50_000,
    "many salutations": "Dear Ann\n" * 5_000,
    "many subjects": "Focused visit to Saltmarsh\n" * 3_000,
    "capital words": FORMULA.format("focused visit", "14 May 2024") + " The inspectors were " + "Ann Lee " * 5_000,
    "many dates": FORMULA.format("focused visit", "1, " * 8_000 + "2 May 2024"),
    "many ordinals": "This was the " + "second " * 9_000 + "monitoring visit",
    "since and since": "since " * 9_000 + "inadequate",
    "grades": "Headline findings\n\n" + "judged this " * 6_000 + "good",
    "columns": "a   b   " * 8_000,
    "headings": "Main findings\n\n" * 4_000,
    "bullets": "◼ a\n" * 8_000,
    "a wide line, then short ones": "x" * 300 + "\n" + "The front door\n" * 4_000,
    "feeds": "Dear Ann\n" + "\f" * 4_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_takes_long(text: str, shipped: list[Loaded]) -> None:
    letter("Dear Ann")
    start = time.process_time()
    made = letter(text)
    lint(made, [each for each in shipped if each.path.split(os.sep)[-2] == "letters"])
    assert tiles(made)
    assert time.process_time() - start < 5


# --- held against a report and the letter before ------------------------------------


def later(ordinal: str, since: str, day: str = "14 May 2024") -> Letter:
    opening = FORMULA.format("monitoring visit", day)
    said = f"This was the {ordinal} monitoring visit since the local authority was judged inadequate in {since}."
    return letter(f"Dear Ann\n\n{opening} {said}\n", f"{ordinal} {day}.txt")


def test_a_letter_is_held_against_what_was_before_it() -> None:
    given = [later("third", "July 2023", day) for day in ("3 March 2024", "4 June 2024", "5 January 2024")]
    held = chosen(later("second", "July 2023"), given)
    assert held.letter is given[0]


def test_a_wrong_count_shows_both_letters(run: Run, tmp_path: Path) -> None:
    text = EXAMPLES[1].read_text("utf-8")
    before = text.replace("11 and 12 October 2022", "5 and 6 July 2022").replace("14 November", "8 August")
    (tmp_path / "before.txt").write_text(before.replace("His Majesty", "Her Majesty"), "utf-8")
    (tmp_path / "this.txt").write_text(text, "utf-8")
    status, out, err = run("check", tmp_path / "this.txt", "--against", tmp_path / "before.txt", "--format", "json")
    (found,) = json.loads(out)["documents"][0]["findings"]
    assert (status, err, found["rule"], found["address"]) == (
        1,
        "",
        "monitoring-ordinal",
        "opening/this-letter-summarises-the-findings-of-the-monitoring",
    )
    assert (
        found["message"]
        == "This is called the third visit; the letter about the visit to 6 July 2022 speaks of the third."
    )
    assert [Path(end["path"]).name for end in found["related"]] == ["before.txt"]
