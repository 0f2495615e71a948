"""Checkstyle's XML, which Jenkins and reviewdog read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import UNREAD, located, not_read, relative
from ofsted_lint.output.xml import element, opened

_SEVERITIES = {"error": "error", "warning": "warning", "advice": "info"}
# The version of Checkstyle whose form this is: programs refuse one that they do not know.
_VERSION = "4.3"


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._setting = setting
        stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{opened("checkstyle", version=_VERSION)}\n')

    def document(self, outcome: Outcome) -> None:
        if outcome.findings:
            path = relative(outcome.source.path, self._setting.root)
            self._file(path, (_error(found) for found in outcome.findings))

    def close(self) -> None:
        for lost in not_read(self._setting.unread, self._setting.root):
            message = f"This could not be read: {lost.why}"
            error = element("error", line=1, severity="error", message=message, source=f"ofsted-lint.{UNREAD}")
            self._file(lost.path, [error])
        self._stream.write("</checkstyle>\n")

    def _file(self, path: str, errors: Iterable[str]) -> None:
        self._stream.write(f"{opened('file', name=path)}\n")
        self._stream.writelines(f"  {error}\n" for error in errors)
        self._stream.write("</file>\n")


def _error(found: Finding) -> str:
    start = found.place.source.position(found.place.span.start)
    severity, source = _SEVERITIES[found.severity], f"ofsted-lint.{found.rule}"
    return element(
        "error", line=start.line, column=start.column, severity=severity, message=located(found), source=source
    )
