"""The options about tables: the list of authorities, and Parquet, which is written to a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_lint.cli.options import PARQUET, CheckOptions

if TYPE_CHECKING:  # most runs write no tables
    from ofsted_lint.output.tables.authorities import Authorities
    from ofsted_lint.output.tables.cells import Value
    from ofsted_lint.output.tables.table import Table


def write_parquet(named: Iterable[str], table: Table, rows: Iterable[Iterable[Value]]) -> None:
    """Write the rows of a table as Parquet, to each folder for which that format is named."""
    folders = [file for form, _, file in (name.partition("=") for name in named) if form == PARQUET]
    if not folders:
        return
    from ofsted_lint.output.tables import parquet

    kept = list(rows)
    for folder in folders:
        parquet.write(Path(folder), table, kept)


def authorities(asked: CheckOptions) -> Authorities:
    """Return the list of authorities that a user has given; an empty one if there is none."""
    from ofsted_lint.output.tables.authorities import Authorities, read

    return read(asked.authorities) if asked.authorities else Authorities()
