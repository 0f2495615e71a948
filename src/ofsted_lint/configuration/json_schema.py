"""JSON Schemas (draft 7) for the files that people write, generated from the types, for use in editors.

An editor validates each of the two documents of a rule file with the whole
schema, so its root distinguishes them by the key `examples`.
"""

from __future__ import annotations

from typing import Any

import msgspec

from ofsted_lint import checks
from ofsted_lint.checks.renamed import DIVIDED, FAULT
from ofsted_lint.configuration.file import Config
from ofsted_lint.documents import kinds as documents
from ofsted_lint.findings.ignore_file import Entry
from ofsted_lint.rules.example import Example
from ofsted_lint.rules.rule import ID, Rule

_Schema = dict[str, Any]
_AT = "#/definitions/"
_DRAFT = "http://json-schema.org/draft-07/schema#"


def rule_file() -> _Schema:
    """Return the schema of a rule file: its first document is a rule, its second has the examples."""
    kinds = checks.kind_names()
    refs, components = msgspec.json.schema_components(
        [Rule, Example, *(checks.load(kind).Params for kind in kinds)], ref_template=_AT + "{name}"
    )
    named = dict(zip((ref["$ref"] for ref in refs), ("rule", "example", *kinds), strict=True))
    names = {name: named.get(_AT + name, name.lower()) for name in components}
    made = {names[name]: _draft7(schema, names) for name, schema in components.items()}
    for kind in kinds:
        made[kind] |= {"title": kind, "description": about(kind)}
    made |= {old: _divided(old, made) for old in DIVIDED}
    made["example"]["properties"]["kind"]["anyOf"][0] = {"enum": sorted(documents.names())}
    examples = {"description": "the tests of the rule", "type": "array", "items": {"$ref": f"{_AT}example"}}
    return {
        "$schema": _DRAFT,
        "title": "A rule file of ofsted-lint",
        "type": "object",
        "properties": {"examples": examples},
        "if": {"required": ["examples"]},
        "then": {"additionalProperties": False, "properties": {"examples": True}},
        "else": {"$ref": f"{_AT}rule"},
        "definitions": made | {"rule": _rule(made["rule"], made)},
    }


def config_file() -> _Schema:
    """Return the schema of a configuration file (`ofsted-lint.toml`, or the table in a `pyproject.toml`)."""
    (ref,), components = msgspec.json.schema_components([Config], ref_template=_AT + "{name}")
    names = {name: name.lower() for name in components}
    made = {names[name]: _draft7(schema, names) for name, schema in components.items()}
    whole = made.pop(names[ref["$ref"].removeprefix(_AT)])
    head = {"$schema": _DRAFT, "title": "A configuration file of ofsted-lint"}
    return head | {key: value for key, value in whole.items() if key != "title"} | {"definitions": made}


def register_file() -> _Schema:
    """Return the schema of a suppression file: a list of entries."""
    _, components = msgspec.json.schema_components([Entry], ref_template=_AT + "{name}")
    (item,) = (_draft7(schema, {}) for schema in components.values())
    head = {"$schema": _DRAFT, "title": "A suppression file of ofsted-lint"}
    return head | {"type": "array", "items": {key: value for key, value in item.items() if key != "title"}}


def about(kind: str) -> str:
    """Return the description of a kind of check: the first paragraph of its module's docstring."""
    return " ".join((checks.load(kind).__doc__ or "").split("\n\n")[0].split())


def _rule(schema: _Schema, made: dict[str, _Schema]) -> _Schema:
    """Return the schema of a rule, whose `params` depend on its kind of check.

    A rule that extends another has only the keys that differ.
    """
    required = schema.pop("required")
    properties = {key: dict(of) for key, of in schema["properties"].items()}
    properties["id"]["pattern"] = f"^(?:{ID.pattern})$"
    kinds = (*checks.kind_names(), *DIVIDED)
    properties["check"]["enum"] = list(kinds)
    properties["kinds"]["items"] = {"enum": sorted([*documents.names(), *documents.groups()])}
    whole = {"required": required, "allOf": [_required_params(kind, made[kind].pop("required")) for kind in kinds]}
    return schema | {
        "properties": properties,
        "allOf": [_when(kind, {"properties": {"params": {"$ref": _AT + kind}}}) for kind in kinds],
        "if": {"required": ["extends"]},
        "then": {"required": ["id"]},
        "else": whole,
    }


def _divided(old: str, made: dict[str, _Schema]) -> _Schema:
    """Return the schema of the parameters of an old kind: its fault, and the parameters of all its faults."""
    faults = DIVIDED[old]
    taken = {name: of for kind in faults.values() for name, of in made[kind]["properties"].items()}
    fault = {"description": "the current kind, by its old name", "enum": list(faults)}
    return {
        "title": old,
        "description": f"An old name; now {', '.join(faults.values())}.",
        "type": "object",
        "properties": {FAULT: fault, **taken},
        "required": [FAULT],
        "additionalProperties": False,
    }


def _required_params(kind: str, required: list[str]) -> _Schema:
    """Return the parameters that a rule of a kind must have if it does not extend another."""
    there = {"required": ["params"]} if required else {}
    return _when(kind, there | {"properties": {"params": {"required": required}}})


def _when(kind: str, then: _Schema) -> _Schema:
    return {"if": {"required": ["check"], "properties": {"check": {"const": kind}}}, "then": then}


def _draft7(schema: Any, names: dict[str, str]) -> Any:
    """Convert a schema of draft 2020-12, as msgspec writes it, to draft 7; definitions get these names."""
    if isinstance(schema, (list, tuple)):
        return [_draft7(item, names) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _draft7(value, names) for key, value in schema.items()}
    if "anyOf" in made:  # in one order, whatever the version of msgspec
        made["anyOf"] = sorted(made["anyOf"], key=lambda each: isinstance(each, dict) and each.get("type") == "null")
    if "$ref" in made:
        ref = {"$ref": _AT + names[made.pop("$ref").removeprefix(_AT)]}
        # Draft 7 ignores everything next to a reference.
        return made | {"allOf": [ref]} if made else ref
    if "prefixItems" in made:
        made["additionalItems"] = made.get("items", True)
        made["items"] = made.pop("prefixItems")
    return made
