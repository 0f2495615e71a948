"""Mark findings in texts: each text is divided into fragments with the same marks throughout."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

import msgspec

from ofsted_lint.findings.finding import Finding, Severity
from ofsted_lint.source.prose import Prose
from ofsted_lint.source.source import Place, Span

# Longer ranges, such as a whole paragraph, are marked with a lighter line.
_LONG = 160


class Mark(msgspec.Struct, frozen=True):
    """A place of a finding: the finding's number, its severity, and the number of the related place (0: its own)."""

    number: int
    severity: Severity
    end: int = 0


class Fragment(msgspec.Struct, frozen=True):
    """A part of a text with the same marks throughout, and the marks whose labels come after it.

    `raised` is True for a footnote marker.
    """

    text: str
    marks: tuple[Mark, ...]
    named: tuple[Mark, ...] = ()
    long: bool = False
    raised: bool = False

    @property
    def worst(self) -> Severity | None:
        """The worst severity of the findings here; None if these are only related places."""
        found = [mark.severity for mark in self.marks if not mark.end]
        return min(found, key=lambda severity: severity.rank) if found else None

    @property
    def ended(self) -> bool:
        """True if this is a related place of a finding."""
        return any(mark.end for mark in self.marks)

    @property
    def numbers(self) -> str:
        """The numbers of the findings with a place here, separated by spaces."""
        return " ".join(map(str, sorted({mark.number for mark in self.marks})))


class _Range(msgspec.Struct):
    """A range of a text; without a mark, it is a footnote marker."""

    text: int
    start: int
    end: int
    mark: Mark | None


class Marked:
    """The marks in a list of texts; `raised` are the places of footnote markers.

    `home` maps each finding, from 1, to the index of the text with its first
    mark, or to None if its place is in none of the texts.
    """

    def __init__(self, texts: Sequence[Prose], findings: Sequence[Finding], raised: Iterable[Place] = ()) -> None:
        self._texts = texts
        runs = ((origin, at, run) for at, text in enumerate(texts) for run, origin in enumerate(text.origins))
        self._runs = sorted(each for each in runs if texts[each[1]].text)
        self._origins = [origin for origin, _, _ in self._runs]
        self._ranges: list[list[_Range]] = [[] for _ in texts]
        self._named: dict[Mark, _Range] = {}
        self.home: dict[int, int | None] = {}
        for place in raised:
            self._add_ranges(place, None)
        for number, finding in enumerate(findings, 1):
            self.home[number] = self._mark(finding.place, Mark(number, finding.severity))
            for end, other in enumerate(finding.related, 1):
                if other.place.source is finding.place.source:
                    self._mark(other.place, Mark(number, finding.severity, end))

    def has(self, mark: Mark) -> bool:
        """Return True if a mark has a label in one of the texts."""
        return mark in self._named

    def fragments(self, at: int, start: int = 0, end: int | None = None) -> list[Fragment]:
        """Return a text, or a part of it, as fragments."""
        text = self._texts[at].text
        end = len(text) if end is None else end
        ranges = self._ranges[at]
        named: dict[int, list[Mark]] = {}
        for each in ranges:
            if each.mark and self._named[each.mark] is each:
                named.setdefault(max(each.end, 1), []).append(each.mark)
        edges = {start, end, *named, *(edge for each in ranges for edge in (each.start, each.end))}
        cut = [edge for edge in sorted(edges) if start <= edge <= end]
        over = _ranges_at(ranges, [low for low, _ in pairwise(cut)])
        return [
            _fragment(text[low:high], here, named.get(high, []))
            for (low, high), here in zip(pairwise(cut), over, strict=True)
        ]

    def _mark(self, place: Place, mark: Mark) -> int | None:
        """Mark a place; return the index of the text in which it begins, or None."""
        added = self._add_ranges(place, mark)
        if not added:
            return None
        self._named[mark] = [each for each in added if each.text == added[0].text][-1]
        return added[0].text

    def _add_ranges(self, place: Place, mark: Mark | None) -> list[_Range]:
        """Add the ranges of a place; return them, merging those with only a space between them."""
        joined: list[_Range] = []
        for text, start, end in (each for piece in place.pieces for each in self._find(piece)):
            last = joined[-1] if joined else None
            if last and last.text == text and not self._texts[text].text[last.end : start].strip(" "):
                last.end = max(last.end, end)
            else:
                joined.append(_Range(text, start, end, mark))
        for each in joined:
            self._ranges[each.text].append(each)
        return joined

    def _find(self, piece: Span) -> Iterator[tuple[int, int, int]]:
        """Yield the ranges of a span of the source in the texts; for an empty span, the place after its predecessor."""
        at = max(bisect_right(self._origins, piece.start) - 1, 0)
        empty = piece.start == piece.end
        for origin, number, run in islice(self._runs, at, None):
            if origin >= piece.end and not (empty and origin == piece.start):
                return
            text = self._texts[number]
            stop = text.starts[run + 1] if run + 1 < len(text.starts) else len(text.text)
            first, last = text.starts[run], stop - (stop < len(text.text) and text.text[stop - 1] == " ")
            low = max(first, first + piece.start - origin)
            high = min(last, first + piece.end - origin)
            if low < high or (empty and low <= last):
                yield number, low, max(low, high)
                if empty:
                    return


def _ranges_at(ranges: list[_Range], starts: list[int]) -> Iterator[list[_Range]]:
    """Yield, for each of some ascending offsets, the ranges that contain it."""
    waiting = sorted((each for each in ranges if each.end > each.start), key=lambda each: -each.start)
    over: list[_Range] = []
    for start in starts:
        over = [each for each in over if each.end > start]
        while waiting and waiting[-1].start <= start:
            each = waiting.pop()
            over += [each] if each.end > start else []
        yield over


def _fragment(text: str, over: list[_Range], named: list[Mark]) -> Fragment:
    marking = [each for each in over if each.mark]
    long = bool(marking) and all(each.end - each.start > _LONG for each in marking)
    marks = tuple(sorted((each.mark for each in marking if each.mark), key=lambda mark: (mark.number, mark.end)))
    return Fragment(text, marks, tuple(named), long, len(marking) < len(over))
