"""Find which of many spans contain an offset, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from ofsted_lint.source.source import Span


class SpanIndex:
    """Spans that may overlap, each known by its number in the order in which they are given."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(enumerate(spans), key=lambda each: each[1].start)
        self._starts = [span.start for _, span in self._spans]
        # The furthest end of each span and those before it: where that is passed, no earlier one is of interest.
        self._ends = list(accumulate((span.end for _, span in self._spans), max))

    def containing(self, offset: int) -> Iterator[tuple[int, Span]]:
        """Yield the spans that contain an offset, with their numbers, the last first."""
        at = bisect_right(self._starts, offset) - 1
        while at >= 0 and self._ends[at] > offset:
            if self._spans[at][1].end > offset:
                yield self._spans[at]
            at -= 1

    def following(self, offset: int) -> Iterator[Span]:
        """Yield the spans that begin first at an offset or after it; several may begin together."""
        first = bisect_left(self._starts, offset)
        for _, span in self._spans[first : first + 1]:
            for at in range(first, bisect_right(self._starts, span.start)):
                yield self._spans[at][1]
