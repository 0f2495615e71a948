"""Lines and columns in texts such as configuration files."""

from __future__ import annotations

import msgspec


class Position(msgspec.Struct, frozen=True, order=True):
    """A line and a column, from 1; columns count code points."""

    line: int
    column: int


def position(text: str, offset: int) -> Position:
    """Return the line and column of an offset in a text; lines end at line feeds only, as in a `Source`.

    Other parsers may end lines elsewhere, so use the offset that they report,
    not their line.
    """
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def plain_ends(text: str) -> str:
    """Return a text with its line ends, of whatever system, replaced by line feeds."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
