"""Compare two readings of a report: their outlines and their findings, wherever these are in the file."""

from __future__ import annotations

import io
import re
from typing import Any

import msgspec

from ofsted_lint import documents
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.outline import outline
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import read_stream

_PLACES = ("line", "page", "path", "coverage")
# A foot is printed on many pages and stands once in a Word file, its page number apart.
_PAGES = re.compile(r"\d+(?= page\(s\))")


def read(data: bytes, name: str) -> Document:
    return documents.read(read_stream(io.BytesIO(data), name))


def structure(report: Document) -> Any:
    """The outline of a report without its places."""
    return _without_places(msgspec.to_builtins(outline(report)))


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_places(item) for key, item in value.items() if key not in _PLACES}
    return [_without_places(item) for item in value] if isinstance(value, list) else value


def findings(report: Document, rules: list[Loaded]) -> list[tuple[str, ...]]:
    """The findings of a report: rule, severity, message, address, the text that is marked, notes on other ends."""
    return sorted(
        (
            each.rule,
            each.severity.value,
            _PAGES.sub("some", each.message),
            each.address,
            each.place.text.replace("- ", "-"),
            *(other.note for other in each.related),
        )
        for each in lint(report, rules).findings
    )
