"""A table with a row for each finding, for spreadsheets and statistics."""

from __future__ import annotations

from typing import TextIO

from ofsted_lint.findings import record
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output import table
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import UNREAD, not_read, relative

COLUMNS = (
    *("document", "severity", "rule", "message", "paragraph", "page", "line", "column", "end line", "end column"),
    *("related places", "fix", "safe", "address", "fingerprint"),
)


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._setting = setting
        table.begin(stream, COLUMNS)

    def document(self, outcome: Outcome) -> None:
        path = relative(outcome.source.path, self._setting.root)
        for each in outcome.findings:
            found = record.finding(each)
            ends = "; ".join(f"{other.path or path}:{other.line}: {other.message}" for other in found.related)
            place = (found.line, found.column, found.end_line, found.end_column)
            about = (each.severity.value, found.rule, found.message, found.paragraph, found.page)
            fix = (found.fix.title, "yes" if found.fix.safe else "no") if found.fix else ("", "")
            row = (path, *about, *place, ends, *fix, found.address, found.fingerprint)
            table.row(self._stream, row)

    def close(self) -> None:
        for lost in not_read(self._setting.unread, self._setting.root):
            table.row(self._stream, (lost.path, "error", UNREAD, lost.why, *[None] * (len(COLUMNS) - 4)))
