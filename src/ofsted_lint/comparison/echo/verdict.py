"""How doubtful it is that the findings take a point up, and where they do best."""

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

# Points are a line or three; what is longer is no point, and is read this far.
_MOST_WORDS = 80
# A draft of fewer sentences than a report has is judged with more caution, as if it had so many at least.
_FEWEST, _REPORT = 70, 130


Verdict = Literal["supported", "doubtful", "unsupported"]


class Limits(msgspec.Struct, frozen=True):
    """From which doubt on a point is doubtful, and from which it is unsupported."""

    doubtful: float = 0.875
    unsupported: float = 0.94

    def verdict(self, doubt: float) -> Verdict:
        if doubt >= self.unsupported:
            return "unsupported"
        return "doubtful" if doubt >= self.doubtful else "supported"


class Support(msgspec.Struct, frozen=True):
    """What one paragraph has of a point.

    `paragraph` is its place in the list of paragraphs, from 0; `strength` is
    between 0 and 1; `found` and `missing` are words of the point as printed
    there; `sentence` is where its best sentence stands in it, and `weakness`
    the word there that says most that something is not right, or nothing.
    """

    paragraph: int
    strength: float
    found: tuple[str, ...]
    missing: tuple[str, ...]
    sentence: tuple[int, int]
    weakness: str


class Point(msgspec.Struct, frozen=True, dict=True):
    """A point to improve: how doubtful it is that the findings take it up, from 0 to 1.

    `words` are its words as printed, `best` the paragraphs, best first; what
    they have of the words is worked out when it is asked for, since most
    points are not doubtful.
    """

    doubt: float
    words: tuple[str, ...]
    best: tuple[Best, ...]

    @cached_property
    def paragraphs(self) -> tuple[Support, ...]:
        """What each paragraph has of it, best first."""
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
    """Each point as the findings have it; the table and weights are those that are shipped, unless given.

    The texts may be anything; a point without words is not doubtful.
    """
    read_once = findings(paragraphs, weights)
    return [judge(point, read_once, table, weights) for point in points]


def findings(paragraphs: Iterable[str], weights: Weights | None = None) -> Findings:
    """Paragraphs read once, for any number of points."""
    return index(paragraphs, _cues(weights or shipped()[1]))


@lru_cache(4)
def _cues(weights: Weights) -> Cues:
    return Cues(weights)


def judge(point: str, against: Findings, table: Table | None = None, weights: Weights | None = None) -> Point:
    """One point against findings that are read already."""
    evidence = weigh(read(point).meant[:_MOST_WORDS], against, table or shipped()[0])
    printed = tuple(point[word.start : word.end] for word in evidence.words)
    return Point(doubt(evidence, weights or shipped()[1]), printed, tuple(evidence.best))


def doubt(evidence: Evidence, weights: Weights) -> float:
    """The evidence for a point as one number from 0, taken up, to 1, not."""
    if not evidence.words:
        return 0.0
    figures = features(evidence)
    total = weights.base + sum(weight * figures[name] for name, weight in weights.features.items())
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def features(evidence: Evidence) -> dict[str, float]:
    """The figures that are weighed: each by itself and by the length of the point, which is short of chances."""
    root = math.sqrt(len(evidence.words) or 1)
    scaled = {f"{name} by length": figure * root for name, figure in evidence.figures.items()}
    size = {"sentences": math.log(min(max(evidence.sentences, _FEWEST), _REPORT))}
    return evidence.figures | scaled | size | {"length": root, "shortness": 1 / (root * root)}
