"""“Local area partnership details”: the council and the integrated care boards, side by side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.area_send.body_names import ends_body
from ofsted_lint.documents.area_send.parts import Partner
from ofsted_lint.documents.area_send.table_lines import rows
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose, reflow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.source.source import Source, Span

_AUTHORITY = pattern(r"Local authorit(?:y|ies)\W*$", re.IGNORECASE)
_BOARD = pattern(r"Integrated care boards?(?: \(ICBs?\))?\W*$", re.IGNORECASE)
_NO_NAME = pattern(r"\b(?:Chief|Officer|Director|Executive|lead person|Leader|Managing)\b|www\.|https?:|@|\d|\.uk\b")
_JOINED = pattern(r"(?:\band|\bof|\bthe|,|&)$")
_POSTCODE = pattern(r"\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b")
_BODY_WORD = pattern(r"\b(?:Boards?|ICBs?|Council|Borough|Authority|Care)\b")


class Details(msgspec.Struct, frozen=True, eq=False):
    """The partners, and the cells of the table that are no postal addresses, in which words may come twice."""

    partners: tuple[Partner, ...]
    cells: tuple[Prose, ...]


class _Column(msgspec.Struct):
    """The cells below a head."""

    role: str
    lines: list[tuple[Span, bool]]


def read_details(source: Source, blocks: list[Block]) -> Details:
    """Read the two columns; plain text has the cells of both one after the other."""
    columns: list[_Column] = []
    heads: list[Span] = []
    for row in rows(source, blocks, "table"):
        for at, cell in ((0, row.left), (1, row.right)):
            if cell is None:
                continue
            if _is_head(source, cell, columns):
                heads.append(cell)
                columns.append(_Column(source.words(cell).strip(), []))
            else:
                _column(columns, at if row.apart else len(columns) - 1).lines.append((cell, row.spaced))
    partners = [_partner(source, column, at) for at, column in enumerate(columns, 1) if column.role and column.lines]
    cells = [*heads, *(line for column in columns for line, _ in column.lines)]
    worded = (cell for cell in sorted(cells) if not _POSTCODE.search(source.words(cell)))
    return Details(tuple(partners), tuple(reflow(source, [cell]) for cell in worded))


def _is_head(source: Source, cell: Span, columns: list[_Column]) -> bool:
    """True if a cell is the head of a column; each comes once, though a name may be wrapped before the same words."""
    words = source.words(cell).strip()
    kind = next((kind for kind in (_AUTHORITY, _BOARD) if kind.match(words)), None)
    return kind is not None and not any(kind.match(column.role) for column in columns)


def _column(columns: list[_Column], at: int) -> _Column:
    """Return a column by its place; cells above all heads are in one without a head."""
    if not columns:
        columns.append(_Column("", []))
    return columns[min(max(at, 0), len(columns) - 1)]


def _partner(source: Source, column: _Column, number: int) -> Partner:
    name = reflow(source, list(_name(source, column)))
    lines = tuple(reflow(source, [line]) for line, _ in column.lines)
    return Partner(name, column.role, lines, f"details/{number}")


def _name(source: Source, column: _Column) -> Iterator[Span]:
    """Yield the lines of a body's name, which comes first in its column."""
    before = ""
    for line, spaced in column.lines:
        words = source.words(line).strip()
        if before and (spaced or not _goes_on(before, words)):
            return
        yield line
        before = words


def _goes_on(before: str, words: str) -> bool:
    """True if a name that is printed so far goes on on the next line."""
    if _NO_NAME.search(words):
        return False
    if _JOINED.search(before):
        return True
    return not ends_body(before) and bool(_BODY_WORD.search(words))
