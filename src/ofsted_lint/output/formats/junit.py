"""JUnit's XML: a suite for each document and in it a case for each rule.

It is the only format for continuous integration that shows which rules passed,
and why a rule does not apply. There is no specification; the common form
is that of https://github.com/testmoapp/junitxml.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.record import finding
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import relative
from ofsted_lint.output.xml import element, opened


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._setting = setting
        self._suites: list[str] = []
        self._tests = self._failures = self._skipped = 0

    def document(self, outcome: Outcome) -> None:
        path = relative(outcome.source.path, self._setting.root)
        found: dict[str, list[Finding]] = {}
        for each in outcome.findings:
            found.setdefault(each.rule, []).append(each)
        skipped = dict(outcome.not_applicable)
        rules = sorted({*outcome.passed, *outcome.failed, *skipped, *found})
        counts = {"tests": len(rules), "failures": len(found), "errors": 0, "skipped": len(skipped)}
        self._tests, self._failures = self._tests + len(rules), self._failures + len(found)
        self._skipped += len(skipped)
        head = opened("testsuite", name=path, **counts, time="0", file=path)
        cases = "\n".join(self._case(path, rule, found.get(rule, []), skipped.get(rule)) for rule in rules)
        self._suites.append(f"{head}\n{cases}\n</testsuite>\n")

    def close(self) -> None:
        counts = {"tests": self._tests, "failures": self._failures, "errors": 0, "skipped": self._skipped}
        head = opened("testsuites", name="ofsted-lint", **counts, time="0")
        self._stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n')
        self._stream.writelines(self._suites)
        self._stream.write("</testsuites>\n")

    def _case(self, path: str, rule: str, found: list[Finding], skipped: str | None) -> str:
        known = self._setting.rules.get(rule)
        line = found[0].place.source.position(found[0].place.span.start).line if found else None
        named = {"name": rule, "classname": path, "time": "0", "file": path, "line": line}
        inner = "".join(_failures(path, found, known.summary if known else rule))
        inner += element("skipped", message=skipped) if skipped else ""
        return f"{opened('testcase', **named)}{inner}</testcase>" if inner else element("testcase", None, **named)


def _failures(path: str, found: list[Finding], summary: str) -> Iterator[str]:
    """Yield one failure with all findings, as the format allows only one for each case; nothing without findings."""
    if found:
        lines = [f"{path}:{at.line}:{at.column}: {at.severity}: {at.message}" for at in map(finding, found)]
        yield element("failure", "\n".join(lines), message=summary, type=found[0].severity.value)
