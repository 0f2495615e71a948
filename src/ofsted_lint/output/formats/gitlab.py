"""GitLab's code quality report, which it compares with that of the target branch.

The keys are those of https://docs.gitlab.com/ci/testing/code_quality/; the rule
is named in the description, since GitLab shows no other field for it.
"""

from __future__ import annotations

import hashlib
from typing import TextIO

from ofsted_lint.files.printable import encoded, printable
from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import UNREAD, Unread, located, not_read, relative

_SEVERITIES = {"error": "major", "warning": "minor", "advice": "info"}


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._setting = setting
        self._separator = "[\n"

    def document(self, outcome: Outcome) -> None:
        path = relative(outcome.source.path, self._setting.root)
        for found in outcome.findings:
            self._write(_issue(path, found))

    def _write(self, issue: dict[str, object]) -> None:
        self._stream.write(self._separator + encoded(issue))
        self._separator = ",\n"

    def close(self) -> None:
        for lost in not_read(self._setting.unread, self._setting.root):
            self._write(_unread(lost))
        self._stream.write("[]\n" if self._separator == "[\n" else "]\n")


def _issue(path: str, found: Finding) -> dict[str, object]:
    line = found.place.source.position(found.place.span.start).line
    return {
        "description": f"{found.rule}: {printable(located(found))}",
        "check_name": found.rule,
        "fingerprint": _identity(path, found.fingerprint),
        "severity": _SEVERITIES[found.severity],
        "location": {"path": printable(path), "lines": {"begin": line}},
    }


def _unread(lost: Unread) -> dict[str, object]:
    return {
        "description": printable(f"This could not be read: {lost.why}"),
        "check_name": UNREAD,
        "fingerprint": _identity(lost.path, UNREAD),
        "severity": "critical",
        "location": {"path": printable(lost.path), "lines": {"begin": 1}},
    }


def _identity(path: str, fingerprint: str) -> str:
    """Return what GitLab knows a finding by; two copies of a report differ, else it would merge their findings."""
    return hashlib.sha256(f"{path}\0{fingerprint}".encode("utf-8", "replace")).hexdigest()[:32]
