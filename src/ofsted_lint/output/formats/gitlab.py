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
from ofsted_lint.output.summary import relative

_SEVERITIES = {"error": "major", "warning": "minor", "advice": "info"}


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._root = setting.root
        self._separator = "[\n"

    def document(self, outcome: Outcome) -> None:
        path = relative(outcome.source.path, self._root)
        for found in outcome.findings:
            made = encoded(_issue(path, found))
            self._stream.write(self._separator + made)
            self._separator = ",\n"

    def close(self) -> None:
        self._stream.write("[]\n" if self._separator == "[\n" else "]\n")


def _issue(path: str, found: Finding) -> dict[str, object]:
    # Two copies of a report have the same findings; GitLab would merge them.
    known = hashlib.sha256(f"{path}\0{found.fingerprint}".encode("utf-8", "replace")).hexdigest()
    line = found.place.source.position(found.place.span.start).line
    return {
        "description": f"{found.rule}: {printable(found.message)}",
        "check_name": found.rule,
        "fingerprint": known[:32],
        "severity": _SEVERITIES[found.severity],
        "location": {"path": printable(path), "lines": {"begin": line}},
    }
