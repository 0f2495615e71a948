"""The lines of a table that may run over pages, each with its left and its right cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.structure.blocks import GAPS, Block
from ofsted_lint.documents.structure.columns import is_marked, two_columns
from ofsted_lint.source.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ofsted_lint.source.source import Source

_NO_CELLS = GAPS | {"RUNNING", "HEADING", "TABLE_HEAD"}


class Row(msgspec.Struct):
    """A line of a table: its cells, and whether a blank line or the end of a page comes before it.

    `apart` is true if the line is known to be of two cells, one of which may be
    empty; else it may be text of either.
    """

    left: Span | None
    right: Span | None
    spaced: bool
    broken: bool
    apart: bool

    @property
    def ends(self) -> int:
        """Where its text ends."""
        return max(span.end for span in (self.left, self.right) if span)


def rows(source: Source, blocks: Iterable[Block], role: str) -> list[Row]:
    """Return the lines of these blocks divided by columns, page by page; each block with text gets the role."""
    found: list[Row] = []
    for page in _pages(source, blocks, role):
        lines = [line for _, line in page]
        cells = two_columns(source, lines)
        laid_out = any(right for _, right in cells) and not any(is_marked(source, line) for line in lines)
        for (first, line), (left, right) in zip(page, cells, strict=True):
            if left or right:
                spaced = bool(found) and _is_spaced(source, found[-1].ends, line.start)
                found.append(Row(left, right, spaced, first and bool(found), laid_out or bool(right)))
    return found


def _pages(source: Source, blocks: Iterable[Block], role: str) -> Iterator[list[tuple[bool, Span]]]:
    """Yield the lines of each page; the first of a page is marked as such."""
    page: list[tuple[bool, Span]] = []
    for block in blocks:
        if block.role or block.kind in _NO_CELLS:
            continue
        block.role = role
        if block.broken and page:
            yield page
            page = []
        page += [(not page and at == 0, line) for at, line in enumerate(_lines(source, block))]
    if page:
        yield page


def _lines(source: Source, block: Block) -> list[Span]:
    return [line for line in source.lines(block.span) if source.words(line).strip()]


def _is_spaced(source: Source, end: int, start: int) -> bool:
    """True if a blank line is printed between two places."""
    return source.printed.count("\n", end, start) > 1
