"""Outcomes as plain data: what is kept of a document between runs, and what a process sends to another.

A place is the number of its source and its spans there: 0 is the document
itself, others are the documents that it is compared with and the suppression
files, which the reader of a record must have as well. The text of a document is
only in a record if it would be expensive to read again (PDF, Word).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec.structs import replace

from ofsted_lint.documents.document import Document
from ofsted_lint.findings.finding import Finding, Fix, Related, Severity
from ofsted_lint.findings.outcome import HeldBack, Outcome, Reason, Subject
from ofsted_lint.findings.suppressions import Suppression
from ofsted_lint.source.source import Place, Source, Span

# The forms of sources that are read again from their bytes.
_CHEAP = ("text", "markdown")
_Place = tuple[int, tuple[Span, ...]]


class _Finding(msgspec.Struct, frozen=True, array_like=True):
    rule: str
    severity: Severity
    message: str
    place: _Place
    address: str
    fingerprint: str
    related: tuple[tuple[_Place, str], ...]
    fix: Fix | None
    paragraph: int | None


class _Suppression(msgspec.Struct, frozen=True, array_like=True):
    rule: str
    reason: str
    place: _Place
    until: date | None
    owner: str
    reach: Span | None
    address: str
    fingerprint: str


class _Record(msgspec.Struct, frozen=True, array_like=True):
    """An outcome; `source` is None if it is read from the bytes of the document."""

    source: Source | None
    kind: str
    template: str | None
    lines: int
    recognised: int
    council: str
    identity: tuple[str, str] | None
    findings: tuple[_Finding, ...]
    held_back: tuple[tuple[_Finding, Reason, _Suppression | None], ...]
    passed: tuple[str, ...]
    failed: tuple[str, ...]
    not_applicable: tuple[tuple[str, str], ...]
    slow: tuple[tuple[str, float], ...]
    unavailable: tuple[str, ...]
    more: tuple[tuple[str, int], ...]


# What cannot be made an outcome, or a record, raises one of these.
UNSOUND = (msgspec.MsgspecError, ValueError, TypeError, IndexError, RecursionError)


def record(outcome: Outcome, others: Sequence[Source]) -> bytes:
    """Return an outcome as plain data; one of `UNSOUND` if a place is in none of the sources."""
    about, sources = outcome.about, [outcome.source, *others]
    made = _Record(
        None if about.source.form in _CHEAP else replace(about.source, path=""),
        about.kind,
        about.template,
        about.lines,
        about.recognised,
        about.council,
        about.identity,
        tuple(_recorded(each, sources) for each in outcome.findings),
        tuple((_recorded(each.finding, sources), each.reason, _by(each.by, sources)) for each in outcome.held_back),
        outcome.passed,
        outcome.failed,
        outcome.not_applicable,
        outcome.slow,
        outcome.unavailable,
        outcome.more,
    )
    return msgspec.msgpack.encode(made)


def outcome(
    data: bytes, path: str, read: Callable[[], Source], parsed: Callable[[Source], Document], others: Sequence[Source]
) -> Outcome:
    """Return the outcome in a record about the document `path`; one of `UNSOUND` if it is not one.

    `read` returns the source of the document, if it is not in the record; `parsed` returns the document of a source.
    """
    made = msgspec.msgpack.decode(data, type=_Record)
    source = read() if made.source is None else replace(made.source, path=path)
    sources = [source, *others]
    return Outcome(
        Subject(
            source,
            made.kind,
            made.template,
            made.lines,
            made.recognised,
            made.council,
            made.identity,
            lambda: parsed(source),
        ),
        tuple(_finding(each, sources) for each in made.findings),
        made.passed,
        made.failed,
        made.not_applicable,
        made.slow,
        made.unavailable,
        tuple(HeldBack(_finding(each, sources), why, _suppression(by, sources)) for each, why, by in made.held_back),
        made.more,
    )


def _at(place: Place, sources: Sequence[Source]) -> _Place:
    """Return a place as plain data."""
    at = next((at for at, source in enumerate(sources) if source is place.source), None)
    if at is None:
        raise ValueError(f"a place in {place.source.path} cannot be recorded")
    return at, place.pieces


def _place(found: _Place, sources: Sequence[Source]) -> Place:
    at, spans = found
    if at < 0 or not spans:
        raise ValueError("a place in no document")
    return Place(sources[at], tuple(_inside(span, sources[at]) for span in spans))


def _inside(span: Span, source: Source) -> Span:
    if not 0 <= span.start <= span.end <= len(source.text):
        raise ValueError("a place outside its document")
    return span


def _recorded(found: Finding, sources: Sequence[Source]) -> _Finding:
    """Return a finding as plain data."""
    related = tuple((_at(other.place, sources), other.note) for other in found.related)
    return _Finding(**_common(found, _Finding) | {"place": _at(found.place, sources), "related": related})


def _finding(found: _Finding, sources: Sequence[Source]) -> Finding:
    for edit in found.fix.edits if found.fix else ():
        _inside(edit.span, sources[0])
    related = tuple(Related(_place(place, sources), note) for place, note in found.related)
    return Finding(**_common(found, Finding) | {"place": _place(found.place, sources), "related": related})


def _by(found: Suppression | None, sources: Sequence[Source]) -> _Suppression | None:
    """Return a suppression as plain data."""
    if found is None:
        return None
    return _Suppression(**_common(found, _Suppression) | {"place": _at(found.place, sources)})


def _suppression(found: _Suppression | None, sources: Sequence[Source]) -> Suppression | None:
    if found is None:
        return None
    return Suppression(**_common(found, Suppression) | {"place": _place(found.place, sources)})


def _common(value: msgspec.Struct, other: type[msgspec.Struct]) -> dict[str, Any]:
    """Return the fields of a value that another kind has too."""
    return {name: getattr(value, name) for name in other.__struct_fields__ if name in value.__struct_fields__}
