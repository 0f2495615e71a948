"""Recognition of councils' statements about their inspections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_lint.documents.statement.phrases import pattern
from ofsted_lint.documents.structure.lines import Lines, Sureness

if TYPE_CHECKING:
    from ofsted_lint.documents.statement.model import Statement
    from ofsted_lint.source.source import Source

_LONGEST = 150_000
_SHORTEST = 100
_BETWEEN, _DID, _DONE, _REPORT, _INSPECT, _CHILDREN = (
    pattern("statements", name)
    for name in ("in between", "what Ofsted did", "what was done", "reports", "inspecting", "children")
)
_ABOUT = re.compile(
    rf"\b(?:Ofsted|[Ii]nspectors) (?:{_BETWEEN} )*{_DID}\b"
    rf"|\b{_DONE}\b[^.;\n]{{0,120}}\b(?:by|from) (?:Ofsted|inspectors)\b"
    rf"|\b[Ll]ead inspector:|\b[Ii]nspection outcome\b|\bOfsted(?:[’'`]s)?(?: \w+){{0,4}} {_REPORT}\b"
    rf"|\bOfsted\b[^\f]{{0,200}}\b(?i:{_INSPECT})\b|\b(?i:{_INSPECT})\b[^\f]{{0,200}}\bOfsted\b"
)
_OURS = re.compile(
    rf"\b{_CHILDREN}\b|\bchildren(?:[’'`]s)?\b[^.;\n]{{0,60}}\b(?:services?|social care|care|protection)\b"
    r"|\bchildren\b[^;\n]{0,120}\b(?:council|local authority|social)\b"
    r"|\b(?:council|local authority)\b[^;\n]{0,120}\bchildren\b",
    re.IGNORECASE,
)
# Reports of other inspections and Ofsted's letters end like this; a page of code is not a news item.
_OTHER = re.compile(
    r"Crown copyright|The Office for Standards in Education|\A\s*<(?:!DOCTYPE|html)\b|^```"
    r"|\bYours sincerely\b[^\f]{0,150}\b(?:Majesty[’'`]s Inspector|Inspector of|HMI\b|Ofsted\b)",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBERED = re.compile(r"(?m)^[ \t]{0,20}\d{1,3}\.[ \t]+[A-Z]")
_MOST_NUMBERED = 12
# A page about a computer program.
_CODE = re.compile(r"`[^`\n]{1,80}`")
_MOST_CODE = 6


def sureness(lines: Lines) -> Sureness:
    """Return how certain it is that a text is a statement."""
    return Sureness.ENOUGH if _is_statement(lines.source) else Sureness.NONE


def accepted(statement: Statement) -> Statement:
    """Accept any statement: its wording is enough, whatever parts it lacks."""
    return statement


def _is_statement(source: Source) -> bool:
    """True if a text mentions an inspection or visit of children's services and is not a report or letter."""
    text = source.printed
    if not _SHORTEST <= len(text) <= _LONGEST or "ofsted" not in text.casefold():
        return False
    if not (_ABOUT.search(text) and _OURS.search(text)) or _OTHER.search(source.text):
        return False
    if len(_CODE.findall(source.text)) > _MOST_CODE:
        return False
    return len(_NUMBERED.findall(text)) <= _MOST_NUMBERED
