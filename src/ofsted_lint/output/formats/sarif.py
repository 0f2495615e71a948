"""SARIF 2.1.0 as GitHub's code scanning reads it.

All rules in force are listed with their help and measured precision; the other
ends of a contradiction are linked from the message, the only place where GitHub
shows them; the fingerprint depends on the address in the document, so that an
alert is recognised again when a text is re-flowed. See
https://docs.github.com/code-security/reference/code-scanning/sarif-support-for-code-scanning.
Page and paragraph are properties of a result; a fix has the property `safe`. A
document that could not be read is a notification of the run, which then has
not succeeded.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from ofsted_lint.files.printable import encoded
from ofsted_lint.findings.finding import Finding, Fix, Related
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.suppressions import Suppression
from ofsted_lint.output.formats import Setting
from ofsted_lint.output.summary import Unread, not_read, relative
from ofsted_lint.rules.precision import precision
from ofsted_lint.rules.rule import Rule
from ofsted_lint.source.source import Place, Source, Span
from ofsted_lint.version import __version__

_LEVELS = {"error": "error", "warning": "warning", "advice": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# The least share of true findings for each level; a rule that was not measured counts as medium.
_PRECISIONS = ((0.98, "very-high"), (0.9, "high"), (0.7, "medium"), (0.0, "low"))
_ABOUT = "https://github.com/ofsted-lint/ofsted-lint"
_ROOT = "%SRCROOT%"
_BRACKETS = re.compile(r"([\[\]\\])")
_Json = dict[str, Any]


class Reporter:
    def __init__(self, stream: TextIO, setting: Setting) -> None:
        self._stream = stream
        self._setting = setting
        self._results: list[str] = []

    def document(self, outcome: Outcome) -> None:
        found: list[tuple[Finding, Suppression | None]] = [(each, None) for each in outcome.findings]
        if self._setting.suppressed:
            found += outcome.suppressed
        self._results.extend(encoded(self._result(each, by, outcome.source)) for each, by in found)

    def close(self) -> None:
        rules = [self._rule(rule) for _, rule in sorted(self._setting.rules.items())]
        named = {"name": "ofsted-lint", "version": __version__, "semanticVersion": __version__}
        driver = {**named, "informationUri": _ABOUT, "rules": rules}
        head = {"$schema": _SCHEMA, "version": "2.1.0"}
        run = {
            "tool": {"driver": driver},
            "columnKind": "unicodeCodePoints",
            "invocations": [self._invocation(list(not_read(self._setting.unread, self._setting.root)))],
        }
        write = self._stream.write
        write(encoded(head).removesuffix("}") + ',"runs":[')
        write(encoded(run).removesuffix("}") + ',"results":[')
        for at, result in enumerate(self._results):
            write(("," if at else "") + "\n" + result)
        write("]}]}\n")

    def _rule(self, rule: Rule) -> _Json:
        text = f"{rule.why.strip()}\n\nSource: {rule.source}" if rule.source else rule.why.strip()
        return {
            "id": rule.id,
            "shortDescription": {"text": rule.summary},
            "fullDescription": {"text": rule.why.strip()},
            "help": {"text": text, "markdown": f"**{rule.summary}**\n\n{text}"},
            "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.enabled},
            "properties": {"tags": list(rule.kinds), "precision": self._precision(rule)},
        }

    def _invocation(self, lost: list[Unread]) -> _Json:
        """Return how the run went: it has succeeded if every document could be read."""
        made: _Json = {"executionSuccessful": not lost}
        if lost:
            made["toolExecutionNotifications"] = [
                {
                    "level": "error",
                    "message": {"text": f"{each.path} could not be read: {each.why}"},
                    "locations": [{"physicalLocation": {"artifactLocation": _artifact(each.path)}}],
                }
                for each in lost
            ]
        return made

    def _precision(self, rule: Rule) -> str:
        known, _ = precision(rule.id in self._setting.shipped, rule.id)
        verdicts = (known.verdicts() if known else None) or {}
        judged = verdicts.get("true", 0) + verdicts.get("false", 0)
        if not judged:
            return "medium"
        share = verdicts["true"] / judged
        return next(name for least, name in _PRECISIONS if share >= least)

    def _result(self, found: Finding, by: Suppression | None, source: Source) -> _Json:
        made: _Json = {
            "ruleId": found.rule,
            "level": _LEVELS[found.severity],
            "message": {"text": _message(found)},
            "locations": [self._location(found.place) | {"logicalLocations": [_logical(found)]}],
            # The only fingerprint that GitHub reads.
            "partialFingerprints": {"primaryLocationLineHash": f"{found.fingerprint}:1"},
        }
        page = source.page(found.place.span.start)
        known = {"paragraph": found.paragraph, "page": page}
        if properties := {name: value for name, value in known.items() if value is not None}:
            made["properties"] = properties
        if found.related:
            made["relatedLocations"] = [self._related(at, other) for at, other in enumerate(found.related, 1)]
        if found.fix:
            made["fixes"] = [self._fix(found.fix, source)]
        if by:
            kind = "inSource" if by.place.source is source else "external"
            made["suppressions"] = [{"kind": kind, "status": "accepted", "justification": by.reason}]
        return made

    def _related(self, at: int, other: Related) -> _Json:
        return {"id": at, "message": {"text": other.note}} | self._location(other.place)

    def _location(self, place: Place) -> _Json:
        region = _region(place.source, place.span)
        return {"physicalLocation": {"artifactLocation": self._artifact(place.source), "region": region}}

    def _artifact(self, source: Source) -> _Json:
        return _artifact(relative(source.path, self._setting.root))

    def _fix(self, fix: Fix, source: Source) -> _Json:
        edits = [
            {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
        ]
        change = {"artifactLocation": self._artifact(source), "replacements": edits}
        properties = {"safe": fix.safe} | ({"because": fix.because} if fix.because else {})
        return {"description": {"text": fix.title}, "artifactChanges": [change], "properties": properties}


def _artifact(path: str) -> _Json:
    """Return the address of a file: relative to the root, or whole if it is elsewhere."""
    if os.path.isabs(path):
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(path, safe="/"), "uriBaseId": _ROOT}


def _logical(found: Finding) -> _Json:
    """Return the place in the document's structure, with the name that readers know it by."""
    named = {"name": found.beside} if found.beside else {}
    return {"fullyQualifiedName": found.address, **named, "kind": "element"}


def _region(source: Source, span: Span) -> _Json:
    start, end = source.position(span.start), source.position(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _message(found: Finding) -> str:
    """Return the message, with links to the related places."""
    ends = [f"[{_escaped(other.note)}]({at})" for at, other in enumerate(found.related, 1)]
    return _escaped(found.message) + (f" See {'; '.join(ends)}." if ends else "")


def _escaped(text: str) -> str:
    return _BRACKETS.sub(r"\\\1", text)
