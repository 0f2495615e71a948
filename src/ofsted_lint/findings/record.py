"""A finding as plain values with lines and columns, as other programs read it."""

from __future__ import annotations

import msgspec

from ofsted_lint.files.printable import path_text
from ofsted_lint.findings.finding import Finding, Fix, Related
from ofsted_lint.source.edits import Edit
from ofsted_lint.source.source import Place, Source


class RelatedRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """The other place of a finding; `path` is given if it is in another file."""

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


def finding(found: Finding) -> FindingRecord:
    """Return the record of a finding."""
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
