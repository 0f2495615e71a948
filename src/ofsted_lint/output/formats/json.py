"""JSON in the fixed format of the contract, written document by document."""

from __future__ import annotations

from typing import TextIO

import msgspec

from ofsted_lint.files import printable
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.result import result
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import not_read
from ofsted_lint.version import __version__


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._separator = "\n"
        self._unread = setting.unread
        tool = msgspec.json.encode({"name": "ofsted-lint", "version": __version__}).decode()
        stream.write(f'{{"schema": 1,\n "tool": {tool},\n "documents": [')

    def document(self, outcome: Outcome) -> None:
        self._stream.write(self._separator + printable.encoded(result(outcome)))
        self._separator = ",\n"

    def close(self) -> None:
        unread = printable.encoded(list(not_read(self._unread)))
        self._stream.write(f'],\n "unread": {unread}}}\n')
