"""Find the words of a report that are closest to those of a quotation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise

import msgspec

# At most so many places are examined, those of the rarest words first.
_MOST_LOOKED_AT = 2000
# So many rare pairs of words are enough to locate a quotation.
_ENOUGH = 20
_NONE: list[int] = []
# Shared words: their start in the sought words and in the report, and their end in the sought words.
Block = tuple[int, int, int]
_CANDIDATES = 3
# The value of a shared word, when each other word of the report between them costs one.
_WORTH = 2


class Range(msgspec.Struct, frozen=True):
    """A range of words of a report that begins and ends with shared words.

    `same` is the number of shared words and `length` that of the sought words;
    `before` and `after` are the numbers of sought words before the first shared
    word and after the last.
    """

    start: int
    end: int
    same: int
    length: int
    before: int
    after: int

    @property
    def likeness(self) -> float:
        """The likeness from 0 to 1, which is the same words and no others."""
        return 2 * self.same / (self.length + self.end - self.start)

    @property
    def different(self) -> int:
        """The number of words that are not shared, on the side that has more of them."""
        return max(self.length, self.end - self.start) - self.same


class Nearest:
    """An index of the words of a report, built at the first search."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """The places of each word. An index of pairs would cost far more time than it saves."""
        index: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._words):
            index[word].append(at)
        return dict(index)

    def range(self, sought: Sequence[str]) -> Range | None:
        """Return the range of words closest to those sought; None if nothing is shared."""
        found = [range_ for at in self._candidates(sought) if (range_ := self._around(at, sought))]
        return max(found, key=lambda each: (each.likeness, -each.start), default=None)

    def _candidates(self, sought: Sequence[str]) -> list[int]:
        """Return likely places of the first sought word, by votes of the rare pairs of words."""
        width = len(sought) // 4 + 8
        votes: Counter[int] = Counter()
        for at, places in self._votes(sought):
            weight = 1 + 100 // len(places)
            for place in places:
                bucket = (place - at) // width
                votes[bucket] += weight
                votes[bucket + 1] += weight
        return [bucket * width for bucket, _ in votes.most_common(_CANDIDATES)]

    def _votes(self, sought: Sequence[str]) -> list[tuple[int, list[int]]]:
        """Return sought words, the rarest first, with the places of each pair that they begin.

        If no pair is in the report, the places are those of single words.
        """
        known = [self._index.get(word, _NONE) for word in sought]
        pairs = _rarest([min(len(one), len(two)) for one, two in pairwise(known)])
        found = ((at, self._pairs(sought[at], sought[at + 1])) for at in pairs)
        pairs_found = list(islice((each for each in found if each[1]), _ENOUGH))
        return pairs_found or [(at, known[at]) for at in _rarest([len(places) for places in known])]

    def _pairs(self, one: str, two: str) -> list[int]:
        """Return the places where two words are adjacent, searching by the rarer one."""
        first, second = self._index[one], self._index[two]
        if len(first) <= len(second):
            return [at for at in first if at + 1 < len(self._words) and self._words[at + 1] == two]
        return [at - 1 for at in second if at and self._words[at - 1] == one]

    def _around(self, at: int, sought: Sequence[str]) -> Range | None:
        """Return the closest range of words around a place, or None."""
        from rapidfuzz.distance import LCSseq  # imported here: a few milliseconds that most runs do not need

        slack = len(sought) // 2 + 12
        first = max(at - slack, 0)
        window = self._words[first : max(at, 0) + len(sought) + slack]
        shared = [code for code in LCSseq.opcodes(sought, window) if code.tag == "equal"]
        return _worth_most([(code.src_start, first + code.dest_start, code.src_end) for code in shared], len(sought))


def _worth_most(blocks: Sequence[Block], length: int) -> Range | None:
    """Return the range with the most shared words and the fewest others between them."""
    best, worth = None, 0
    before = start = end = same = here = 0
    for sought, first, stop in blocks:
        if here <= first - end:
            before, start, same, here = sought, first, 0, 0
        else:
            here -= first - end
        here += _WORTH * (stop - sought)
        same += stop - sought
        end = first + stop - sought
        if here > worth:
            best, worth = Range(start, end, same, length, before, length - stop), here
    return best


def _rarest(counts: Sequence[int]) -> Iterator[int]:
    """Yield the indexes of words to examine: those that appear at all, the rarest first, up to a limit of work."""
    left = _MOST_LOOKED_AT
    for count, at in sorted((count, at) for at, count in enumerate(counts) if count):
        if left <= 0:
            return
        left -= count
        yield at
