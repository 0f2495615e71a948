"""Checkstyle's XML, which Jenkins and reviewdog read."""

from __future__ import annotations

from typing import TextIO

from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import relative
from ofsted_lint.output.xml import element, opened
from ofsted_lint.version import __version__

_SEVERITIES = {"error": "error", "warning": "warning", "advice": "info"}


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._root = setting.root
        stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{opened("checkstyle", version=__version__)}\n')

    def document(self, outcome: Outcome) -> None:
        if not outcome.findings:
            return
        name = relative(outcome.source.path, self._root)
        self._stream.write(f"{opened('file', name=name)}\n")
        for found in outcome.findings:
            start = found.place.source.position(found.place.span.start)
            severity, source = _SEVERITIES[found.severity], f"ofsted-lint.{found.rule}"
            said = element(
                "error", line=start.line, column=start.column, severity=severity, message=found.message, source=source
            )
            self._stream.write(f"  {said}\n")
        self._stream.write("</file>\n")

    def close(self) -> None:
        self._stream.write("</checkstyle>\n")
