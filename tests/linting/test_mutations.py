"""Slips put into clean reports: safe fixes restore each byte where there is one reading, and leave what has two."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ofsted_lint import documents
from ofsted_lint.documents.report.model import Report
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting.engine import lint
from ofsted_lint.linting.fixes import apply_fixes, edited
from ofsted_lint.source.edits import Edit
from ofsted_lint.source.source import Source, Span
from tests.conftest import ROOT, report_of
from tests.rules.test_rules import SHIPPED

CLEAN = [
    report_of(documents.read(Source(path.name, path.read_bytes().decode())))
    for path in sorted((ROOT / "examples").glob("*.txt"))
    if "faults" not in path.name
]
SPELLINGS = {
    "personal adviser": "personal advisor",
    "personal advisers": "personal advisors",
    "decision-making": "decision making",
    "multi-agency": "multi agency",
    "pre-proceedings": "pre proceedings",
    "life-story work": "life story work",
    "Her Majesty’s": "His Majesty’s",
    "His Majesty’s": "Her Majesty’s",
    "improve?": "improve",
    "Ofsted": "OFSTED",
}
Mutant = tuple[str, Report, list[Edit]]


def put(report: Report, span: Span, text: str) -> list[Edit]:
    assert report.source.slice(span) != text
    return [Edit(span, text)]


def grades(report: Report) -> Iterator[tuple[str, list[Edit]]]:
    for part in report.grades:
        for piece in part.prose.pieces():
            text = report.source.slice(piece)
            if "judgements" in part.address or report.template != "ilacs-2018":  # headings had capitals then
                mixed = text.title() if " " in text else text.swapcase()
                yield f"capital of {part.address}", put(report, piece, mixed)
            if " to be good" in text:
                yield f"short form of {part.address}", put(report, piece, text.replace(" to be good", ""))
            for at in range(1, min(len(text), 12), 3):
                yield f"letter {at} lost of {part.address}", put(report, piece, text[:at] + text[at + 1 :])


def numbers(report: Report) -> Iterator[tuple[str, list[Edit]]]:
    printed = [paragraph.number for paragraph in report.paragraphs if paragraph.number]
    for at, number in enumerate(printed[1:], 1):
        rest = [
            Edit(each.prose.span, f"{each.value - 1}{'.' if each.prose.text.endswith('.') else ''}")
            for each in printed[at:]
        ]
        yield f"the number {number.value} twice", rest[:1]
        yield f"numbers from {number.value} on", rest


def doubled(report: Report) -> Iterator[tuple[str, list[Edit]]]:
    for paragraph in report.paragraphs[::2]:
        words = list(re.finditer(r"(?<= )[a-z]{2,}(?= )", paragraph.prose.text))
        for word in words[4:16:5]:
            end = paragraph.prose.pieces(*word.span())[0].end
            if word[0] not in ("had", "that", "who", "very"):
                yield f"“{word[0]}” twice in {paragraph.address}", [Edit(Span(end, end), f" {word[0]}")]


def spellings(report: Report) -> Iterator[tuple[str, list[Edit]]]:
    for right, wrong in SPELLINGS.items():
        for match in re.finditer(rf"\b{re.escape(right)}", report.source.text):
            inside = any(p.prose.span.start <= match.start() < p.prose.span.end for p in report.paragraphs)
            if inside or right != "Ofsted":
                yield f"{wrong} at {match.start()}", [Edit(Span(*match.span()), wrong)]


def names(report: Report) -> Iterator[tuple[str, list[Edit]]]:
    """Slips at the foot of a page whose other feet are right, and in the names of judgements."""
    for at, prose in enumerate(part for foot in report.footers for part in foot.councils):
        text = report.source.slice(prose.span)
        for cut in (2, 5):
            yield f"letter {cut} of the council of foot {at}", put(report, prose.span, text[:cut] + text[cut + 1 :])
    if sum(len(foot.days) for foot in report.footers) > 1:
        for at, prose in enumerate(part for foot in report.footers for part in foot.days):
            text = report.source.slice(prose.span)
            yield f"year of foot {at}", put(report, prose.span, text[:-4] + str(int(text[-4:]) - 1))
    for name in report.judgement_names:
        for word in ("experiences", "progress", "children", "practice"):
            at = name.prose.text.find(word)
            for piece in name.prose.pieces(at, at + len(word)) if at >= 0 else ():
                yield f"“{word[:-1]}” in {name.address}", put(report, piece, word[:-1])


def headings(report: Report) -> Iterator[tuple[str, list[Edit]]]:
    for heading in report.headings:
        end = heading.prose.span.end
        yield f"a full stop after {heading.address}", [Edit(Span(end, end), ".")]
    for point in report.improvements if len(report.improvements) > 2 else ():
        end = point.prose.span.end
        if point.prose.text.endswith(".") and not point.items:
            yield f"no full stop after {point.address}", [Edit(Span(end - 1, end), "")]


def mutants() -> list[Mutant]:
    makers = (grades, numbers, doubled, spellings, names, headings)
    return [
        (f"{report.source.path}: {name}", report, edits)
        for report in CLEAN
        for maker in makers
        for name, edits in maker(report)
    ]


MUTANTS = mutants()


def linted(report: Report, text: str) -> Outcome:
    return lint(report_of(documents.read(Source(report.source.path, text))), SHIPPED)


def fixed(report: Report, edits: list[Edit]) -> tuple[str, str]:
    """The text with a slip, and what safe fixes make of it."""
    text = edited(report.source.text, edits)
    return text, apply_fixes(linted(report, text), lambda again: linted(report, again)).text


def test_there_are_many() -> None:
    assert len(MUTANTS) >= 200


@pytest.mark.parametrize(("report", "edits"), [each[1:] for each in MUTANTS], ids=[each[0] for each in MUTANTS])
def test_a_slip_with_one_reading_is_fixed_byte_for_byte(report: Report, edits: list[Edit]) -> None:
    text, after = fixed(report, edits)
    assert text != report.source.text
    assert after == report.source.text


def report(name: str) -> Report:
    return next(each for each in CLEAN if each.source.path.startswith(name))


def changed(of: Report, *pairs: tuple[str, str], times: int = 1) -> list[Edit]:
    """Edits of the first so many places of texts that must be there."""
    edits = []
    for old, new in pairs:
        places = [match.span() for match in re.finditer(re.escape(old), of.source.text)][:times]
        assert places, old
        edits += [Edit(Span(*place), new) for place in places]
    return edits


NORTHFELL, ALL = report("northfell"), 100
DOUBTFUL = {
    "another grade in a heading: the table may be wrong": changed(NORTHFELL, ("in care: good", "in care: outstanding")),
    "another grade in the table: the heading may be wrong": changed(NORTHFELL, (" Good", " Outstanding")),
    "a word that may be any grade": changed(NORTHFELL, (" Good", " Satisfactory")),
    "a gap in the numbers: a paragraph may be lost": changed(
        NORTHFELL, *((f"\n{n}. ", f"\n{n + 1}. ") for n in range(5, 20) if f"\n{n}. " in NORTHFELL.source.text)
    ),
    "the title has another name than all feet and the text": changed(
        NORTHFELL, ("Inspection of Northfell", "Inspection of Northfel")
    ),
    "all feet have another year than the first page": changed(
        NORTHFELL, ("7 to 18 October 2024   ", "7 to 18 October 2023   "), times=ALL
    ),
    "a name in the text may be that of a person": changed(NORTHFELL, ("Children in Northfell", "Children in Northfel")),
    "the title of the lead inspector fits the feet, not the first page": changed(
        NORTHFELL, ("7 to 18 October 2024\n\nLead", "7 to 18 October 2021\n\nLead")
    ),
    "a misspelt word may be a name": changed(NORTHFELL, ("receive help", "recieve help")),
    "a number is there twice, and the text refers to it": changed(
        NORTHFELL, ("\n6. ", "\n5. "), ("Homes are chosen", "As paragraph 5 says, homes are chosen")
    ),
}


@pytest.mark.parametrize("edits", DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_a_slip_with_two_readings_is_not_fixed_unasked(edits: list[Edit]) -> None:
    text, after = fixed(NORTHFELL, edits)
    assert text != NORTHFELL.source.text
    assert after == text
    assert linted(NORTHFELL, text).findings != ()
