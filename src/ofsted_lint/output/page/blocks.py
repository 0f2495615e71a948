"""Divide a document into the blocks of a page: every word once, in the order of the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Source, Span

_TABLE = "table"
_NOTE = "footnote"
_UNKNOWN = "unknown"
# Texts with these tags keep their own role, whatever the role of their region.
_TAGGED = ("title", "heading")


class Row(msgspec.Struct, frozen=True, eq=False):
    """A row of the grade table: its cells in reading order; `head` is True if it names the columns."""

    cells: tuple[Prose, ...]
    head: bool = False


class Block(msgspec.Struct, frozen=True, eq=False):
    """Words that form one block of the page.

    `role` is that of their region; `lead` is the number of characters before the
    text itself: a number, a bullet, a label. `start` is its offset in the source.
    A block of the role “table” has `rows` and no words of its own; `below` is
    True for a sub-item of an improvement item.
    """

    role: str
    start: int
    prose: Prose
    lead: int = 0
    below: bool = False
    rows: tuple[Row, ...] = ()

    @property
    def texts(self) -> list[Prose]:
        """All texts of the block."""
        return [self.prose, *(cell for row in self.rows for cell in row.cells)]


class _Segment(msgspec.Struct):
    """A range of whole lines and the passage to which it belongs."""

    role: str
    spans: list[Span]
    owner: int | None
    begins: bool


def blocks(report: Document) -> list[Block]:
    """Return the blocks of a document; those without words are left out, except at page breaks."""
    if report.kind == _UNKNOWN:
        spans = report.source.lines(Span(0, len(report.source.text)))
        return [block for block in (_plain("line", report.source, [span]) for span in spans) if block.prose.text]
    owners = _Owners(report.passages)
    made = _build_blocks(report, list(_merge_segments(_segments(report, owners))), owners)
    return [block for block in made if block.prose.text or block.rows or block.role == "furniture"]


class _Owners:
    """Finds the text at a place of a document: passages, and their copies on other pages."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        texts = [(each, prose) for each in passages for prose in (each.prose, *each.copies)]
        self.passages = [passage for passage, _ in texts]
        self.first = [prose.span.start for _, prose in texts]
        pieces = ((piece, at) for at, (_, prose) in enumerate(texts) for piece in prose.pieces())
        self._pieces = sorted(pieces, key=lambda each: each[0])
        self._starts = [piece.start for piece, _ in self._pieces]
        self._begins = sorted((start, at) for at, start in enumerate(self.first))

    def inside(self, span: Span) -> list[int]:
        """Return the texts that begin in a span."""
        low = bisect_right(self._begins, (span.start, -1))
        return [at for start, at in self._begins[low : bisect_right(self._begins, (span.end - 1, len(self.first)))]]

    def of(self, span: Span) -> int | None:
        """Return the text that has words in a span, or None."""
        at = bisect_right(self._starts, span.end - 1) - 1
        if at >= 0 and self._pieces[at][0].end > span.start:
            return self._pieces[at][1]
        return None


def _regions(report: Document, owners: _Owners) -> Iterator[tuple[str, Span]]:
    """Yield the regions with their roles; a footnote's marker is joined to its text."""
    kept = [region for region in report.regions if region.role != "blank"]
    start: int | None = None
    for region, after in pairwise([*kept, None]):
        assert region
        begun = region.span.start if start is None else start
        if after and region.role == after.role == _NOTE and owners.of(region.span) is None:
            start = begun
            continue
        yield region.role, Span(begun, region.span.end)
        start = None


def _segments(report: Document, owners: _Owners) -> Iterator[_Segment]:
    """Yield the regions, divided where several texts begin in one."""
    for role, span in _regions(report, owners):
        inside = [] if role == _TABLE else owners.inside(span)
        ends = [_line(report.source, owners.first[owner], span.start) for owner in inside[1:]]
        start = span.start
        for owner, end in zip(inside, [*ends, span.end], strict=False):
            if end > start:
                yield _Segment(role, [Span(start, end)], owner, begins=True)
            start = end
        if not inside:
            yield _Segment(role, [span], None if role == _TABLE else owners.of(span), begins=False)


def _line(source: Source, offset: int, least: int) -> int:
    """Return the start of an offset's line, or the offset itself if the line starts at or before `least`."""
    start = source.text.rfind("\n", 0, offset) + 1
    return start if start > least else offset


def _merge_segments(segments: Iterable[_Segment]) -> Iterator[_Segment]:
    """Merge the segments of one text at its beginning, such as a text that continues on the next page."""
    begun: dict[int, _Segment] = {}
    found = []
    for each in segments:
        if each.owner is not None and not each.begins and each.owner in begun:
            begun[each.owner].spans += each.spans
            continue
        if each.owner is not None:
            begun[each.owner] = each
        found.append(each)
    yield from found


def _build_blocks(report: Document, segments: list[_Segment], owners: _Owners) -> Iterator[Block]:
    """Yield the blocks of segments; a table is a single block."""
    tabled = [span for each in segments if each.role == _TABLE for span in each.spans]
    before = ""
    for each in segments:
        if each.role == _TABLE:
            if each.spans[0] == tabled[0]:
                yield _table(report, tabled)
            continue
        block = _plain(each.role, report.source, each.spans)
        if each.owner is not None:
            passage = owners.passages[each.owner]
            role = next((tag for tag in _TAGGED if tag in passage.tags), each.role)
            lead = position(block.prose, owners.first[each.owner])
            below = each.role == "improvement" and passage.address == before
            block = msgspec.structs.replace(block, role=role, lead=lead, below=below)
            before = passage.address
        yield block


def _table(report: Document, spans: list[Span]) -> Block:
    start = spans[0].start
    return Block(_TABLE, start, Prose(report.source, "", (0,), (start,)), rows=_rows(report, spans))


def _plain(role: str, source: Source, spans: list[Span]) -> Block:
    return Block(role, spans[0].start, reflow(source, spans, whole=True))


def position(prose: Prose, offset: int) -> int:
    """Return the position in a text of an offset of the source, or of the next character that the text has."""
    run = bisect_right(prose.origins, offset) - 1
    if run < 0:
        return 0
    end = prose.starts[run + 1] if run + 1 < len(prose.starts) else len(prose.text)
    return min(prose.starts[run] + offset - prose.origins[run], end)


def _rows(report: Document, spans: list[Span]) -> tuple[Row, ...]:
    """Return the rows of the grade table; words outside all cells are rows of their own."""
    found: list[tuple[int, Row]] = []
    if isinstance(report, Report) and report.table:
        named = tuple(reflow(report.source, [piece]) for piece in report.table.pieces())
        found.append((report.table.span.start, Row(named, head=True)))
    for each in report.judgements if isinstance(report, Report) else ():
        cells = (each.label, each.grade.prose) if each.grade else (each.label,)
        found.append((each.place.span.start, Row(cells)))
    taken = sorted(piece for _, row in found for cell in row.cells for piece in cell.pieces())
    for span in spans:
        found += [(left.span.start, Row((left,))) for left in _outside_cells(report.source, span, taken)]
    return tuple(row for _, row in sorted(found, key=lambda each: each[0]))


def _outside_cells(source: Source, span: Span, taken: list[Span]) -> Iterator[Prose]:
    """Yield the words of a span that are in no cell."""
    start = span.start
    for piece in [each for each in taken if span.start <= each.start < span.end] + [Span(span.end, span.end)]:
        gap = reflow(source, [Span(start, piece.start)], whole=True)
        if gap.text.strip("*| -"):
            yield gap
        start = max(start, piece.end)
