"""The number of points to improve that a statement gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.statement.phrases import pattern
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.numerals import NUMBERS, number_in_words
from ofsted_lint.source.prose import Prose

_NUMBERS = NUMBERS[1:12]
_COUNTED = re.compile(rf"\b(?P<n>{'|'.join(_NUMBERS)}|[2-9]|1[0-9]) {pattern('points', 'points')}\b", re.IGNORECASE)
_BY_OFSTED = re.compile(rf"\b{pattern('points', 'by Ofsted')}\b", re.IGNORECASE)
_CUES = ("areas", "points", "recommendations", "things", "improvement")


class CountedPoints(msgspec.Struct, frozen=True, eq=False):
    """A number of points to improve that Ofsted is said to have named."""

    prose: Prose
    value: int
    address: str


def counted_points(passages: Iterable[Passage]) -> Iterator[CountedPoints]:
    """Find the numbers of points, in order, in sentences that name Ofsted, its inspectors or the report."""
    for passage in passages:
        if not any(cue in passage.folded for cue in _CUES):
            continue
        text = passage.prose.text
        for match in _COUNTED.finditer(text):
            span = passage.sentence_span(match.start()) or (0, len(text))
            if _BY_OFSTED.search(text, *span) and not passage.quoted(match.start()):
                value = number_in_words(match["n"]) or 0
                yield CountedPoints(passage.prose.part(*match.span()), value, passage.address)
