"""The JSON Schema of a rule file: true to the types, and hard on what rule files get wrong."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from ofsted_lint import checks
from ofsted_lint.configuration import json_schema
from ofsted_lint.files import yaml_file
from ofsted_lint.files.package_data import folder
from tests.conftest import ROOT

SCHEMA = json_schema.rule_file()
CONFIG = json_schema.config_file()
VALIDATOR = Draft7Validator(SCHEMA, format_checker=FormatChecker())
FILES = sorted(folder("rules").rglob("*.yaml"))
RULE = {
    "id": "short-section",
    "summary": "A section is short.",
    "why": "One finding is no basis for a judgement.",
    "check": "existence",
    "severity": "warning",
    "message": "“{found}” is jargon.",
    "params": {"terms": ["going forward"]},
}
EXAMPLES = {"examples": [{"name": "a word", "text": "[[going forward]]", "published": "2024-06-30"}]}


def faults(document: Any) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(document)]


def plain(value: Any) -> Any:
    """A value as an editor sees it: YAML 1.2 has no dates, so they are texts."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(
    ("name", "made"), [("rule", SCHEMA), ("config", CONFIG), ("register", json_schema.register_file())]
)
def test_the_kept_schema_is_what_the_command_prints(
    name: str, made: dict[str, Any], run: Callable[..., tuple[int, str, str]]
) -> None:
    """Set UPDATE_SNAPSHOTS=1 to write them anew."""
    kept = ROOT / "docs" / "schema" / f"{name}.schema.json"
    status, printed, _ = run("schema", name)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(printed, "utf-8")
    assert (status, kept.read_text("utf-8")) == (0, printed)
    assert json.loads(printed) == made
    Draft7Validator.check_schema(made)


def test_the_schema_of_rules_is_meant_where_none_is_named(run: Callable[..., tuple[int, str, str]]) -> None:
    assert run("schema") == run("schema", "rule")


CONFIGURATION = {
    "rules": ["my-rules"],
    "extend": "../base.toml",
    "select": ["all"],
    "ignore": ["grade-*"],
    "fail-on": "never",
    "exclude": ["drafts/**"],
    "baseline": "known.json",
    "max-findings": 0,
    "rule": {"short": {"severity": "error", "enabled": True, "params": {"most": 3}}},
    "path": {"*.txt": {"select": [], "ignore": ["all"], "rule": {"short": {"enabled": False}}}},
}


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (CONFIGURATION, 0),
        ({}, 0),
        ({"ruls": []}, 1),
        ({"rules": "my-rules"}, 1),
        ({"rule": {"short": {"severity": "eror"}}}, 1),
        ({"rule": {"short": {"parms": {}}}}, 1),
        ({"fail_on": "error"}, 1),
        ({"fail-on": "eror"}, 1),
        ({"max-findings": -1}, 1),
        ({"max-findings": 1.5}, 1),
        ({"exclude": "x"}, 1),
        ({"path": {"*.txt": {"fail-on": "error"}}}, 1),
        ({"path": {"*.txt": {"rule": {"short": {"enabled": 1}}}}}, 1),
    ],
)
def test_the_schema_of_configurations_is_hard_on_mistakes(found: Any, wrong: int) -> None:
    assert len(list(Draft7Validator(CONFIG).iter_errors(found))) == wrong


def test_an_unknown_schema_is_refused(run: Callable[..., tuple[int, str, str]]) -> None:
    said = "ofsted-lint: command line: unknown schema “rul”; did you mean “rule”?\n"
    assert run("schema", "rul") == (2, "", said)


def test_it_is_a_schema_of_draft_7() -> None:
    Draft7Validator.check_schema(SCHEMA)
    later = {"$defs", "prefixItems", "dependentRequired", "dependentSchemas", "unevaluatedProperties"}
    assert later & set(keys(SCHEMA)) == set()
    assert [beside for beside in objects(SCHEMA) if "$ref" in beside and len(beside) > 1] == []


