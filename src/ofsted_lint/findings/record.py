"""Findings as plain values with lines and columns, for other programs and callers.

Lines and columns count from 1, columns in characters; an end column is the
column after the last character. Nothing here refers to a document, so a value
can be sent to another process, or be kept.
"""

from __future__ import annotations

import msgspec

from ofsted_lint.files.printable import path_text
from ofsted_lint.findings import finding as places
from ofsted_lint.findings.finding import Severity
from ofsted_lint.source import edits
from ofsted_lint.source.source import Place, Source


class Related(msgspec.Struct, frozen=True, omit_defaults=True):
    """The other place of a contradiction; `path` is given if it is in another file."""

    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None
    path: str | None = None


class Edit(msgspec.Struct, frozen=True):
    """A range of the document and the text that replaces it."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Fix(msgspec.Struct, frozen=True):
    """The edits that correct a finding; `because` states why a person must review one that is not safe."""

    title: str
    safe: bool
    because: str
    edits: tuple[Edit, ...]


class Finding(msgspec.Struct, frozen=True):
    """A fault: the rule that found it, its message and place.

    `address` is its place in the document's structure; `fingerprint` stays
    the same when the text is re-flowed or renumbered. `paragraph` is the
    report's own number of the paragraph that it is in, if that is numbered.
    """

    rule: str
    severity: Severity
    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    page: int | None
    paragraph: int | None
    address: str
    fingerprint: str
    related: tuple[Related, ...]
    fix: Fix | None


def finding(found: places.Finding) -> Finding:
    """Return a finding as plain values."""
    source = found.place.source
    return Finding(
        found.rule,
        found.severity,
        found.message,
        *_range(found.place),
        source.page(found.place.span.start),
        found.paragraph,
        found.address,
        found.fingerprint,
        tuple(_related(other, source) for other in found.related),
        _fix(source, found.fix) if found.fix else None,
    )


def _related(other: places.Related, here: Source) -> Related:
    source = other.place.source
    path = None if source is here else path_text(source.path)
    return Related(other.note, *_range(other.place), source.page(other.place.span.start), path)


def _fix(source: Source, fix: places.Fix) -> Fix:
    return Fix(fix.title, fix.safe, fix.because, tuple(_edit(source, edit) for edit in fix.edits))


def _edit(source: Source, edit: edits.Edit) -> Edit:
    return Edit(*_range(Place(source, (edit.span,))), edit.text)


def _range(place: Place) -> tuple[int, int, int, int]:
    span = place.span
    start, end = place.source.position(span.start), place.source.position(span.end)
    return start.line, start.column, end.line, end.column
