"""A configuration file to begin with: every key with a note on what it is for, nothing set."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from ofsted_lint.configuration.file import Config, Scope, Setting
from ofsted_lint.configuration.in_force import FAIL_ON, MAX_FINDINGS
from ofsted_lint.files.toml_file import bare, toml
from ofsted_lint.rules.loading import Loaded
from ofsted_lint.rules.selection import families

_WIDTH = 100
_HEAD = """\
# What ofsted-lint does with the reports in this folder and the folders below it.
# Lines that begin with “# ” are notes. To set a value, take the “#” in front of it away and change it.
# “ofsted-lint --show-config REPORT” prints what holds for a report, and where each value comes from.
"""


def text(rules: Sequence[Loaded]) -> str:
    """The file, with families and a rule of those that there are."""
    sizes = Counter(families(rules).values())
    example = _example(rules)
    made = [_HEAD, *_keys(Config, _values(sizes), after={"select": _listed(sizes)})]
    made += [_note(Config, "rule"), f"#[rule.{example.rule.id}]", *_keys(Setting, _setting(example))]
    made += [_note(Config, "path"), '#[path."drafts/**"]', *_keys(Scope, _values(sizes))]
    made += [_note(Scope, "rule"), f'#[path."drafts/**".rule.{example.rule.id}]', "#enabled = true"]
    return "\n".join(made) + "\n"


def _values(sizes: Counter[str]) -> dict[str, Any]:
    """Values to show; those that need no files are what holds without them, or do no harm."""
    return {
        "extend": "../ofsted-lint.toml",
        "rules": ["my-rules"],
        "select": ["all"],
        "ignore": sorted(sizes)[:1],
        "fail-on": FAIL_ON,
        "exclude": ["drafts/old/**", "*.md"],
        "baseline": "ofsted-lint-baseline.json",
        "max-findings": MAX_FINDINGS,
    }


def _example(rules: Sequence[Loaded]) -> Loaded:
    """A rule that has something to set."""
    return next((each for each in rules if each.rule.enabled and _simple(each)), rules[0])


def _simple(loaded: Loaded) -> dict[str, Any]:
    """The parameters of a rule that are one short value."""
    return {
        name: value
        for name, value in loaded.rule.params.items()
        if isinstance(value, (int, str)) and len(str(value)) < _WIDTH // 2
    }


def _setting(loaded: Loaded) -> dict[str, Any]:
    named = {f"params.{bare(name)}": value for name, value in _simple(loaded).items()}
    return {"severity": loaded.rule.severity, "enabled": loaded.rule.enabled, **dict(list(named.items())[:1])}


def _listed(sizes: Counter[str]) -> str:
    return _filled("Families: " + ", ".join(f"{name} ({count})" for name, count in sorted(sizes.items())) + ".")


def _keys(kind: type[msgspec.Struct], values: dict[str, Any], after: Mapping[str, str] = {}) -> Iterator[str]:
    """The keys of a type that have values, each below its note and what is to stand after that."""
    for field in msgspec.structs.fields(kind):
        for name, value in values.items():
            if name.split(".")[0] == field.encode_name:
                yield _note(kind, field.name)
                yield from filter(None, (after.get(name), f"#{name} = {toml(value)}"))
                yield ""


def _note(kind: type[msgspec.Struct], name: str) -> str:
    """What a key is for, as its type says it."""
    field = next(each for each in msgspec.structs.fields(kind) if each.name == name)
    return _filled(f"{field.encode_name}: {field.type.__metadata__[0].description}.")


def _filled(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="# ", subsequent_indent="# ")
