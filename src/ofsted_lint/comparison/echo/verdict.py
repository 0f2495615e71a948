"""Calculate the doubt that the findings address an improvement item, and where they do so best."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import Literal

import msgspec

from ofsted_lint.comparison.echo.evidence import Best, Evidence, Findings, index, weigh
from ofsted_lint.comparison.echo.stems import read
from ofsted_lint.comparison.echo.weakness_cues import Cues
from ofsted_lint.comparison.echo.word_counts import Table, Weights, shipped

# Items have one to three lines; of a longer text only this many words are read.
_MOST_WORDS = 80
# A draft with fewer sentences than a report is judged with caution, as if it had at least so many.
_FEWEST, _REPORT = 70, 130


Verdict = Literal["supported", "doubtful", "unsupported"]


class Limits(msgspec.Struct, frozen=True):
    """The doubt from which an item is doubtful, and that from which it is unsupported."""

    doubtful: float = 0.875
    unsupported: float = 0.94

    def verdict(self, doubt: float) -> Verdict:
        if doubt >= self.unsupported:
            return "unsupported"
        return "doubtful" if doubt >= self.doubtful else "supported"


class Support(msgspec.Struct, frozen=True):
    """The support that one paragraph gives to an improvement item.

    `paragraph` is its position in the list of paragraphs, from 0; `strength` is
    between 0 and 1; `found` and `missing` are words of the item as printed in
    the item; `sentence` is the range of its best sentence in the paragraph, and
    `weakness` the word that most clearly marks a weakness there, or empty.
    """

    paragraph: int
    strength: float
    found: tuple[str, ...]
    missing: tuple[str, ...]
    sentence: tuple[int, int]
    weakness: str


class Point(msgspec.Struct, frozen=True, dict=True):
    """An improvement item, with the doubt, from 0 to 1, that the findings address it.

    `words` are its words as printed, `best` the paragraphs, best first. The
    words that each has are looked up only when needed, because most items are
    not doubtful.
    """

    doubt: float
    words: tuple[str, ...]
    best: tuple[Best, ...]

    @cached_property
    def paragraphs(self) -> tuple[Support, ...]:
        """The support of each paragraph, best first."""
        return tuple(map(self._support, self.best))

    @cached_property
    def found(self) -> tuple[str, ...]:
        """Its words that any paragraph has."""
        return self._words(reduce(or_, (best.found for best in self.best), 0))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Its words that no paragraph has."""
        return self._words(~reduce(or_, (best.found for best in self.best), 0))

    def _support(self, best: Best) -> Support:
        found, missing = self._words(best.found), self._words(~best.found)
        strength = min(best.strength, 1.0)
        return Support(best.paragraph, strength, found, missing, best.sentence.span, best.sentence.phrase)

    def _words(self, bits: int) -> tuple[str, ...]:
        return tuple(word for at, word in enumerate(self.words) if bits >> at & 1)


def trace(
    points: Iterable[str], paragraphs: Iterable[str], table: Table | None = None, weights: Weights | None = None
) -> list[Point]:
    """Trace each item in the findings, with the shipped table and weights unless others are given.

    The texts may be anything; an item without words is not doubtful.
    """
    read_once = findings(paragraphs, weights)
    return [judge(point, read_once, table, weights) for point in points]


def findings(paragraphs: Iterable[str], weights: Weights | None = None) -> Findings:
    """Read paragraphs once, for any number of items."""
    return index(paragraphs, _cues(weights or shipped()[1]))


@lru_cache(4)
def _cues(weights: Weights) -> Cues:
    return Cues(weights)


def judge(point: str, against: Findings, table: Table | None = None, weights: Weights | None = None) -> Point:
    """Trace one item in findings that have been read."""
    evidence = weigh(read(point).meaningful[:_MOST_WORDS], against, table or shipped()[0])
    printed = tuple(point[word.start : word.end] for word in evidence.words)
    return Point(doubt(evidence, weights or shipped()[1]), printed, tuple(evidence.best))


def doubt(evidence: Evidence, weights: Weights) -> float:
    """Return the evidence for an item as one number, from 0 (addressed) to 1 (not addressed)."""
    if not evidence.words:
        return 0.0
    figures = features(evidence)
    total = weights.base + sum(weight * figures[name] for name, weight in weights.features.items())
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def features(evidence: Evidence) -> dict[str, float]:
    """Return the figures that are weighed: each by itself and scaled by length, as short items match less often."""
    root = math.sqrt(len(evidence.words) or 1)
    scaled = {f"{name} by length": figure * root for name, figure in evidence.figures.items()}
    size = {"sentences": math.log(min(max(evidence.sentences, _FEWEST), _REPORT))}
    return evidence.figures | scaled | size | {"length": root, "shortness": 1 / (root * root)}
