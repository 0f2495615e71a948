"""The tables of a page: the grade table of a report, and tables whose texts are cells beside each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.report.model import Report
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Source, Span

_TAG = "table"
# What parts the cells of a line.
_APART = re.compile(r"\t| {3,}|\|")


class Row(msgspec.Struct, frozen=True, eq=False):
    """A row of a table: its cells in reading order; `head` is True if it names the columns of the grade table."""

    cells: tuple[Prose, ...]
    head: bool = False


class Cells:
    """The texts of a document that are cells of tables; a report's grade table is none of these."""

    def __init__(self, report: Document) -> None:
        self._source = report.source
        texts = [] if isinstance(report, Report) else report.passages
        tables = {each.address for each in texts if _TAG in each.tags}
        pieces = (
            (piece, at) for at, each in enumerate(texts) if each.address in tables for piece in each.prose.pieces()
        )
        self._pieces = sorted(pieces, key=lambda each: each[0])
        self._starts = [piece.start for piece, _ in self._pieces]

    def within(self, span: Span) -> list[tuple[Span, int]]:
        """Return the parts of cells in a span, each with the number of its text."""
        low, high = (bisect_right(self._starts, at - 1) for at in (span.start, span.end))
        return self._pieces[low:high]

    def rows(self, spans: list[Span]) -> tuple[Row, ...]:
        """Return the rows of a table: cells that share a line are in one."""
        rows: list[tuple[set[int], list[tuple[int, Prose]]]] = []
        for column, lines, prose in sorted(self._cells(spans), key=lambda each: each[2].span.start):
            if not rows or not rows[-1][0] & lines:
                rows.append((set(), []))
            rows[-1][0].update(lines)
            rows[-1][1].append((column, prose))
        return tuple(Row(tuple(prose for _, prose in sorted(row, key=lambda each: each[0]))) for _, row in rows)

    def _cells(self, spans: list[Span]) -> Iterator[tuple[int, set[int], Prose]]:
        """Yield the cells: the column and the lines of each, and its text with the signs before its points."""
        found: dict[int, list[Span]] = {}
        for span in spans:
            there = self.within(span)
            for piece, at in there:
                found.setdefault(at, []).append(piece)
            for left in outside(self._source, span, [piece for piece, _ in there]):
                owner = None if any(map(str.isalnum, left.text)) else self._after(left.span.end, there)
                if owner is None:
                    yield from self._parted(list(left.pieces()))
                else:
                    found[owner] += left.pieces()
        for pieces in found.values():
            yield from self._parted(sorted(pieces))

    def _after(self, end: int, there: list[tuple[Span, int]]) -> int | None:
        """Return the text of the next part of a cell on the same line."""
        return next(
            (at for piece, at in there if piece.start >= end and "\n" not in self._source.text[end : piece.start]), None
        )

    def _parted(self, pieces: list[Span]) -> Iterator[tuple[int, set[int], Prose]]:
        """Yield a text as a cell, or as several if what parts cells is within its lines."""
        cells = [pieces[:1]]
        for before, piece in pairwise(pieces):
            between = self._source.text[before.end : piece.start]
            is_sign = not any(map(str.isalnum, self._source.slice(before)))
            if "\n" not in between and _APART.search(between) and not is_sign:
                cells.append([])
            cells[-1].append(piece)
        for cell in cells:
            places = [self._source.position(piece.start) for piece in cell]
            yield min(each.column for each in places), {each.line for each in places}, reflow(self._source, cell)


def graded_rows(report: Document, spans: list[Span]) -> tuple[Row, ...]:
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
        found += [(left.span.start, Row((left,))) for left in outside(report.source, span, taken)]
    return tuple(row for _, row in sorted(found, key=lambda each: each[0]))


def outside(source: Source, span: Span, taken: list[Span]) -> Iterator[Prose]:
    """Yield the words of a span that are in no cell."""
    start = span.start
    for piece in [each for each in taken if span.start <= each.start < span.end] + [Span(span.end, span.end)]:
        gap = reflow(source, [Span(start, piece.start)], whole=True)
        if gap.text.strip("*| -"):
            yield gap
        start = max(start, piece.end)
