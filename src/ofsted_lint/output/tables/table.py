"""A table: its columns, made of the type of its rows, so that types, files and the dictionary say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from types import NoneType
from typing import Any, Literal, TextIO, get_args, get_origin

import msgspec

from ofsted_lint.output.tables import cells

Type = Literal["text", "integer", "number", "date"]
_TYPES: dict[type, Type] = {str: "text", int: "integer", float: "number", date: "date"}


class Row(msgspec.Struct, frozen=True, array_like=True, rename=lambda name: name.rstrip("_").replace("_", " ")):
    """A row, or a part of one: each field is a column, with its meaning as the description of its type."""


class Column(msgspec.Struct, frozen=True):
    """A column: its name, the type of its values, and what they mean; `optional` if they may be missing."""

    name: str
    type: Type
    about: str
    optional: bool


class Table(msgspec.Struct, frozen=True):
    """A table: its name, which is that of its file, what a row is, and its columns."""

    name: str
    about: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The names of its columns."""
        return [each.name for each in self.columns]

    def write(self, stream: TextIO, rows: Iterable[Iterable[cells.Value]]) -> None:
        """Write the table as CSV."""
        cells.begin(stream, self.names)
        for each in rows:
            cells.row(stream, each)


def columns(row: type[Row]) -> Iterator[Column]:
    """Yield the columns of a type of rows."""
    for field in msgspec.structs.fields(row):
        about, of = _described(field.type)
        inner = [each for each in get_args(of) if each is not NoneType] or [of]
        yield Column(field.encode_name, _TYPES[inner[0]], about, NoneType in get_args(of))


def _described(of: Any) -> tuple[str, Any]:
    """Return the description of a type, and the type without it."""
    if get_origin(of) is None or not hasattr(of, "__metadata__"):
        raise TypeError(f"a column has no description: {of}")
    return of.__metadata__[0].description, of.__origin__


def values(row: Row) -> tuple[cells.Value, ...]:
    """Return the values of a row, in the order of its columns."""
    return msgspec.structs.astuple(row)
