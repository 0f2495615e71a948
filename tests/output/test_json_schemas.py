"""The JSON Schemas are true to what is printed, and the page on the JSON is made of them."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from ofsted_lint.output.json_schemas import SCHEMAS
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
REPORT, BEFORE = ROOT / "examples" / "northfell-2024-with-faults.txt", ROOT / "examples" / "saltmarsh-2019.txt"
EXAMPLES = sorted((ROOT / "examples").rglob("*.txt"))
PRINTED: dict[str, tuple[Any, ...]] = {
    "check": ("check", *EXAMPLES, "--select", "all", "--fail-on", "never"),
    "outline": ("outline", *EXAMPLES),
    "trace": ("trace", *EXAMPLES),
    "compare": ("compare", BEFORE, REPORT),
    "facts": ("facts", REPORT, "--previous", "earlier.txt"),
}


@pytest.fixture(autouse=True)
def _earlier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of the same council, four years earlier, in the folder of each test."""
    text = (ROOT / "examples" / "northfell-2024.txt").read_text("utf-8")
    (tmp_path / "earlier.txt").write_text(text.replace("2024", "2020"), "utf-8")
    monkeypatch.chdir(tmp_path)


def closed(schema: Any) -> Any:
    """A schema that refuses keys that it does not name, which readers must not do."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(value) for key, value in schema.items()}
    return made | {"additionalProperties": False} if "properties" in made and "type" in made else made


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_kept_schema_is_what_the_command_prints(name: str, run: Run) -> None:
    """Set UPDATE_SNAPSHOTS=1 to write them anew."""
    kept = ROOT / "docs" / "schema" / f"{name}.schema.json"
    status, printed, _ = run("schema", name)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept.write_text(printed, "utf-8")
    assert (status, printed) == (0, kept.read_text("utf-8"))
    Draft202012Validator.check_schema(json.loads(printed))


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_printed_is_as_the_schema_says(name: str, run: Run) -> None:
    validator = Draft202012Validator(closed(SCHEMAS[name]()), format_checker=FormatChecker())
    printed = json.loads(run(*PRINTED[name], "--format", "json")[1])
    assert [error.message for error in validator.iter_errors(printed)] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_key_that_is_lost_or_new_is_seen(name: str, run: Run) -> None:
    validator = Draft202012Validator(closed(SCHEMAS[name]()))
    printed = json.loads(run(*PRINTED[name], "--format", "json")[1])
    for changed in ({**printed, "other": 1}, {key: value for key, value in printed.items() if key != "schema"}):
        assert not validator.is_valid(changed)
    inner = printed["documents"][0] if "documents" in printed else printed["old"]
    inner["other"] = 1
    assert not validator.is_valid(printed)


def test_the_page_on_the_json_has_the_keys_of_the_schemas() -> None:
    path = ROOT / "docs" / "json.md"
    text = path.read_text("utf-8")
    start, end = "<!-- the keys, from the schemas -->\n", "<!-- end -->"
    kept = text[text.index(start) + len(start) : text.index(end)]
    made = "".join(part(name, schema()) for name, schema in SCHEMAS.items())
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text.replace(start + kept, start + made), "utf-8")
        return
    assert kept == made


def part(name: str, schema: dict[str, Any]) -> str:
    """A part of the page: the keys of what a command prints, and of the values in it."""
    lines = [
        f"\n## `{name}`\n",
        f"The schema is [schema/{name}.schema.json](schema/{name}.schema.json).\n",
        keys(schema),
    ]
    for title, value in schema["$defs"].items():
        about = f": {value['description']}" if "description" in value else ""
        values = f"one of {', '.join(f'`{each}`' for each in value['enum'])}\n" if "enum" in value else keys(value)
        lines.append(f"**{title}**{about}\n\n{values}")
    return "\n".join(lines) + "\n"


def keys(schema: dict[str, Any]) -> str:
    return "".join(f"- `{key}`: {words(of)}\n" for key, of in schema["properties"].items())


def words(of: dict[str, Any]) -> str:
    """The type of a value in words."""
    if "$ref" in of:
        return str(of["$ref"]).rpartition("/")[2]
    if "anyOf" in of:
        return " or ".join(words(each) for each in of["anyOf"])
    if "enum" in of or "const" in of:
        return " or ".join(f"`{each}`" for each in of.get("enum", [of.get("const")]))
    if of.get("type") == "array":
        return f"a list of: {words(of['items'])}" if isinstance(of.get("items"), dict) else "a list of texts"
    named = {
        "string": "a text",
        "integer": "a number",
        "number": "a number",
        "boolean": "true or false",
        "null": "null",
    }
    return "a day" if of.get("format") == "date" else named.get(of.get("type", ""), "an object")


@pytest.mark.parametrize("name", ["no-such.txt"])
def test_a_file_that_could_not_be_read_is_in_the_schema_too(name: str, run: Run, tmp_path: Path) -> None:
    validator = Draft202012Validator(closed(SCHEMAS["check"]()))
    printed = json.loads(run("check", tmp_path / name, "--format", "json")[1])
    assert printed["unread"]
    assert validator.is_valid(printed)
