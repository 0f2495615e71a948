"""Find quotations in a report: word for word, in several parts, or the closest words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, islice, pairwise
from typing import Literal

import msgspec

from ofsted_lint.comparison.quotations.alterations import Change, changes, widened
from ofsted_lint.comparison.quotations.letters import Letters, read, words
from ofsted_lint.comparison.quotations.nearest import Nearest, Range
from ofsted_lint.comparison.quotations.order import Found, in_order, pieces
from ofsted_lint.comparison.quotations.segments import Join, Segment, owned, plain, segments
from ofsted_lint.comparison.quotations.stream import APART, Passage, Stream, Stretch
from ofsted_lint.source.sentences import sentences
from ofsted_lint.source.source import Span

Kind = Literal["exact", "spliced", "altered", "absent"]
# Fewer words are a phrase, which is found exactly or not at all.
FEW = 4
# Below this likeness a quotation is not from any passage; measured by benchmarks/quotations.py.
CLOSE = 0.6
# Sentences are compared one by one if their likeness is higher than that of the whole by at least this.
BETTER = 0.05
_MOST_SENTENCES = 12


class Part(msgspec.Struct, frozen=True):
    """A part of a quotation and its place, or the closest words; `join` is its link to the part before.

    `there` has a range for each passage that it covers. `likeness` is 1 if it is
    word for word.
    """

    quoted: Span
    join: Join
    there: tuple[Stretch, ...]
    likeness: float = 1.0
    changes: tuple[Change, ...] = ()


class Match(msgspec.Struct, frozen=True):
    """The result of looking up a quotation in a report.

    `exact`: word for word, perhaps in several parts with ellipses or brackets
    between. `spliced`: the parts are exact but not in this order, or apart
    without an ellipsis. `altered`: the closest words, with the changes.
    `absent`: nothing is close; the closest words, if any. Fewer than `FEW` words
    are always `exact` or `absent`.
    """

    kind: Kind
    words: int
    likeness: float
    parts: tuple[Part, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of all parts, in order."""
        return tuple(change for part in self.parts for change in part.changes)


