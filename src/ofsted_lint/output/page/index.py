"""The index of many documents: a table with the places of their findings, and the rules with most findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from ofsted_lint.files.printable import path_text
from ofsted_lint.findings.finding import Severity
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.page.notes import where
from ofsted_lint.output.page.overview import Tick, severities, ticks
from ofsted_lint.output.page.sheet import heading
from ofsted_lint.rules.rule import Rule

_MOST_RULES = 15


class Fired(msgspec.Struct, frozen=True):
    """A rule with findings: their number, and that of the documents."""

    rule: str
    severity: str
    summary: str
    findings: int
    documents: int
    share: int


class Found(msgspec.Struct, frozen=True):
    """A finding as listed in the index."""

    severity: Severity
    where: str
    message: str
    rule: str


class Row(msgspec.Struct, frozen=True):
    """The row of a document; `began` is the first day of its inspection for sorting, or empty if unknown."""

    path: str
    title: str
    dates: str
    began: str
    counts: dict[Severity, int]
    ticks: list[Tick]
    lines: int
    recognised: int
    found: list[Found]


class Index(msgspec.Struct, eq=False):
    """The documents so far, each kept as a row without its text."""

    rows: list[Row] = []
    counts: Counter[str] = msgspec.field(default_factory=Counter)
    findings: Counter[str] = msgspec.field(default_factory=Counter)
    documents: Counter[str] = msgspec.field(default_factory=Counter)
    worst: dict[str, Severity] = {}

    def add(self, outcome: Outcome) -> None:
        """Add a document."""
        report = outcome.document
        title, dates = heading(report)
        start = report.dates.start if report.dates else None
        row = Row(
            path_text(report.source.path),
            title,
            dates,
            start.isoformat() if start else "",
            severities(outcome.findings),
            ticks(report.source, outcome.findings),
            report.lines,
            report.recognised,
            [Found(f.severity, where(f.place, f.beside), f.message, f.rule) for f in outcome.findings],
        )
        self.rows.append(row)
        self.counts.update(finding.severity for finding in outcome.findings)
        self.findings.update(finding.rule for finding in outcome.findings)
        self.documents.update({finding.rule for finding in outcome.findings})
        self.worst.update({finding.rule: finding.severity for finding in outcome.findings})

    def fired(self, rules: Mapping[str, Rule]) -> list[Fired]:
        """Return the rules with the most findings, in order."""
        most = self.findings.most_common(_MOST_RULES)
        largest = most[0][1] if most else 1
        return [
            Fired(
                rule,
                self.worst[rule].value,
                rules[rule].summary if rule in rules else "",
                count,
                self.documents[rule],
                count * 100 // largest,
            )
            for rule, count in most
        ]
