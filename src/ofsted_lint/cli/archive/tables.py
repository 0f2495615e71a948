"""Write what is known of an archive as tables, with their descriptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from ofsted_lint.cli.archive.repeated import Named, Shared
from ofsted_lint.cli.archive.rows import Read, rows_of_changes
from ofsted_lint.cli.archive.run import Known
from ofsted_lint.files.atomic_write import written_together
from ofsted_lint.files.printable import path_text
from ofsted_lint.output.tables import cells, changes, described, documents, files, findings, parquet, points, repeats
from ofsted_lint.output.tables.authorities import Authorities, Authority
from ofsted_lint.output.tables.changes import ChangeRow
from ofsted_lint.output.tables.repeats import RepeatRow
from ofsted_lint.output.tables.table import Table, values

TABLES: tuple[Callable[[], Table], ...] = (
    documents.table,
    *(lambda table=table: table for table in (findings.TABLE, points.TABLE, changes.TABLE, repeats.TABLE, files.TABLE)),
)


class Hears(Protocol):
    """Who else is given the rows while they are written: the page, and the summary."""

    def document(self, made: Read, authority: Authority, copies: int) -> None: ...

    def change(self, row: ChangeRow) -> None: ...

    def repeat(self, row: RepeatRow) -> None: ...


def write(
    known: Known,
    shared: Shared,
    targets: dict[Path, list[str]],
    authorities: Authorities,
    heard: Sequence[Hears],
    last: Callable[[Path], None],
) -> None:
    """Write the tables to each of the folders in its forms; nothing is replaced before all are written.

    `last` is given the folder of drafts of the first folder, to write there what else belongs to the tables.
    """
    with ExitStack() as stack:
        drafts = [stack.enter_context(written_together(folder)) for folder in targets]
        with ExitStack() as streams:
            written = _Written(streams, drafts, list(targets.values()))
            read = _documents(written, known, authorities, heard)
            for each in (row for pair in known.pairs for row in rows_of_changes(known.store.value(pair.key))):
                written.row(changes.TABLE, values(each))
                for hears in heard:
                    hears.change(each)
            for repeat in shared.rows(read):
                written.row(repeats.TABLE, values(repeat))
                for hears in heard:
                    hears.repeat(repeat)
            written.close()
        last(drafts[0])


def _documents(written: _Written, known: Known, authorities: Authorities, heard: Sequence[Hears]) -> list[Named]:
    """Write the rows of all files, and return those that were read."""
    copies = Counter(each.same for each in known.files)
    read: list[Named] = []
    states: dict[str, str] = {}
    for at, file in enumerate(known.files):
        path = path_text(file.path)
        if file.same is not None:
            same = path_text(file.same) if states[file.same] in (files.READ, files.UNREAD) else None
            written.row(files.TABLE, (path, files.COPY, same, file.size, file.digest.hex()))
            continue
        made = known.read(file)
        states[file.path] = made.state
        listed = made.state in (files.READ, files.UNREAD)
        written.row(files.TABLE, (path, made.state, path if listed else None, file.size, file.digest.hex()))
        authority = authorities.of(str(Path(known.setting.folder, file.path)), made.row.about.council)
        for hears in heard:
            hears.document(made, authority, copies[file.path])
        if listed:
            _rows(written, made, authority, copies[file.path])
        if made.state == files.READ:
            read.append(Named(at, file, made.row.about.council))
    return read


def _rows(written: _Written, made: Read, authority: Authority, copies: int) -> None:
    """Write the rows of a document."""
    who = values(authority)
    written.row(documents.table(), tuple(made.row.values(authority, copies)))
    for found in made.findings:
        written.row(findings.TABLE, (*values(found), *who))
    for point in made.points:
        written.row(points.TABLE, (*values(point), *who))


class _Written:
    """The tables in folders of drafts, each folder in its forms."""

    def __init__(self, stack: ExitStack, drafts: Iterable[Path], forms: Iterable[list[str]]) -> None:
        self._rows: dict[str, list[Callable[[tuple[cells.Value, ...]], None]]] = {}
        self._parquet: list[parquet.Writer] = []
        for draft, chosen in zip(drafts, forms, strict=True):
            tables = [table() for table in TABLES]
            for table in tables:
                self._rows.setdefault(table.name, []).extend(self._opened(stack, draft, table, form) for form in chosen)
            described.write(draft, tables, chosen)

    def _opened(
        self, stack: ExitStack, draft: Path, table: Table, form: str
    ) -> Callable[[tuple[cells.Value, ...]], None]:
        """Begin a table, and return what takes its rows."""
        if form == "parquet":
            made = parquet.Writer(table, draft)
            self._parquet.append(made)
            return made.row
        stream = stack.enter_context((draft / f"{table.name}.csv").open("w", encoding="utf-8", newline="\n"))
        cells.begin(stream, table.names)
        return lambda row: cells.row(stream, row)

    def row(self, table: Table, row: tuple[cells.Value, ...]) -> None:
        """Write a row."""
        for take in self._rows[table.name]:
            take(row)

    def close(self) -> None:
        """Make the tables of those forms that are made at the end."""
        for each in self._parquet:
            each.close()
