"""The options about tables: the list of authorities, and Parquet, which is written to a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_lint.cli.options import CheckOptions

if TYPE_CHECKING:  # most runs write no tables
    from ofsted_lint.output.tables.authorities import Authorities
    from ofsted_lint.output.tables.cells import Value
    from ofsted_lint.output.tables.table import Table

PARQUET = "parquet"


def write_parquet(named: Iterable[str], table: Table, rows: Iterable[Iterable[Value]]) -> None:
    """Write the rows of a table as Parquet, to each folder for which that format is named."""
    folders = [file for form, _, file in (name.partition("=") for name in named) if form == PARQUET]
    if not folders:
        return
    from ofsted_lint.output.tables import parquet

    kept = list(rows)
    for folder in folders:
        parquet.write(Path(folder), table, kept)


def authorities(asked: CheckOptions) -> Authorities | None:
    """Return the list of authorities that a user has given; None if there is none."""
    if asked.authorities is None:
        return None
    from ofsted_lint.output.tables.authorities import read

    return read(asked.authorities)
