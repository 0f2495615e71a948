"""Texts with what was found in them: cut into stretches that have the same marks all through."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

import msgspec

from ofsted_lint.findings.finding import Finding, Severity
from ofsted_lint.source.prose import Prose
from ofsted_lint.source.source import Place, Span

# What is longer is marked with a lighter line: a whole paragraph, say.
_LONG = 160


class Mark(msgspec.Struct, frozen=True):
    """One end of a finding: the finding's number, its severity, and which of its other ends it is (0: the place)."""

    number: int
    severity: Severity
    end: int = 0


class Stretch(msgspec.Struct, frozen=True):
    """A piece of a text under the same marks, and the marks that are named behind it.

    `raised` says that it is the mark of a footnote.
    """

    text: str
    marks: tuple[Mark, ...]
    named: tuple[Mark, ...] = ()
    long: bool = False
    raised: bool = False

    @property
    def worst(self) -> Severity | None:
        """The worst severity of what is found here; None where it only has other ends."""
        found = [mark.severity for mark in self.marks if not mark.end]
        return min(found, key=lambda severity: severity.rank) if found else None

    @property
    def ended(self) -> bool:
        """Whether the other end of something lies here."""
        return any(mark.end for mark in self.marks)

    @property
    def numbers(self) -> str:
        """The findings that have an end here, by number."""
        return " ".join(map(str, sorted({mark.number for mark in self.marks})))


class _Range(msgspec.Struct):
    """A stretch of a text; without a mark it is raised."""

    text: int
    start: int
    end: int
    mark: Mark | None


class Marked:
    """Which marks lie where in some texts, and which places in them are `raised`.

    `home` has for each finding, from 1, the text that its first mark is in, or
    None where nothing that is set has it.
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
            self._lay(place, None)
        for number, finding in enumerate(findings, 1):
            self.home[number] = self._mark(finding.place, Mark(number, finding.severity))
            for end, other in enumerate(finding.related, 1):
                if other.place.source is finding.place.source:
                    self._mark(other.place, Mark(number, finding.severity, end))

    def has(self, mark: Mark) -> bool:
        """Whether a mark is named somewhere."""
        return mark in self._named

    def stretches(self, at: int, start: int = 0, end: int | None = None) -> list[Stretch]:
        """A text, or a part of it, in stretches."""
        text = self._texts[at].text
        end = len(text) if end is None else end
        ranges = self._ranges[at]
        named: dict[int, list[Mark]] = {}
        for each in ranges:
            if each.mark and self._named[each.mark] is each:
                named.setdefault(max(each.end, 1), []).append(each.mark)
        edges = {start, end, *named, *(edge for each in ranges for edge in (each.start, each.end))}
        cut = [edge for edge in sorted(edges) if start <= edge <= end]
        over = _sweep(ranges, [low for low, _ in pairwise(cut)])
        return [
            _stretch(text[low:high], here, named.get(high, []))
            for (low, high), here in zip(pairwise(cut), over, strict=True)
        ]

    def _mark(self, place: Place, mark: Mark) -> int | None:
        """Lay a mark over a place; the text that it begins in comes out."""
        laid = self._lay(place, mark)
        if not laid:
            return None
        self._named[mark] = [each for each in laid if each.text == laid[0].text][-1]
        return laid[0].text

    def _lay(self, place: Place, mark: Mark | None) -> list[_Range]:
        """The stretches that a place covers, those with only a space between put together."""
        joined: list[_Range] = []
        for text, start, end in (each for piece in place.pieces for each in self._found(piece)):
            last = joined[-1] if joined else None
            if last and last.text == text and not self._texts[text].text[last.end : start].strip(" "):
                last.end = max(last.end, end)
            else:
                joined.append(_Range(text, start, end, mark))
        for each in joined:
            self._ranges[each.text].append(each)
        return joined

    def _found(self, piece: Span) -> Iterator[tuple[int, int, int]]:
        """Where a piece of the source stands in the texts; for an empty one, behind what it follows."""
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


def _sweep(ranges: list[_Range], starts: list[int]) -> Iterator[list[_Range]]:
    """The stretches that lie over each of some places, which are in order."""
    waiting = sorted((each for each in ranges if each.end > each.start), key=lambda each: -each.start)
    over: list[_Range] = []
    for start in starts:
        over = [each for each in over if each.end > start]
        while waiting and waiting[-1].start <= start:
            each = waiting.pop()
            over += [each] if each.end > start else []
        yield over


def _stretch(text: str, over: list[_Range], named: list[Mark]) -> Stretch:
    marking = [each for each in over if each.mark]
    long = bool(marking) and all(each.end - each.start > _LONG for each in marking)
    marks = tuple(sorted((each.mark for each in marking if each.mark), key=lambda mark: (mark.number, mark.end)))
    return Stretch(text, marks, tuple(named), long, len(marking) < len(over))
