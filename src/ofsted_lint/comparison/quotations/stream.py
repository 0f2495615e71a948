"""The texts of a report as one stream of letters, in which quotations are found regardless of layout."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from ofsted_lint.comparison.quotations.letters import SPACE, Letters, alike, read, words

# At most so many places with the right letters are checked for the right words.
_MOST_PLACES = 200
# Separates a passage from one that it does not follow; never part of a quotation.
APART = "\n"
Ends = tuple[bool, bool]


class Passage(msgspec.Struct, frozen=True):
    """A text of a report; `follows` is True if it directly follows the one before."""

    text: str
    follows: bool = True


class Stretch(msgspec.Struct, frozen=True):
    """A range of characters in one of the passages, by its index."""

    passage: int
    start: int
    end: int


class Stream:
    """The letters of all passages; details of a passage are computed when they are needed.

    Letters are counted across all passages; passages that do not follow each
    other are separated by a mark that no quotation contains.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self._read: dict[int, Letters] = {}

    @cached_property
    def words(self) -> list[str]:
        """The words of all passages; joined, they are `letters`."""
        return self._split[0]

    @cached_property
    def letters(self) -> str:
        """The letters of all passages."""
        return "".join(self.words)

    @cached_property
    def starts(self) -> list[int]:
        """The offset of the first letter of each passage."""
        return self._split[1]

    @cached_property
    def _split(self) -> tuple[list[str], list[int]]:
        found: list[str] = []
        starts, at = [], 0
        for number, passage in enumerate(self.passages):
            if number and not passage.follows:
                found.append(APART)
                at += len(APART)
            starts.append(at)
            there = words(passage.text)
            found += there
            at += sum(map(len, there))
        return found, starts

    def read(self, number: int) -> Letters:
        """Return the letters of one passage, with their gaps and offsets."""
        if number not in self._read:
            self._read[number] = read(self.passages[number].text)
        return self._read[number]

    def find(self, part: Letters, start: int = 0, end: int | None = None, whole: Ends = (True, True)) -> int:
        """Return the first place of these words in a range, or -1.

        `whole` is True for each end, start and end, that must not cut a word.
        """
        return next(self.places(part, start, end, whole), -1)

    def places(
        self, part: Letters, start: int = 0, end: int | None = None, whole: Ends = (True, True)
    ) -> Iterator[int]:
        """Yield the places of these words in a range."""
        at = self.letters.find(part.letters, start, end)
        for _ in range(_MOST_PLACES):
            if at < 0:
                return
            if self._is_at(part, at, whole):
                yield at
            at = self.letters.find(part.letters, at + 1, end)

    def last(self, part: Letters, start: int, end: int, whole: Ends) -> int:
        """Return the last place of these words in a range, or -1."""
        at = self.letters.rfind(part.letters, start, end)
        for _ in range(_MOST_PLACES):
            if at < 0 or self._is_at(part, at, whole):
                return at
            at = self.letters.rfind(part.letters, start, at + len(part.letters) - 1)
        return -1

    def _is_at(self, part: Letters, at: int, whole: Ends) -> bool:
        """Return True if words are at a place where their letters are, with compatible gaps."""
        end = at + len(part.letters)
        if (whole[0] and not self._gap(at)) or (whole[1] and not self._gap(end)):
            return False
        return alike(part.gaps, self.gaps(at, end))

    def _gap(self, at: int) -> int:
        """Return the gap before a letter; outside a passage, a space."""
        number = max(bisect_right(self.starts, at) - 1, 0)
        there = self.read(number).gaps
        inside = at - self.starts[number]
        return there[inside] if 0 <= inside < len(there) else SPACE

    def gaps(self, start: int, end: int) -> bytes:
        """Return the gap before each letter of a range."""
        return b"".join(self.read(number).gaps[first:last] for number, first, last in self._within(start, end))

    def stretches(self, start: int, end: int) -> tuple[Stretch, ...]:
        """Return the ranges of characters, passage by passage, of a range of letters."""
        within = list(self._within(start, end))
        spans = [self.read(number).span(first, last) for number, first, last in within]
        return tuple(
            Stretch(
                number,
                span[0] if at == 0 else 0,
                span[1] if at == len(within) - 1 else len(self.passages[number].text),
            )
            for at, ((number, _, _), span) in enumerate(zip(within, spans, strict=True))
        )

    def _within(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Yield the passages that a range of letters covers, each with its own range of letters."""
        number = max(bisect_right(self.starts, start) - 1, 0)
        stop = bisect_left(self.starts, end)
        for each in range(number, stop):
            first = max(start - self.starts[each], 0)
            last = min(end - self.starts[each], len(self.read(each).letters))
            if first < last:
                yield each, first, last

    def text(self, stretches: Sequence[Stretch]) -> str:
        """Return the text of some ranges, joined by spaces."""
        return " ".join(self.passages[each.passage].text[each.start : each.end] for each in stretches)
