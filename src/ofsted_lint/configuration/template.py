"""A new configuration file: every key with a note, and nothing set."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from ofsted_lint.configuration.file import Config, Scope, Setting
from ofsted_lint.configuration.in_force import FAIL_ON, MAX_FINDINGS
from ofsted_lint.files.toml_file import bare, toml
from ofsted_lint.rules.rule import Loaded, families

_WIDTH = 100
_HEAD = """\
# The configuration of ofsted-lint for the reports in this folder and the folders below it.
# Lines that begin with “# ” are notes. To set a value, remove the “#” before it and change it.
# “ofsted-lint --show-config REPORT” prints the settings for a report, and where each value comes from.
"""


def text(rules: Sequence[Loaded]) -> str:
    """Return the text of the file, which names the families of rules and one of the rules."""
    sizes = Counter(families(rules).values())
    example = _example(rules)
    made = [_HEAD, *_keys(Config, _values(sizes), after={"select": _listed(sizes)})]
    made += [_note(Config, "rule"), f"#[rule.{example.rule.id}]", *_keys(Setting, _setting(example))]
    made += [_note(Config, "path"), '#[path."drafts/**"]', *_keys(Scope, _values(sizes))]
    made += [_note(Scope, "rule"), f'#[path."drafts/**".rule.{example.rule.id}]', "#enabled = true"]
    return "\n".join(made) + "\n"


def _values(sizes: Counter[str]) -> dict[str, Any]:
    """Return values to show; those that do not name files are the defaults, or harmless."""
    return {
        "extend": "../ofsted-lint.toml",
        "rules": ["my-rules"],
        "select": ["all"],
        "ignore": sorted(sizes)[:1],
        "fail-on": FAIL_ON,
        "exclude": ["drafts/old/**", "*.md"],
        "respect-gitignore": True,
        "baseline": "ofsted-lint-baseline.json",
        "max-findings": MAX_FINDINGS,
    }


def _example(rules: Sequence[Loaded]) -> Loaded:
    """Return a rule that has a simple parameter."""
    return next((each for each in rules if each.rule.enabled and _simple(each)), rules[0])


def _simple(loaded: Loaded) -> dict[str, Any]:
    """Return the parameters of a rule that are a single short value."""
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
    """Yield the keys of a type that have values, each after its note and the text in `after`."""
    for field in msgspec.structs.fields(kind):
        for name, value in values.items():
            if name.split(".")[0] == field.encode_name:
                yield _note(kind, field.name)
                yield from filter(None, (after.get(name), f"#{name} = {toml(value)}"))
                yield ""


def _note(kind: type[msgspec.Struct], name: str) -> str:
    """Return the note on a key, which is the description of its type."""
    field = next(each for each in msgspec.structs.fields(kind) if each.name == name)
    return _filled(f"{field.encode_name}: {field.type.__metadata__[0].description}.")


def _filled(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="# ", subsequent_indent="# ")
