"""Calculate the doubt that the findings address an improvement item, and where they do so best."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import Literal

import msgspec

from ofsted_lint.comparison.echo.evidence import Best, Evidence, Findings, index, weigh
from ofsted_lint.comparison.echo.stems import read
from ofsted_lint.comparison.echo.topics import (
    IN_SENTENCE,
    NOWHERE,
    STATES,
    WITHOUT_WEAKNESS,
    Mention,
    Topic,
    mention,
    named,
    prepared,
)
from ofsted_lint.comparison.echo.weakness_cues import WEAK, cues
from ofsted_lint.comparison.echo.word_counts import Table, Weights, shipped

# Items have one to three lines; of a longer text only this many words and characters are read.
_MOST_WORDS, _LONGEST = 80, 1000
# A draft with fewer sentences than a report is judged with caution, as if it had at least so many.
_FEWEST, _REPORT = 70, 130
# The doubt that an item has at least if its topics are nowhere; and fewer weaknesses than any report has.
_AGREES, _FEW_WEAK = 0.3, 10


Verdict = Literal["supported", "doubtful", "unsupported"]


class Limits(msgspec.Struct, frozen=True):
    """When an item is unsupported, and the doubt from which it is at least doubtful.

    It is unsupported if at least the share `lacking` of its topics is in no
    paragraph; or if more than that share is in none that describes a weakness,
    and its doubt is at least `unsupported`.
    """

    doubtful: float = 0.73
    unsupported: float = 0.73
    lacking: float = 0.5

    def verdict(self, point: Point) -> Verdict:
        if self.missed(point):
            return "unsupported"
        return "doubtful" if self.doubts(point) else "supported"

    def doubts(self, point: Point) -> bool:
        """True if the score speaks against an item, and no clear sentence has its topics."""
        return point.doubt >= self.doubtful and not point.is_clear

    def missed(self, point: Point) -> tuple[Mention, ...]:
        """Return the topics for which an item is unsupported, if it is."""
        enough = self.lacking * len(point.mentions)
        nowhere = tuple(each for each in point.mentions if each.state == NOWHERE)
        if nowhere and len(nowhere) >= enough and point.doubt >= _AGREES:
            return nowhere
        missed = tuple(each for each in point.mentions if each.state <= WITHOUT_WEAKNESS)
        return missed if missed and len(missed) > enough and point.doubt >= self.unsupported else ()


class Support(msgspec.Struct, frozen=True):
    """The support that one paragraph gives to an improvement item.

    `paragraph` is its position in the list of paragraphs, from 0; `strength` is
    between 0 and 1; `found` and `missing` are words of the item as printed in
    the item; `sentence` is the range of its best sentence in the paragraph, `text`
    that sentence, and `weakness` the word that most clearly marks a weakness there, or empty.
    """

    paragraph: int
    strength: float
    found: tuple[str, ...]
    missing: tuple[str, ...]
    sentence: tuple[int, int]
    weakness: str
    text: str


class Point(msgspec.Struct, frozen=True, dict=True):
    """An improvement item, with the doubt, from 0 to 1, that the findings address it.

    `words` are its words as printed, `best` the paragraphs, best first. The
    words that each has are looked up only when needed, because most items are
    not doubtful. `mentions` are the topics that it names, without general ones;
    `is_clear` if sentences that clearly describe a weakness have all its topics.
    """

    doubt: float
    words: tuple[str, ...]
    best: tuple[Best, ...]
    mentions: tuple[Mention, ...] = ()
    is_clear: bool = False

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
        return Support(
            best.paragraph, strength, found, missing, best.sentence.span, best.sentence.phrase, best.sentence.text
        )

    def _words(self, bits: int) -> tuple[str, ...]:
        return tuple(word for at, word in enumerate(self.words) if bits >> at & 1)


def trace(
    points: Iterable[str],
    paragraphs: Iterable[str],
    table: Table | None = None,
    weights: Weights | None = None,
    topics: tuple[Topic, ...] = (),
) -> list[Point]:
    """Trace each item in the findings, with the shipped table and weights unless others are given.

    The texts may be anything; an item without words is not doubtful.
    """
    read_once = findings(paragraphs, weights)
    return [judge(point, read_once, table, weights, topics) for point in points]


def findings(paragraphs: Iterable[str], weights: Weights | None = None) -> Findings:
    """Read paragraphs once, for any number of items."""
    return index(paragraphs, cues(weights))


def judge(
    point: str,
    against: Findings,
    table: Table | None = None,
    weights: Weights | None = None,
    topics: tuple[Topic, ...] = (),
) -> Point:
    """Trace one item in findings that have been read."""
    known = weights or shipped()[1]
    evidence = weigh(read(point).meaningful[:_MOST_WORDS], against, table or shipped()[0])
    printed = tuple(point[word.start : word.end] for word in evidence.words)
    mentions = tuple(mention(topic, against) for topic in named(point[:_LONGEST], prepared(topics)))
    specific = tuple(each for each in mentions if not each.topic.general)
    return Point(
        doubt(evidence, mentions, known),
        printed,
        tuple(evidence.best),
        specific,
        _is_clear(mentions, specific, against),
    )


def _is_clear(mentions: Sequence[Mention], specific: Sequence[Mention], findings: Findings) -> bool:
    """True if sentences that clearly describe a weakness have all specific topics, or else all general ones.

    In a draft with few weaknesses one general topic suffices: it is what the item is about.
    """
    clear = [each.state == STATES - 1 for each in specific or mentions]
    few = sum(force >= WEAK for force in findings.forces) < _FEW_WEAK
    return any(clear) if few and not specific else bool(clear) and all(clear)


def doubt(evidence: Evidence, mentions: Sequence[Mention], weights: Weights) -> float:
    """Return the evidence for an item as one number, from 0 (addressed) to 1 (not addressed)."""
    if not evidence.words:
        return 0.0
    figures = features(evidence) | of_topics(mentions, weights)
    total = weights.base + sum(weight * figures[name] for name, weight in weights.features.items())
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def features(evidence: Evidence) -> dict[str, float]:
    """Return the figures that are weighed: each by itself and scaled by length, as short items match less often."""
    root = math.sqrt(len(evidence.words) or 1)
    scaled = {f"{name} by length": figure * root for name, figure in evidence.figures.items()}
    size = {"sentences": math.log(min(max(evidence.sentences, _FEWEST), _REPORT))}
    return evidence.figures | scaled | size | {"length": root, "shortness": 1 / (root * root)}


def of_topics(mentions: Sequence[Mention], weights: Weights) -> dict[str, float]:
    """Return the figures that the topics of an item give: how their states speak against it, and how bad they are."""
    against = [_ratio(each, weights) for each in mentions]
    states = [each.state for each in mentions if not each.topic.general]
    return {
        "worst topic": max(against, default=0.0),
        "topics": sum(against),
        "topic nowhere": float(NOWHERE in states),
        "topic without weakness": float(any(state <= WITHOUT_WEAKNESS for state in states)),
        "topic without sentence": float(any(state < IN_SENTENCE for state in states)),
        "no topic": float(bool(mentions) and not states),
    }


def _ratio(mention: Mention, weights: Weights) -> float:
    ratios = weights.topics.get(mention.topic.name) or weights.states
    return ratios[mention.state] if ratios else 0.0
