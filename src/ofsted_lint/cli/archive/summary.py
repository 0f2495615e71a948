"""The numbers that are printed at the end of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ofsted_lint.cli.archive.rows import Read
from ofsted_lint.output.summary import amount, counted
from ofsted_lint.output.tables import files
from ofsted_lint.output.tables.authorities import Authority
from ofsted_lint.output.tables.changes import ChangeRow
from ofsted_lint.output.tables.repeats import RepeatRow


class Summary:
    """Counts what is written."""

    def __init__(self, new: int) -> None:
        self._new = new
        self._states: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._copies = 0
        self._texts = 0
        self._changes: set[tuple[str, str]] = set()

    def document(self, made: Read, authority: Authority, copies: int) -> None:
        """Count a document."""
        self._states[made.state] += 1
        self._copies += copies
        self._found.update(each.severity for each in made.findings)

    def change(self, row: ChangeRow) -> None:
        """Count a pair of successive reports, once for all its rows."""
        self._changes.add((row.old_document, row.new_document))

    def repeat(self, row: RepeatRow) -> None:
        """Count a shared text, once for all its rows."""
        self._texts = max(self._texts, row.text)

    def lines(self, out: str) -> Iterator[str]:
        """Yield the lines to print."""
        read, unread = self._states[files.READ], self._states[files.UNREAD]
        others = self._states[files.OTHER] + self._states[files.EMPTY]
        yield f"{amount(read, 'document')} known, {amount(self._new, 'file')} read in this run"
        yield f"  {amount(self._copies, 'file')} with the bytes of another, {amount(others, 'file')} without a report"
        yield f"  {amount(unread, 'document')} could not be read: see the column “problem” of documents.csv"
        yield f"  {counted(self._found) or 'nothing was found'}"
        pairs = amount(len(self._changes), "pair")
        yield f"  {pairs} of successive reports compared, {amount(self._texts, 'text')} shared by councils"
        yield f"the tables and the page are in {out}"
