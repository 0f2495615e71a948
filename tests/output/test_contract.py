"""The JSON of the commands, compared with a schema that was written by hand from the contract."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
Schema = dict[str, Any]
TEXT, NUMBER, WHOLE, BOOL = (
    {"type": "string"},
    {"type": "integer"},
    {"type": "integer", "minimum": 1},
    {"type": "boolean"},
)
SEVERITY = {"enum": ["error", "warning", "advice"]}


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [{"type": "null"}, schema]}


def thing(**keys: Schema) -> Schema:
    return {"type": "object", "properties": keys, "required": list(keys)}


def many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


RANGE = {"line": WHOLE, "column": WHOLE, "end_line": WHOLE, "end_column": WHOLE}
PLACE = {**RANGE, "page": maybe(NUMBER)}
FIX = thing(title=TEXT, safe=BOOL, edits=many(thing(**RANGE, text=TEXT)))
FINDING = thing(
    rule=TEXT, severity=SEVERITY, message=TEXT, **PLACE, paragraph=maybe(NUMBER), address=TEXT, fingerprint=TEXT,
    related=many(thing(message=TEXT, **PLACE)), fix=maybe(FIX),
)  # fmt: skip
COVERAGE = thing(lines=NUMBER, recognised=NUMBER)
RULES = thing(passed=many(TEXT), failed=many(TEXT), not_applicable=many(thing(rule=TEXT, why=TEXT)))
ABOUT = {"path": TEXT, "kind": TEXT, "template": maybe(TEXT)}
DOCUMENT = thing(**ABOUT, coverage=COVERAGE, findings=many(FINDING), rules=RULES)
VERSION = {"const": 1}
MEASURED = maybe(thing(true=NUMBER, false=NUMBER, arguable=NUMBER))
RULE = thing(
    id=TEXT, summary=TEXT, why=TEXT, source=maybe(TEXT), severity=SEVERITY, check=TEXT, kinds=many(TEXT), enabled=BOOL,
    precision=MEASURED, params={"type": "object"},
)  # fmt: skip
ECHO = thing(
    number=maybe(NUMBER), line=WHOLE, section=maybe(TEXT), grade=maybe(TEXT), strength={"type": "number"},
    found=many(TEXT), missing=many(TEXT),
)  # fmt: skip
POINT = thing(text=TEXT, line=WHOLE, verdict={"enum": ["supported", "doubtful", "unsupported"]}, paragraphs=many(ECHO))
TRACE = thing(
    path=TEXT, improvements=many(POINT),
    weaknesses_without_point=many(thing(line=WHOLE, paragraph=maybe(NUMBER), text=TEXT)),
)  # fmt: skip
OUTLINE = thing(
    **ABOUT, title=maybe(TEXT), council=maybe(TEXT),
    inspection_dates=maybe(thing(text=TEXT, start=maybe(TEXT), end=maybe(TEXT))),
    lead_inspectors=many(thing(name=TEXT, title=maybe(TEXT))),
    judgements=many(thing(name=TEXT, grade=maybe(TEXT), line=WHOLE)),
    summary=many(thing(text=TEXT, line=WHOLE)), improvements=many(thing(text=TEXT, line=WHOLE, items=many(TEXT))),
    sections=many(thing(title=maybe(TEXT), grade=maybe(TEXT), line=WHOLE,
        paragraphs=many(thing(number=maybe(NUMBER), text=TEXT, line=WHOLE, page=maybe(NUMBER))))),
    coverage=COVERAGE, unrecognised=many(thing(line=WHOLE, text=TEXT)),
)  # fmt: skip
WHOLE_FILES = {
    "check": thing(
        schema=VERSION, tool=thing(name={"const": "ofsted-lint"}, version=TEXT), documents=many(DOCUMENT),
        unread=many(thing(path=TEXT, why=TEXT)),
    ),
    "outline": thing(schema=VERSION, documents=many(OUTLINE)),
    "trace": thing(schema=VERSION, documents=many(TRACE)),
    "rules": thing(schema=VERSION, rules=many(RULE)),
    "explain": RULE,
}  # fmt: skip
REPORTS = sorted((ROOT / "examples").glob("*.txt"))


@pytest.mark.parametrize("command", WHOLE_FILES)
def test_the_json_is_what_the_contract_says(command: str, run: Run) -> None:
    own: dict[str, list[object]] = {"rules": [], "explain": ["grade-mismatch"]}
    words = own.get(command, [*REPORTS, "no-such-file.txt"])
    made = json.loads(run(command, *words, "--format", "json")[1])
    faults = [f"{list(each.absolute_path)}: {each.message}" for each in _validator(command).iter_errors(made)]
    assert faults == []


def test_the_schema_finds_what_is_missing() -> None:
    assert [each.message for each in _validator("trace").iter_errors({"schema": 1})] == [
        "'documents' is a required property"
    ]


def _validator(command: str) -> Draft202012Validator:
    return Draft202012Validator(WHOLE_FILES[command])
