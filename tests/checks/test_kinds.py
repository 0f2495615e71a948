"""docs/kinds.md says what the kinds of checks ask for."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from ofsted_lint import checks
from ofsted_lint.checks.renamed import DIVIDED, FAULT
from ofsted_lint.checks.terms import pattern
from ofsted_lint.checks.terms.scan import Scoped, Where
from ofsted_lint.checks.terms.terms import Terms
from ofsted_lint.configuration.json_schema import about, rule_file
from ofsted_lint.documents.structure.passages import TAGS
from ofsted_lint.source.prose import folded, marked
from tests.conftest import ROOT

_KINDS = rule_file()["definitions"]
# Parameters for kinds whose names do not depend on them.
_NONE = msgspec.Struct()
_PLAIN = {"string": "a text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}
_MANY = {"string": "texts", "number": "numbers", "array": "lists of texts"}


def kinds() -> str:
    """Return the kinds of checks with their parameters; shared parameters are listed once."""
    words, texts = _list(_KINDS["existence"], set(_own(Scoped))), _list(_KINDS["repetition"], set(_own(Where)))
    shared = [
        "### Parameters shared by the kinds that check texts\n",
        "All of these kinds have:\n",
        *texts,
        "\nThose that look for terms also have:\n",
        *words,
    ]
    old = [
        "\n### Old names\n",
        "Kinds with a `fault` have been split into several kinds. Rule files may still use the old names;",
        "`ofsted-lint test` names the replacement.\n",
        *(f"- `{old}`: {_now(faults)}" for old, faults in DIVIDED.items()),
    ]
    return "\n".join([*(line for kind in checks.kind_names() for line in _kind(kind)), *shared, *old, ""])


def _now(faults: dict[str, str]) -> str:
    return ", ".join(f"`{new}` (was `{FAULT}: {fault}`)" for fault, new in faults.items())


def _kind(kind: str) -> list[str]:
    module = checks.load(kind)
    shared = next((of for of in (Scoped, Where) if issubclass(module.Params, of)), None)
    common = set(_own(Where)) | (set(_own(Scoped)) if shared is Scoped else set()) if shared else set()
    own = _list(_KINDS[kind], set(_KINDS[kind]["properties"]) - common)
    also = f"- and those shared by all kinds that {'look for terms' if shared is Scoped else 'check texts'}, below"
    # If the names depend on the parameters, the docstring of `names` describes them.
    named = (
        module.names.__doc__ or f"A message may name: {', '.join(f'`{name}`' for name in sorted(module.names(_NONE)))}."
    )
    listed = [*own, *([also] if shared else [])] or ["It has no parameters."]
    return [f"### `{kind}`\n", about(kind), "", *listed, f"\n{named}\n"]


def _own(struct: Any) -> list[str]:
    """The keys of the parameters that a struct adds to its base."""
    base = getattr(struct.__base__, "__struct_encode_fields__", ())
    return [name for name in struct.__struct_encode_fields__ if name not in base]


def _list(kind: dict[str, Any], names: set[str]) -> list[str]:
    return [line for name, of in kind["properties"].items() if name in names for line in _parameter(name, of)]


def _parameter(name: str, of: dict[str, Any]) -> list[str]:
    """A line for a parameter, and one for each key of what it is a list of."""
    given = f"default {_value(of['default'])}" if "default" in of else "required"
    inner = _list(_named(of["items"]), set(_named(of["items"])["properties"])) if _named(of.get("items")) else []
    return [f"- `{name}` ({_words(of)}; {given}): {of['description']}", *(f"  {line}" for line in inner)]


def _named(of: Any) -> dict[str, Any]:
    """The definition that a schema refers to; empty where it refers to none."""
    found: dict[str, Any] = _KINDS[of["$ref"].rpartition("/")[2]] if isinstance(of, dict) and "$ref" in of else {}
    return found


def _words(of: dict[str, Any]) -> str:
    """A type in words."""
    if "anyOf" in of:
        return " or ".join(_words(each) for each in of["anyOf"] if each.get("type") != "null")
    if "enum" in of:
        return f"one of {', '.join(f'`{word}`' for word in of['enum'])}"
    if of.get("type") == "array":
        return _items(of["items"])
    if of.get("type") == "object":
        return f"keys with {_words(of['additionalProperties'])} each"
    return _PLAIN[of["type"]] + _bounds(of)


def _items(items: Any) -> str:
    if isinstance(items, list):
        return f"a list of {len(items)} {_MANY[items[0]['type']]}"
    return f"a list of {_MANY[items['type']] if 'type' in items else 'keys and values'}"


def _bounds(of: dict[str, Any]) -> str:
    words = {"minimum": "at least", "exclusiveMinimum": "more than", "maximum": "at most"}
    return "".join(f", {word} {of[key]}" for key, word in words.items() if key in of)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(f"`{item}`" for item in value) or "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"`{value}`" if value else "none"


def parts() -> str:
    return "".join(f"- `{name}`: {meaning}\n" for name, meaning in TAGS.items())


def writing() -> str:
    return (pattern.__doc__ or "").split("\n\n", 1)[1]


@pytest.mark.parametrize(
    ("start", "end", "made"),
    [
        ("<!-- the kinds, from the types -->\n", "<!-- end of kinds -->", kinds),
        ("<!-- the parts, from the types -->\n", "<!-- end of parts -->", parts),
        ("<!-- the terms, from the program -->\n", "<!-- end of terms -->", writing),
    ],
    ids=["kinds", "parts", "terms"],
)
def test_the_reference_is_true(start: str, end: str, made: Callable[[], str]) -> None:
    """Set UPDATE_SNAPSHOTS=1 to write it anew."""
    path = ROOT / "docs" / "kinds.md"
    text = path.read_text("utf-8")
    kept = text[text.index(start) + len(start) : text.index(end)]
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text.replace(start + kept + end, start + made() + end), "utf-8")
        return
    assert kept == made()


@pytest.mark.parametrize("kind", checks.kind_names())
def test_every_parameter_is_described(kind: str) -> None:
    undescribed = [name for name, of in _KINDS[kind]["properties"].items() if not of.get("description")]
    assert undescribed == []
    assert about(kind).endswith((".", "”", ")"))


_ROW = re.compile(r"^\| `(.+?)`( with `case: true`)? \| (.+?)(?:; not (.+?))? \|$", re.MULTILINE)


def test_terms_stand_for_what_the_table_says() -> None:
    rows = _ROW.findall((ROOT / "docs" / "kinds.md").read_text("utf-8"))
    assert len(rows) >= 7
    for written, case, found, left in rows:
        term = Terms((written.replace("\\|", "|"),), bool(case))
        whole = {
            text: [(m.start, m.end) for m in term.find((marked if case else folded)(text))] for text in _split(found)
        }
        assert whole == {text: [(0, len(text))] for text in whole}, written
        assert [text for text in _split(left) if list(term.find((marked if case else folded)(text)))] == [], written


def _split(texts: str) -> list[str]:
    return texts.split(", ") if texts else []
