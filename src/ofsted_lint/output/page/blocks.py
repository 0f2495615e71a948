"""Divide a document into the blocks of a page: every word once, in the order of the source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.output.page.tables import Cells, Row, graded_rows
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Source, Span

_TABLE = "table"
_NOTE = "footnote"
_UNKNOWN = "unknown"
# Texts with these tags keep their own role, whatever the role of their region.
_TAGGED = ("title", "heading")


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
    owners, cells = _Owners(report.passages), Cells(report)
    made = _build_blocks(report, list(_merge_segments(_segments(report, owners, cells))), owners, cells)
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


def _segments(report: Document, owners: _Owners, cells: Cells) -> Iterator[_Segment]:
    """Yield the regions, divided where several texts begin in one."""
    for named, span in _regions(report, owners):
        role = _TABLE if cells.within(span) else named
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


def _build_blocks(report: Document, segments: list[_Segment], owners: _Owners, cells: Cells) -> Iterator[Block]:
    """Yield the blocks of segments; each table is a single block."""
    tables = {spans[0]: spans for spans in _tables(report, segments)}
    before = ""
    for each in segments:
        if each.role == _TABLE:
            if spans := tables.get(each.spans[0]):
                rows = graded_rows(report, spans) if isinstance(report, Report) else cells.rows(spans)
                yield _table(report, spans[0].start, rows)
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


def _tables(report: Document, segments: list[_Segment]) -> Iterator[list[Span]]:
    """Yield the spans of each table: all of them are the grade table of a report, else those that follow each other."""
    if isinstance(report, Report):
        found = [span for each in segments if each.role == _TABLE for span in each.spans]
        yield from [found] if found else []
        return
    for role, group in groupby(segments, key=lambda each: each.role):
        if role == _TABLE:
            yield [span for each in group for span in each.spans]


def _table(report: Document, start: int, rows: tuple[Row, ...]) -> Block:
    return Block(_TABLE, start, Prose(report.source, "", (0,), (start,)), rows=rows)


def _plain(role: str, source: Source, spans: list[Span]) -> Block:
    return Block(role, spans[0].start, reflow(source, spans, whole=True))


def position(prose: Prose, offset: int) -> int:
    """Return the position in a text of an offset of the source, or of the next character that the text has."""
    run = bisect_right(prose.origins, offset) - 1
    if run < 0:
        return 0
    end = prose.starts[run + 1] if run + 1 < len(prose.starts) else len(prose.text)
    return min(prose.starts[run] + offset - prose.origins[run], end)
