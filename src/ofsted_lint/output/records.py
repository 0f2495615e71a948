"""Outcomes as plain values with lines and columns: what other programs read."""

from __future__ import annotations

from datetime import date

import msgspec

from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.structure.outline_parts import CoverageRecord
from ofsted_lint.files.printable import path_text
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.record import FindingRecord, finding
from ofsted_lint.findings.suppressions import Suppressed


class ReasonRecord(msgspec.Struct, frozen=True):
    rule: str
    why: str


class SuppressedRecord(msgspec.Struct, frozen=True):
    """A finding that is kept quiet: `in` is the path of the comment or of the register, `line` its line there."""

    rule: str
    address: str
    fingerprint: str
    reason: str
    owner: str
    until: date | None
    in_: str = msgspec.field(name="in")
    line: int


class RulesRecord(msgspec.Struct, frozen=True):
    passed: list[str]
    failed: list[str]
    not_applicable: list[ReasonRecord]


class DocumentRecord(msgspec.Struct, frozen=True):
    """One linted document, as the contract has it.

    `suppressed` has what is kept quiet with a reason, `known` counts what a
    baseline holds back.
    """

    path: str
    kind: str
    template: str | None
    coverage: CoverageRecord
    findings: list[FindingRecord]
    rules: RulesRecord
    suppressed: list[SuppressedRecord]
    known: int


def document(outcome: Outcome) -> DocumentRecord:
    """The record of a document that was linted."""
    report = outcome.document
    reasons = [ReasonRecord(rule, why) for rule, why in outcome.not_applicable]
    return DocumentRecord(
        path_text(report.source.path),
        report.kind,
        report.template if isinstance(report, Report) else None,
        CoverageRecord(report.lines, report.recognised),
        [finding(each) for each in outcome.findings],
        RulesRecord(outcome.passed, outcome.failed, reasons),
        [_suppressed(each) for each in outcome.suppressed],
        len(outcome.held),
    )


def _suppressed(each: Suppressed) -> SuppressedRecord:
    by = each.by
    line = by.place.source.position(by.place.span.start).line
    found = each.finding
    where = path_text(by.place.source.path)
    return SuppressedRecord(
        found.rule, found.address, found.fingerprint, by.reason, by.owner, by.until, in_=where, line=line
    )
