"""One line a finding, for editors and for grep: `FILE:LINE:COLUMN: SEVERITY: MESSAGE [RULE] (paragraph 33, page 7)`."""

from __future__ import annotations

from typing import TextIO

from ofsted_lint.files.printable import path_text, printable
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.formats import Setting


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._unread = setting.unread

    def document(self, outcome: Outcome) -> None:
        for finding in outcome.findings:
            source = finding.place.source
            start = source.position(finding.place.span.start)
            place = f"{path_text(source.path)}:{start.line}:{start.column}"
            beside = f" ({finding.beside})" if finding.beside else ""
            line = f"{place}: {finding.severity}: {finding.message} [{finding.rule}]{beside}"
            self._stream.write(printable(line) + "\n")

    def close(self) -> None:
        if not self._unread:
            return
        from ofsted_lint.output.summary import UNREAD, not_read  # nearly all files are read

        for each in not_read(self._unread):
            self._stream.write(printable(f"{each.path}:1:1: error: {each.why} [{UNREAD}]") + "\n")
