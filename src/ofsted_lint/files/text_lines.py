"""Lines and columns of texts that are no documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    pass


class Position(msgspec.Struct, frozen=True, order=True):
    """A line and a column, from 1; columns count code points."""

    line: int
    column: int


def position(text: str, offset: int) -> Position:
    """The line and column of an offset in a text that is no document: lines end at line feeds, as in a `Source`.

    What another parser calls a line may end elsewhere, so places that it gives
    go through its offset.
    """
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def plain_ends(text: str) -> str:
    """A text with line feeds where it has the line ends of other systems."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
