"""GitHub's workflow commands: annotations on a pull request, and the full table in the job's summary.

GitHub shows ten annotations of a level from one step, so the worst come first
and a line says how many were left out. Escaping, limits and the rule that a
range over several lines has no columns are those of
https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
"""

from __future__ import annotations

import os
import secrets
from collections import Counter
from typing import TextIO

from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import printable
from ofsted_lint.findings import record
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.formats import Setting, markdown
from ofsted_lint.output.summary import UNREAD, Unread, not_read, relative

_LEVELS = {"error": "error", "warning": "warning", "advice": "notice"}
_MOST = 10
# The largest summary of a step is 1 MiB.
_LARGEST = 1_000_000


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._setting = setting
        self._found: dict[str, list[str]] = {name: [] for name in _LEVELS}
        self._counts: Counter[str] = Counter()
        self._summary = markdown.Summary(setting)
        # The other printed format may quote a line of a report that looks like a workflow command.
        self._token = secrets.token_hex(16) if setting.shared else ""
        if self._token:
            stream.write(f"::stop-commands::{self._token}\n")
            setting.leaving(self._listen)

    def _listen(self) -> None:
        """Let the runner read commands again, even after the run has failed."""
        if self._token:
            self._stream.write(f"::{self._token}::\n")
            self._token = ""

    def document(self, outcome: Outcome) -> None:
        path = relative(outcome.source.path, self._setting.root)
        for each in outcome.findings:
            self._counts[each.severity.value] += 1
            if len(self._found[each.severity.value]) < _MOST:
                self._found[each.severity.value].append(_command(path, record.finding(each), each.beside))
        self._summary.add(outcome)

    def close(self) -> None:
        shared = bool(self._token)
        self._listen()
        # A document that could not be read comes first: nothing is known of it.
        lost = [_unread(each) for each in not_read(self._setting.unread, self._setting.root)]
        self._counts["error"] += len(lost)
        self._found["error"] = [*lost, *self._found["error"]][:_MOST]
        for commands in self._found.values():
            self._stream.writelines(command + "\n" for command in commands)
        left = sum(self._counts.values()) - sum(map(len, self._found.values()))
        file = os.environ.get("GITHUB_STEP_SUMMARY")
        if left:
            log = "the log lists all" if shared else "--format console beside it lists all"
            where = "the summary of this job lists all" if file else log
            self._stream.write(f"{left:,} more finding(s) are not shown as annotations; {where}.\n")
        if file:
            try:
                with open(file, "a", encoding="utf-8", newline="\n") as summary:
                    summary.write(self._summary.text(_LARGEST))
            except OSError as error:
                raise ConfigError("GITHUB_STEP_SUMMARY", f"{file} cannot be written ({error.strerror})") from None


def _unread(lost: Unread) -> str:
    return f"::error file={_property(lost.path)},title={UNREAD}::{_data(f'This could not be read: {lost.why}')}"


def _command(path: str, found: record.Finding, beside: str) -> str:
    """Return a finding as a command on one line, with any quoted text escaped."""
    lines = {"line": found.line, "endLine": found.end_line}
    columns = {"col": found.column, "endColumn": found.end_column} if found.line == found.end_line else {}
    named = {"file": path, **lines, **columns, "title": found.rule}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in named.items() if value)
    ends = [f"{other.path or path}:{other.line}: {other.message}" for other in found.related]
    message = f"{found.message} ({beside})" if beside else found.message
    return f"::{_LEVELS[found.severity]} {properties}::{_data(chr(10).join([message, *ends]))}"


def _data(text: str) -> str:
    lines = (printable(line) for line in text.split("\n"))
    return "\n".join(lines).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
