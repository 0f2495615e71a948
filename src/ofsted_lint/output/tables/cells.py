"""Tables as CSV that spreadsheets open as they are meant: UTF-8 with its mark, texts quoted, no formulas."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TextIO

from ofsted_lint.files.printable import printable

# Spreadsheets that are not given an encoding recognise UTF-8 by this character at the start.
_MARK = "\ufeff"
# The first characters of what a spreadsheet would run as a formula, also in their wide forms.
_FORMULA = tuple("=+-@＝＋－＠")
Value = str | int | float | date | None


def begin(stream: TextIO, columns: Iterable[str]) -> None:
    """Write the start of a table: the mark of UTF-8, except on a terminal, and the names of the columns."""
    if not stream.isatty():
        stream.write(_MARK)
    row(stream, columns)


def row(stream: TextIO, values: Iterable[Value]) -> None:
    """Write a row; a value that is not known is an empty cell."""
    stream.write(",".join(map(_cell, values)) + "\n")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    text = printable(value)
    # An apostrophe marks a text that is not to be calculated.
    harmless = f"'{text}" if text.lstrip().startswith(_FORMULA) else text
    return '"' + harmless.replace('"', '""') + '"'
