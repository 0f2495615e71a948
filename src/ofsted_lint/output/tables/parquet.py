"""Tables as Parquet, written by DuckDB with the same columns and types as CSV (extra `tables`)."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from ofsted_lint.files.atomic_write import written_together
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import printable
from ofsted_lint.output.tables import described
from ofsted_lint.output.tables.cells import Value
from ofsted_lint.output.tables.table import Table

_MISSING = "the format parquet needs an extra: pip install 'ofsted-lint[tables]'"
_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
# DuckDB takes most of a machine's memory and all processors unless it is limited.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {"threads": "1", "memory_limit": "128MB"}
# How the rows that are kept are written: no text is a number or missing, and none is a formula.
_FORM = (
    "header=false, delim=',', quote='\"', escape='\"', nullstr='', allow_quoted_nulls=false, auto_detect=false, "
    "new_line='\\n', max_line_size=50000000"
)


def ready() -> None:
    """Raise `ConfigError` if the library that writes Parquet is not installed."""
    if find_spec("duckdb") is None:
        raise ConfigError("command line", _MISSING)


def make(folder: Path) -> None:
    """Make a folder for tables, if it is not there; `ConfigError` if that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise ConfigError("--format", f"parquet={folder}: this is a file; name a folder") from None
    except OSError as error:
        raise ConfigError("--format", f"parquet={folder}: cannot be written ({error.strerror})") from None


class Writer:
    """Keeps the rows of a table in a file, of which `close` makes the table in `folder`."""

    def __init__(self, table: Table, folder: Path) -> None:
        self._table = table
        self._target = folder / f"{table.name}.parquet"
        self._rows = folder / f"{table.name}.rows"
        self._stream = self._rows.open("w", encoding="utf-8", newline="\n")

    def row(self, values: Iterable[Value]) -> None:
        """Take a row."""
        self._stream.write(",".join(map(_cell, values)) + "\n")

    def close(self) -> None:
        """Write the table; `ConfigError` if that is not possible."""
        import duckdb  # only where a table is written

        self._stream.close()
        columns = ", ".join(f"{_text(each.name)}: {_text(_TYPES[each.type])}" for each in self._table.columns)
        rows = f"read_csv({_text(str(self._rows))}, columns={{{columns}}}, {_FORM})"
        try:
            with duckdb.connect(config=_SETTINGS) as database:
                database.execute(f"COPY (FROM {rows}) TO {_text(str(self._target))} (FORMAT parquet, COMPRESSION zstd)")
        except duckdb.Error as error:
            raise ConfigError(self._target.name, f"cannot be written ({str(error).splitlines()[0]})") from None
        self._rows.unlink()


def write(folder: Path, table: Table, rows: Iterable[Iterable[Value]]) -> None:
    """Write a table to a folder, with its description."""
    ready()
    make(folder)
    with written_together(folder) as draft:
        writer = Writer(table, draft)
        for each in rows:
            writer.row(each)
        writer.close()
        # Other tables in the folder have descriptions of their own.
        described.write(draft, [table], ["parquet"], f"{table.name}.{described.PACKAGE}")


def _cell(value: Value) -> str:
    """Return a value as it is kept: texts are quoted, so that an empty one is not a missing one."""
    if value is None:
        return ""
    return '"' + printable(value).replace('"', '""') + '"' if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    """Return a text as SQL has it."""
    return "'" + text.replace("'", "''") + "'"
