"""Outcomes as plain values with lines and columns: what other programs read."""

from __future__ import annotations

from datetime import date

import msgspec

from ofsted_lint.files.printable import escaped
from ofsted_lint.findings.finding import Edit, Finding, Fix, Related
from ofsted_lint.findings.suppressions import Suppressed
from ofsted_lint.linting.engine import Outcome
from ofsted_lint.source.source import Place, Source


class RelatedRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """The other end; `path` is there if it lies in another file."""

    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None
    path: str | None = None


class EditRecord(msgspec.Struct, frozen=True):
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class FixRecord(msgspec.Struct, frozen=True):
    title: str
    safe: bool
    because: str
    edits: list[EditRecord]


class FindingRecord(msgspec.Struct, frozen=True):
    rule: str
    severity: str
    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None
    address: str
    fingerprint: str
    related: list[RelatedRecord]
    fix: FixRecord | None


class CoverageRecord(msgspec.Struct, frozen=True):
    lines: int
    recognised: int


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
        report.template,
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


def finding(found: Finding) -> FindingRecord:
    """The record of a finding."""
    return FindingRecord(
        found.rule,
        found.severity.value,
        found.message,
        *_range(found.place),
        found.place.source.page(found.place.span.start),
        found.address,
        found.fingerprint,
        [_related(other, found.place.source) for other in found.related],
        _fix(found.place.source, found.fix) if found.fix else None,
    )


def path_text(path: str) -> str:
    """A file's name as text; bytes of it that are no text are replaced."""
    return path.encode("utf-8", "replace").decode()


def _related(other: Related, here: Source) -> RelatedRecord:
    source = other.place.source
    path = None if source is here else path_text(source.path)
    return RelatedRecord(other.note, *_range(other.place), source.page(other.place.span.start), path)


def _fix(source: Source, fix: Fix) -> FixRecord:
    return FixRecord(fix.title, fix.safe, fix.because, [_edit(source, edit) for edit in fix.edits])


def _edit(source: Source, edit: Edit) -> EditRecord:
    return EditRecord(*_range(Place(source, (edit.span,))), edit.text)


def _range(place: Place) -> tuple[int, int, int, int]:
    span = place.span
    start, end = place.source.position(span.start), place.source.position(span.end)
    return start.line, start.column, end.line, end.column


def encoded(value: object) -> str:
    """A value as JSON on one line, harmless for a terminal."""
    return escaped(msgspec.json.encode(value).decode())
