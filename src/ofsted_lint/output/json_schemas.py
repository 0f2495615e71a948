"""JSON Schemas (draft 2020-12) of the JSON that the commands print, generated from its types."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import msgspec

from ofsted_lint.comparison.reports.model import Comparison
from ofsted_lint.documents import kinds
from ofsted_lint.documents.structure.outline_parts import Outline
from ofsted_lint.findings.record import Finding
from ofsted_lint.findings.result import Result
from ofsted_lint.output.facts import Facts
from ofsted_lint.output.summary import Unread
from ofsted_lint.output.trace import Trace

Schema = dict[str, Any]
# The version of the JSON: it goes up only if a program that reads it could break.
VERSION = 1
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_AT = "#/$defs/"


class Tool(msgspec.Struct, frozen=True):
    """The program that wrote the JSON."""

    name: str
    version: str


def check() -> Schema:
    """Return the schema of `check --format json`."""
    (document, unread, tool), made = _components(Result, Unread, Tool)
    return _whole("check", {"tool": tool, "documents": _list(document), "unread": _list(unread)}, made)


def outline() -> Schema:
    """Return the schema of `outline --format json`: each family may have more keys of its own."""
    families = [kinds.module(name, "outline") for name in kinds.KINDS]
    shapes = list(dict.fromkeys([Outline, *(getattr(family, "SHAPE", Outline) for family in families)]))
    letter, statement = (importlib.import_module(f"{kinds.KINDS[name].package}.outline") for name in _RECORDS)
    refs, made = _components(*shapes, letter.LetterRecord, statement.StatementRecord)
    for ref in refs[: len(shapes)]:
        properties = made[ref["$ref"].removeprefix(_AT)]["properties"]
        properties |= {"visit": refs[-2], "statement": refs[-1]}
    return _whole("outline", {"documents": _list({"anyOf": refs[: len(shapes)]})}, made)


# The families whose part of the outline is a key by itself.
_RECORDS = ("letter", "statement")


def trace() -> Schema:
    """Return the schema of `trace --format json`."""
    (document,), made = _components(Trace)
    return _whole("trace", {"documents": _list(document)}, made)


def compare() -> Schema:
    """Return the schema of `compare --format json`, which has the keys of a comparison beside the version."""
    (ref,), made = _components(Comparison[Finding])
    whole = made.pop(ref["$ref"].removeprefix(_AT))
    return _whole("compare", {**whole["properties"], "same": {"type": "boolean"}}, made)


def facts() -> Schema:
    """Return the schema of `facts --format json`."""
    (document,), made = _components(Facts)
    return _whole("facts", {"documents": _list(document)}, made)


SCHEMAS: dict[str, Callable[[], Schema]] = {
    "check": check,
    "outline": outline,
    "trace": trace,
    "compare": compare,
    "facts": facts,
}


def _components(*types: Any) -> tuple[list[Schema], dict[str, Schema]]:
    """Return a reference to each type, and the definitions of all types that they consist of, by name."""
    refs, made = msgspec.json.schema_components(types, ref_template=_AT + "{name}")
    return list(refs), {name: _evened(schema) for name, schema in made.items()}


def _evened(schema: Any) -> Any:
    """Return a schema that is the same with each version of msgspec, with descriptions on one line.

    Choices are in one order. Names of keys are left out, since versions before 0.21 do not have them.
    """
    if isinstance(schema, list | tuple):
        return [_evened(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _evened(value) for key, value in schema.items() if key != "propertyNames"}
    if "anyOf" in made:
        made["anyOf"] = sorted(made["anyOf"], key=lambda each: each.get("type") == "null")
    if isinstance(made.get("description"), str):
        made["description"] = " ".join(made["description"].split())
    return made


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _whole(command: str, properties: Schema, made: dict[str, Schema]) -> Schema:
    """Return the schema of what a command prints: the version of the JSON, and these keys, which are all there."""
    return {
        "$schema": _DRAFT,
        "$id": f"urn:ofsted-lint:{command}:{VERSION}",
        "title": f"The JSON of ofsted-lint {command}",
        "type": "object",
        "properties": {"schema": {"const": VERSION}, **properties},
        "required": ["schema", *properties],
        "$defs": made,
    }
