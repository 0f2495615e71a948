"""A table with a row for each finding, for spreadsheets and statistics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TextIO

from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import UNREAD, not_read, relative
from ofsted_lint.output.tables import cells, findings
from ofsted_lint.output.tables.authorities import Authorities


class Rows:
    """Makes the rows of findings."""

    def __init__(self, setting: Setting, write: Callable[[tuple[cells.Value, ...]], object]) -> None:
        self._setting = setting
        self._authorities = setting.authorities or Authorities()
        self._write = write

    def document(self, outcome: Outcome) -> None:
        """Write the rows of one document's findings."""
        path = relative(outcome.source.path, self._setting.root)
        authority = self._authorities.of(outcome.source.path, outcome.about.council)
        for each in outcome.findings:
            self._write(findings.values_of(findings.row(each, path, self._setting.families.get(each.rule)), authority))

    def close(self) -> None:
        """Write a row for each document that could not be read."""
        for path, row in self._unread():
            self._write(findings.values_of(row, self._authorities.of(path, None)))

    def _unread(self) -> Iterator[tuple[str, findings.FindingRow]]:
        for lost in not_read(self._setting.unread, self._setting.root):
            yield lost.path, findings.FindingRow(lost.path, "error", UNREAD, lost.why)


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        cells.begin(stream, findings.TABLE.names)
        self._rows = Rows(setting, lambda row: cells.row(stream, row))

    def document(self, outcome: Outcome) -> None:
        self._rows.document(outcome)

    def close(self) -> None:
        self._rows.close()