class Book:
    """The passages of a report in reading order, in which quotations are looked up; indexed at the first look-up."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.stream = Stream(passages)

    @property
    def passages(self) -> Sequence[Passage]:
        return self.stream.passages

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self.stream.words)

    @cached_property
    def _word_starts(self) -> list[int]:
        return list(accumulate(map(len, self.stream.words), initial=0))

    def look(self, quotation: str) -> Match:
        """Look up a quotation, given without its quotation marks; any text is accepted."""
        quotation = plain(quotation)
        whole = read(quotation)
        parts = segments(quotation, whole)
        count = sum(len(part.letters.word_starts) for part in parts)
        if not count:
            return Match("absent", 0, 0.0, ())
        exact = self._exact(whole, parts)
        if exact:
            return Match("exact", count, 1.0, exact)
        if count < FEW:
            return Match("absent", count, 0.0, ())
        if any(part.join == "ellipsis" for part in parts):
            return self._look_up_parts(quotation, parts, count)
        return self._look_up_whole(quotation, whole, count)

    def _exact(self, whole: Letters, parts: Sequence[Segment]) -> tuple[Part, ...]:
        """Return the parts of a quotation that is word for word; empty if it is not."""
        at = self.stream.find(whole)
        if at >= 0:
            return (self._part(whole, "start", (at, at + len(whole.letters))),)
        found = in_order(self.stream, parts)
        pairs = zip(parts, found or (), strict=False)
        return tuple(self._part(part.letters, part.join, place) for part, place in pairs)

    def _part(self, quoted: Letters, join: Join, place: Found) -> Part:
        return Part(Span(*quoted.span()), join, self.stream.stretches(*place))

    def _look_up_whole(self, quotation: str, whole: Letters, count: int) -> Match:
        """Look up a quotation without ellipses that is not word for word."""
        near = self._near(quotation)
        if not near or near.different >= FEW or APART in self.stream.words[near.start : near.end]:
            spliced = self._spliced(quotation, whole)
            if spliced:
                return Match("spliced", count, 1.0, spliced)
        if not near:
            return Match("absent", count, 0.0, ())
        parts: tuple[Part, ...] = (self._closest(quotation, Span(*whole.span()), "start", near),)
        likeness = near.likeness
        if near.different >= FEW:
            apart = self._by_sentence(quotation, whole)
            if (better := _likeness(apart)) > max(CLOSE, likeness + BETTER):
                parts, likeness = apart, better
        return Match("altered" if likeness >= CLOSE else "absent", count, likeness, parts)

    def _by_sentence(self, quotation: str, whole: Letters) -> tuple[Part, ...]:
        """Return the closest words to each sentence of a quotation; empty if there is one sentence or too many."""
        spans = list(islice(sentences(quotation), _MOST_SENTENCES + 1))
        if not 1 < len(spans) <= _MOST_SENTENCES:
            return ()
        cuts = [(bisect_left(whole.offsets, start), bisect_left(whole.offsets, end)) for start, end in spans]
        letters = [whole.part(start, end) for start, end in cuts if start < end]
        return tuple(
            self._look_up_group(quotation, [Segment(part, "seam" if at else "start")])
            for at, part in enumerate(letters)
        )

    def _spliced(self, quotation: str, whole: Letters) -> tuple[Part, ...]:
        """Return the exact ranges that make up a quotation, if they come from different places."""
        found = pieces(self.stream, whole, quotation) or []
        if all(self._same_sentence(one[1], two[1]) for one, two in pairwise(found)):
            return ()
        return tuple(self._part(part, "seam" if at else "start", place) for at, (part, place) in enumerate(found))

    def _same_sentence(self, one: Found, two: Found) -> bool:
        """Return True if only words within a sentence are left out between two ranges."""
        between = self.stream.stretches(one[1] - 1, two[0] + 1)
        return one[1] <= two[0] and len(between) == 1 and not any(mark in self.stream.text(between) for mark in ".!?")

    def _look_up_parts(self, quotation: str, parts: Sequence[Segment], count: int) -> Match:
        """Look up a quotation with ellipses whose parts are not all found in this order."""
        found = tuple(self._look_up_group(quotation, group) for group in _groups(parts))
        likeness = _likeness(found)
        exact = all(part.likeness == 1 for part in found)
        kind: Kind = "spliced" if exact else "altered" if likeness >= CLOSE else "absent"
        return Match(kind, count, likeness, found)

    def _look_up_group(self, quotation: str, group: Sequence[Segment]) -> Part:
        """Look up the words between two ellipses, anywhere in the report."""
        span = Span(group[0].letters.span()[0], group[-1].letters.span()[1])
        found = in_order(self.stream, group)
        if found:
            return Part(span, group[0].join, self.stream.stretches(found[0][0], found[-1][1]))
        near = self._near(quotation[span.start : span.end])
        if not near:
            return Part(span, group[0].join, (), 0.0)
        return self._closest(quotation, span, group[0].join, near)

    def _near(self, text: str) -> Range | None:
        """Return the closest words to a text without the quoter's own words in brackets."""
        for start, end in reversed(owned(text)):
            text = text[:start] + text[end:]
        return self._nearest.range(words(text))

    def _closest(self, quotation: str, quoted: Span, join: Join, near: Range) -> Part:
        """Return a part with the closest words and the changes."""
        there = self.stream.stretches(self._word_starts[near.start], self._word_starts[near.end])
        there = widened(self.stream, there, near.before, near.after)
        return Part(quoted, join, there, near.likeness, tuple(changes(self.stream, quotation, quoted, there)))


def _likeness(parts: Sequence[Part]) -> float:
    """Return the mean likeness of parts, weighted by their lengths; 0 if there are none."""
    lengths = [part.quoted.end - part.quoted.start for part in parts]
    return sum(part.likeness * length for part, length in zip(parts, lengths, strict=True)) / (sum(lengths) or 1)


def _groups(parts: Sequence[Segment]) -> list[list[Segment]]:
    """Group the parts of a quotation that are between the same ellipses."""
    groups: list[list[Segment]] = []
    for part in parts:
        if part.join == "bracket":
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups
