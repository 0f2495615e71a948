"""Reviewdog's diagnostic format (rdjson), whose columns count the bytes of UTF-8.

Its keys are those of https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.
Reviewdog offers each suggestion by itself, to be committed with a click, and
refuses one that covers other lines than the finding: so there is at most one,
for a safe fix, over exactly the lines of the finding.
"""

from __future__ import annotations

from typing import TextIO

from ofsted_lint.files.printable import encoded
from ofsted_lint.findings.finding import Finding, Fix
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import UNREAD, Unread, located, not_read, relative
from ofsted_lint.source.source import Place, Source, Span

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "advice": "INFO"}
_Json = dict[str, object]


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._setting = setting
        self._separator = "\n"
        stream.write('{"source": {"name": "ofsted-lint"}, "diagnostics": [')

    def document(self, outcome: Outcome) -> None:
        for found in outcome.findings:
            self._write(self._diagnostic(found))

    def _write(self, diagnostic: _Json) -> None:
        self._stream.write(self._separator + encoded(diagnostic))
        self._separator = ",\n"

    def close(self) -> None:
        for lost in not_read(self._setting.unread, self._setting.root):
            self._write(_unread(lost))
        self._stream.write("]}\n")

    def _diagnostic(self, found: Finding) -> _Json:
        made: _Json = {
            "message": located(found),
            "location": self._location(found.place),
            "severity": _SEVERITIES[found.severity],
            "code": {"value": found.rule},
        }
        if found.related:
            made["related_locations"] = [
                {"message": other.note, "location": self._location(other.place)} for other in found.related
            ]
        if found.fix and (one := _suggestion(found.place, found.fix)):
            made["suggestions"] = [one]
        return made

    def _location(self, place: Place) -> _Json:
        return {"path": relative(place.source.path, self._setting.root), "range": _range(place.source, place.span)}


def _unread(lost: Unread) -> _Json:
    place = {"path": lost.path, "range": {"start": {"line": 1}}}
    message = f"This could not be read: {lost.why}"
    return {"message": message, "location": place, "severity": "ERROR", "code": {"value": UNREAD}}


def _suggestion(place: Place, fix: Fix) -> _Json | None:
    """Return the lines of a finding as a safe fix leaves them; None if it changes others, or needs a review."""
    source, span = place.source, place.span
    start = source.line_span(source.position(span.start).line).start
    end = source.line_span(source.position(span.end).line).end
    edits = sorted(fix.edits, key=lambda edit: edit.span)
    if not fix.safe or not edits or edits[0].span.start < start or edits[-1].span.end > end:
        return None
    text, at = "", start
    for edit in edits:
        text += source.text[at : edit.span.start] + edit.text
        at = edit.span.end
    return {"range": _range(source, Span(start, end)), "text": text + source.text[at:end]}


def _range(source: Source, span: Span) -> _Json:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: Source, offset: int) -> _Json:
    at = source.position(offset)
    written = source.span_written(Span(offset, offset)).start
    before = source.written[written - at.column + 1 : written]
    return {"line": at.line, "column": len(before.encode("utf-8", "replace")) + 1}
