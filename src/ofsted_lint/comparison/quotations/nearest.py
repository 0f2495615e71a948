"""The words of a report that are closest to some others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise

import msgspec

# No more places than this are looked at, those of the rarest words first.
_MOST_LOOKED_AT = 2000
# So many rare pairs of words say where a quotation is.
_ENOUGH = 20
_NONE: list[int] = []
# Shared words: where they begin in those looked for and in the report, and where they end in the first.
Block = tuple[int, int, int]
_CANDIDATES = 3
# What a word of the report costs that stands between others, and what a shared one is worth.
_WORTH = 2


class Range(msgspec.Struct, frozen=True):
    """A range of words of a report that begins and ends with shared ones.

    So many are the `same`, of `length` that were looked for; `before` and
    `behind` so many of these lie before the first shared one and behind the
    last.
    """

    start: int
    end: int
    same: int
    length: int
    before: int
    behind: int

    @property
    def likeness(self) -> float:
        """From 0 to 1, which is the same words and no others."""
        return 2 * self.same / (self.length + self.end - self.start)

    @property
    def different(self) -> int:
        """How many words are others, on the side that has more of them."""
        return max(self.length, self.end - self.start) - self.same


class Nearest:
    """An index of the words of a report that stand beside each other; made when it is first asked."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """Where each word stands. An index of pairs would take far longer to make than it saves."""
        index: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._words):
            index[word].append(at)
        return dict(index)

    def range(self, sought: Sequence[str]) -> Range | None:
        """The words that are closest to those sought; None where no two stand in the report as they do there."""
        found = [range_ for at in self._candidates(sought) if (range_ := self._around(at, sought))]
        return max(found, key=lambda each: (each.likeness, -each.start), default=None)

    def _candidates(self, sought: Sequence[str]) -> list[int]:
        """Where the first of the words might stand: where most rare pairs would be in their place."""
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
        """Words sought, each with the places of it and the next (of it alone if no two are there), the rarest first."""
        known = [self._index.get(word, _NONE) for word in sought]
        pairs = _rarest([min(len(one), len(two)) for one, two in pairwise(known)])
        found = ((at, self._pairs(sought[at], sought[at + 1])) for at in pairs)
        standing = list(islice((each for each in found if each[1]), _ENOUGH))
        return standing or [(at, known[at]) for at in _rarest([len(places) for places in known])]

    def _pairs(self, one: str, two: str) -> list[int]:
        """Where two words stand beside each other, by the rarer of them."""
        first, second = self._index[one], self._index[two]
        if len(first) <= len(second):
            return [at for at in first if at + 1 < len(self._words) and self._words[at + 1] == two]
        return [at - 1 for at in second if at and self._words[at - 1] == one]

    def _around(self, at: int, sought: Sequence[str]) -> Range | None:
        """The words round a place that come closest."""
        from rapidfuzz.distance import LCSseq  # a few milliseconds that most runs do not need

        slack = len(sought) // 2 + 12
        first = max(at - slack, 0)
        window = self._words[first : max(at, 0) + len(sought) + slack]
        shared = [code for code in LCSseq.opcodes(sought, window) if code.tag == "equal"]
        return _worth_most([(code.src_start, first + code.dest_start, code.src_end) for code in shared], len(sought))


def _worth_most(blocks: Sequence[Block], length: int) -> Range | None:
    """The range with the most shared words and the fewest others between them."""
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
    """Which of some words to look at: those that stand anywhere, the rarest first, as long as it is little work."""
    left = _MOST_LOOKED_AT
    for count, at in sorted((count, at) for at, count in enumerate(counts) if count):
        if left <= 0:
            return
        left -= count
        yield at