def objects(value: Any) -> list[dict[str, Any]]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return ([value] if isinstance(value, dict) else []) + [each for item in inner for each in objects(item)]


def keys(value: Any) -> list[str]:
    return [key for each in objects(value) for key in each]


def test_every_reference_leads_somewhere_and_every_definition_is_used() -> None:
    used = {each["$ref"].removeprefix("#/definitions/") for each in objects(SCHEMA) if "$ref" in each}
    assert used == set(SCHEMA["definitions"])
    assert set(checks.kind_names()) <= used


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_rule_that_ships_is_valid(path: Path) -> None:
    for document in yaml_file.documents(str(path), path.read_bytes()):
        assert faults(plain(document)) == []


@pytest.mark.parametrize(
    "document",
    [
        RULE,
        EXAMPLES,
        RULE | {"from": "2026-04-01", "to": None, "needs": ["hyphens"], "kinds": ["ilacs", "unknown"]},
        RULE | {"check": "abbreviation-undefined", "params": {"except": ["GP"]}},
        {key: value for key, value in RULE.items() if key != "params"} | {"check": "abbreviation-undefined"},
        RULE | {"check": "first-use", "params": {"fault": "never", "except": ["GP"]}},
        RULE | {"check": "repetition", "params": {}},
        {key: value for key, value in RULE.items() if key != "params"} | {"check": "repetition"},
        {"id": "short-section", "extends": "long-section"},
        {"id": "short-section", "extends": "long-section", "severity": "advice", "params": {"in": ["prose"]}},
        {"id": "short-section", "extends": "long-section", "check": "existence", "params": {"in": ["prose"]}},
    ],
)
def test_what_is_right_is_let_through(document: dict[str, Any]) -> None:
    assert faults(document) == []


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in RULE.items() if name != key}


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (RULE | {"sumary": "x"}, "'sumary' was unexpected"),
        (RULE | {"severity": "eror"}, "'eror' is not one of"),
        (RULE | {"check": "existance"}, "'existance' is not one of"),
        (RULE | {"params": {"terms": ["x"], "must": "never"}}, "'must' was unexpected"),
        (RULE | {"check": "first-use", "params": {}}, "'fault' is a required property"),
        (RULE | {"check": "abbreviation-undefined", "params": {"fault": "never"}}, "'fault' was unexpected"),
        (RULE | {"params": {"in": ["prose"]}}, "'terms' is a required property"),
        (RULE | {"params": {"terms": []}}, "should be non-empty"),
        (RULE | {"params": {"terms": "x"}}, "is not of type 'array'"),
        (RULE | {"check": "length", "params": {"of": "text", "most": 0}}, "is not valid under any"),
        (RULE | {"id": "Short_Section"}, "does not match"),
        (RULE | {"from": "April 2026"}, "is not valid under any"),
        (RULE | {"enabled": "no"}, "is not of type 'boolean'"),
        (RULE | {"why": None}, "is not of type 'string'"),
        (without("message"), "'message' is a required property"),
        (without("params"), "'params' is a required property"),
        (without("check"), "'check' is a required property"),
        ({"id": "x", "extends": "y", "params": {}, "mesage": "z"}, "'mesage' was unexpected"),
        ({"extends": "y"}, "'id' is a required property"),
        ({"id": "x", "extends": "y", "check": "existence", "params": {"must": "never"}}, "'must' was unexpected"),
        (EXAMPLES | {"id": "x"}, "'id' was unexpected"),
        ({"examples": [{"name": "x"}]}, "'text' is a required property"),
        ({"examples": [{"name": "x", "text": "y", "say": "z"}]}, "'say' was unexpected"),
        ({"examples": {"name": "x", "text": "y"}}, "is not of type 'array'"),
        ([], "is not of type 'object'"),
    ],
)
def test_a_mistake_is_refused(document: Any, said: str) -> None:
    found = faults(document)
    assert any(said in message for message in found), found
