"""Reviewdog's diagnostic format (rdjson), whose columns count the bytes of UTF-8.

Its keys are those of https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.
"""

from __future__ import annotations

from typing import TextIO

from ofsted_lint.files.printable import encoded
from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import relative
from ofsted_lint.source.source import Place, Source, Span

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "advice": "INFO"}
_Json = dict[str, object]


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._root = setting.root
        self._separator = "\n"
        stream.write('{"source": {"name": "ofsted-lint"}, "diagnostics": [')

    def document(self, outcome: Outcome) -> None:
        for found in outcome.findings:
            self._stream.write(self._separator + encoded(self._diagnostic(found)))
            self._separator = ",\n"

    def close(self) -> None:
        self._stream.write("]}\n")

    def _diagnostic(self, found: Finding) -> _Json:
        source = found.place.source
        made: _Json = {
            "message": found.message,
            "location": self._location(found.place),
            "severity": _SEVERITIES[found.severity],
            "code": {"value": found.rule},
        }
        if found.related:
            made["related_locations"] = [
                {"message": other.note, "location": self._location(other.place)} for other in found.related
            ]
        if found.fix:
            edits = [{"range": _range(Place(source, (edit.span,))), "text": edit.text} for edit in found.fix.edits]
            made["suggestions"] = edits
        return made

    def _location(self, place: Place) -> _Json:
        return {"path": relative(place.source.path, self._root), "range": _range(place)}


def _range(place: Place) -> _Json:
    span = place.span
    return {"start": _position(place.source, span.start), "end": _position(place.source, span.end)}


def _position(source: Source, offset: int) -> _Json:
    at = source.position(offset)
    written = source.span_written(Span(offset, offset)).start
    before = source.written[written - at.column + 1 : written]
    return {"line": at.line, "column": len(before.encode("utf-8", "replace")) + 1}
