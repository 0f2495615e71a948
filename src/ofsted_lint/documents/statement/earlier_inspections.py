"""The years that a statement gives for the inspection before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.mentions.earlier_inspections import PreviousInspection
from ofsted_lint.documents.statement.grade_claims import GradeClaim
from ofsted_lint.documents.statement.phrases import pattern
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.dates import MONTHS
from ofsted_lint.source.prose import Prose

# Words that make an inspection the last one.
LAST = re.compile(rf"\b{pattern('earlier', 'last')}\b", re.IGNORECASE)
_DATED = re.compile(
    rf"\b{pattern('earlier', 'dated').replace(' ,', ',')} (?:(?:{'|'.join(MONTHS)}) )?(?P<year>20[0-3]\d)\b",
    re.IGNORECASE,
)
_SIGNS = ("inspect", "last ", "rating")


class EarlierYear(msgspec.Struct, frozen=True, eq=False):
    """A year that a statement gives for an earlier inspection, and the grade that it says was given then.

    `last` is true if the words are of the last inspection, not of any earlier one.
    """

    prose: Prose
    year: int
    grade: Grade | None
    last: bool
    address: str


def earlier_years(
    passages: Iterable[Passage], claims: Iterable[GradeClaim], known: Iterable[PreviousInspection]
) -> Iterator[EarlierYear]:
    """Find the years of earlier inspections: those that are called so, and those with a grade."""
    for each in known:
        yield EarlierYear(each.prose, each.year, None, True, each.address)
    for passage in passages:
        if any(sign in passage.folded for sign in _SIGNS):
            for match in _DATED.finditer(passage.prose.text):
                yield EarlierYear(passage.prose.part(*match.span()), int(match["year"]), None, True, passage.address)
    for claim in claims:
        if claim.year:
            last = claim.before and bool(LAST.search(claim.sentence.text))
            grade = claim.grade if claim.area in ("overall", "every") else None
            yield EarlierYear(claim.prose, claim.year, grade, last, claim.address)
