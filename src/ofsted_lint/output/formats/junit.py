"""JUnit's XML: a suite for each document and in it a case for each rule.

It is the only format for continuous integration that shows which rules passed,
and why a rule does not apply. A rule fails if it has a finding at or above the
failing severity, as the exit status does; other findings are in the output of
a passed case. A document that could not be read is an error. There is no
specification; the common form is that of https://github.com/testmoapp/junitxml.
"""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from ofsted_lint.findings.finding import Finding, fails
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import UNREAD, Unread, located, not_read, relative
from ofsted_lint.output.xml import element, opened
from ofsted_lint.rules.rule import Rule

_COUNTED = ("tests", "failures", "errors", "skipped")


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._setting = setting
        self._suites: list[str] = []
        self._counts: Counter[str] = Counter()

    def document(self, outcome: Outcome) -> None:
        source = outcome.source
        path = relative(source.path, self._setting.root)
        found: dict[str, list[Finding]] = {}
        for each in outcome.findings:
            found.setdefault(each.rule, []).append(each)
        skipped = dict(outcome.not_applicable)
        rules = sorted({*outcome.passed, *outcome.failed, *skipped, *found})
        fail_on = self._setting.fail_on(source.path)
        failed = {rule for rule, listed in found.items() if any(fails(each.severity, fail_on) for each in listed)}
        cases = []
        for rule in rules:
            inner = _findings(path, found.get(rule, []), rule in failed, self._setting.rules.get(rule))
            inner += element("skipped", message=skipped[rule]) if rule in skipped else ""
            cases.append(_case(path, rule, found.get(rule, []), inner))
        self._suite(path, cases, tests=len(rules), failures=len(failed), skipped=len(skipped))

    def close(self) -> None:
        for lost in not_read(self._setting.unread, self._setting.root):
            self._suite(lost.path, [_unread(lost)], tests=1, errors=1)
        head = opened("testsuites", name="ofsted-lint", **{name: self._counts[name] for name in _COUNTED}, time="0")
        self._stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n')
        self._stream.writelines(self._suites)
        self._stream.write("</testsuites>\n")

    def _suite(self, path: str, cases: list[str], **counts: int) -> None:
        self._counts.update(counts)
        head = opened("testsuite", name=path, **{name: counts.get(name, 0) for name in _COUNTED}, time="0", file=path)
        self._suites.append("\n".join([head, *cases, "</testsuite>\n"]))


def _case(path: str, rule: str, found: list[Finding], inner: str) -> str:
    """Return the case of a rule; its line is that of the first finding."""
    line = found[0].place.source.position(found[0].place.span.start).line if found else None
    named = {"name": rule, "classname": path, "time": "0", "file": path, "line": line}
    return f"{opened('testcase', **named)}{inner}</testcase>" if inner else element("testcase", None, **named)


def _findings(path: str, found: list[Finding], failed: bool, rule: Rule | None) -> str:
    """Return all findings of a rule as one failure, as the format allows only one for each case, or as its output."""
    if not found:
        return ""
    lines = "\n".join(_line(path, each) for each in found)
    if not failed:
        return element("system-out", lines)
    worst = min((each.severity for each in found), key=lambda severity: severity.rank)
    return element("failure", lines, message=rule.summary if rule else found[0].rule, type=worst.value)


def _line(path: str, found: Finding) -> str:
    at = found.place.source.position(found.place.span.start)
    return f"{path}:{at.line}:{at.column}: {found.severity}: {located(found)}"


def _unread(lost: Unread) -> str:
    named = {"name": UNREAD, "classname": lost.path, "time": "0", "file": lost.path}
    return f"{opened('testcase', **named)}{element('error', lost.why, message=lost.why, type=UNREAD)}</testcase>"
