"""What a letter says of the last inspection: its month, and the overall grade that it gave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.dates import MONTHS
from ofsted_lint.source.prose import Prose

_MONTH = rf"(?P<month>{'|'.join(MONTHS)}) (?P<year>20\d\d)\b"
_WHEN = re.compile(
    r"\b(?:(?:last|previous|most recent|full|ILACS) (?:\w+ ){0,3}?inspection(?: of [^,.;:]{1,80}?)?"
    rf"|(?:was|were) last inspected(?: by Ofsted)?),? (?:in|of) {_MONTH}",
    re.IGNORECASE,
)
_OVERALL = re.compile(
    r"\boverall effectiveness\b[^.;]{0,60}?\bwas (?:judged |found |graded |rated )?(?:to be |as |to )?(?P<grade>{0})\b"
    r"|\bjudged (?:to be |as |to )?(?P<before>{0}) overall\b".replace(
        "{0}", r"outstanding|good|inadequate|requir(?:e|es|ed|ing) improvement(?: to be good)?"
    ),
    re.IGNORECASE,
)
# Homes and schools are inspected by themselves, as are services of a kind.
_OF_OTHERS = re.compile(r"\b(?:homes?|schools?|college|agency|provider|nursery|adoption|fostering|SEND)\b")
_FIRST = {"o": Grade.OUTSTANDING, "g": Grade.GOOD, "i": Grade.INADEQUATE, "r": Grade.REQUIRES_IMPROVEMENT}
_LONGEST_MONTH = 31


class LastInspection(msgspec.Struct, frozen=True, eq=False):
    """When the last inspection was, as printed; `begins` and `ends` are the first and last day of its month.

    `grade` is the overall grade that the sentence gives, `graded` its words.
    """

    prose: Prose
    begins: date
    ends: date
    graded: Prose | None
    grade: Grade | None
    address: str


def last_inspections(passages: Iterable[Passage]) -> Iterator[LastInspection]:
    """Find the months that a letter gives for the last inspection of a council's services."""
    for passage in passages:
        if "20" not in passage.prose.text:
            continue
        for match in _WHEN.finditer(passage.prose.text):
            sentence = passage.sentence_span(match.start())
            if sentence is None or _OF_OTHERS.search(passage.prose.text, *sentence):
                continue
            month = [name.casefold() for name in MONTHS].index(match["month"].casefold()) + 1
            begins = date(int(match["year"]), month, 1)
            later = (begins + timedelta(_LONGEST_MONTH)).replace(day=1)
            graded = _graded(passage, sentence)
            yield LastInspection(
                passage.prose.part(*match.span()), begins, later - timedelta(1), *graded, passage.address
            )


def _graded(passage: Passage, sentence: tuple[int, int]) -> tuple[Prose | None, Grade | None]:
    """Return the overall grade that a sentence gives, as printed and as a grade."""
    match = _OVERALL.search(passage.prose.text, *sentence)
    if match is None:
        return None, None
    group = "grade" if match["grade"] else "before"
    return passage.prose.part(*match.span(group)), _FIRST[match[group][0].casefold()]
