"""Show the configuration that is in force: every value with its origin."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from ofsted_lint.configuration import file as config
from ofsted_lint.configuration.in_force import FAIL_ON, MAX_FINDINGS, scopes
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.files import typed
from ofsted_lint.files.toml_file import Words, bare, toml

_WIDTH = 80
_ORIGIN_AT = 46
_COMMAND_LINE = "command line"
_KEYS = ("rules", "select", "ignore", "fail_on", "exclude", "baseline", "max_findings", "respect_gitignore")


_DEFAULTS: dict[str, Any] = {
    "rules": [],
    "select": Words("(rules on by default)"),
    "ignore": [],
    "fail_on": FAIL_ON,
    "exclude": [],
    "baseline": Words("(none)"),
    "max_findings": MAX_FINDINGS,
    "respect_gitignore": True,
}


def lines(setups: Setups, document: str | None = None) -> Iterator[str]:
    """Yield the configuration for a document, or for the working directory, one line for each value."""
    force = setups.of(document) if document else setups.here()
    file = force.file
    yield f"# {_shown(file)}" if file.path else "# no configuration file"
    yield from _general(setups, file)
    for name in dict.fromkeys(name for each in file.chain for name in each.config.rule):
        yield from _rule([each for each in file.chain if name in each.config.rule], ("rule",), name)
    for scope in scopes(file):
        if document is None or scope.fits(document):
            yield from _scope(scope.file, scope.scope, scope.way)
    yield from _typed(setups)
    on = sum(each.rule.enabled for each in force.rules)
    yield ""
    yield f"# {on:,} of {len(force.rules):,} rules are in force{f' for {document}' if document else ''}"
    if document and setups.files.excludes(document):
        yield "# this file is excluded: it is checked only if it is named"


def _general(setups: Setups, file: config.File) -> Iterator[str]:
    """Yield the keys at the top."""
    for each in reversed(file.chain):
        if each.config.extend is not None:
            yield from _line("extend", each.config.extend, _origin(each, ("extend",)))
    for key in _KEYS:
        source, name = file.source(key), key.replace("_", "-")
        asked = getattr(setups.asked, key, None)
        if key == "fail_on" and asked:
            yield from _line(name, asked, _COMMAND_LINE)
        elif source:
            yield from _line(name, getattr(source.config, key), _origin(source, (name,)))
        else:
            yield from _line(name, _DEFAULTS[key], "default")


def _rule(files: list[config.File], way: typed.Way, name: str) -> Iterator[str]:
    """Yield the settings for one rule, each value from the last file that sets it."""
    values: dict[str, tuple[Any, str]] = {}
    for file in files:
        found: Any = file.config
        for step in way:
            found = found[step] if isinstance(found, dict) else getattr(found, str(step))
        setting: config.Setting = found[name]
        for key in ("severity", "enabled"):
            if (value := getattr(setting, key)) is not None:
                values[key] = value, _origin(file, (*way, name, key))
        for key, value in setting.params.items():
            values[f"params.{bare(key)}"] = value, _origin(file, (*way, name, "params", key))
    yield from _block((*way, name), values)


def _scope(file: config.File, scope: config.Scope, way: typed.Way) -> Iterator[str]:
    """Yield a part that applies to some documents."""
    selectors = {key: getattr(scope, key) for key in ("select", "ignore")}
    values = {key: (value, _origin(file, (*way, key))) for key, value in selectors.items() if value is not None}
    yield from _block(way, values)
    for name in scope.rule:
        yield from _rule([file], (*way, "rule"), name)


def _typed(setups: Setups) -> Iterator[str]:
    """Yield the options of the command line, which override the files."""
    options = {key: getattr(setups.asked, key) for key in ("rules", "select", "ignore", "only")}
    values = {key: (value, _COMMAND_LINE) for key, value in options.items() if value}
    if values:
        yield from ["", "# the command line, which overrides the above"]
        for key, (value, origin) in values.items():
            yield from _line(key, value, origin)


def _block(way: typed.Way, values: Mapping[str, tuple[Any, str]]) -> Iterator[str]:
    yield ""
    yield f"[{'.'.join(bare(str(step)) for step in way)}]"
    for key, (value, origin) in values.items():
        yield from _line(key, value, origin)


def _line(key: str, value: Any, origin: str) -> Iterator[str]:
    """Yield a value followed by its origin; a long list on several lines."""
    first, *more = _value_lines(f"{key:<12} = ", value)
    aligned = f"{first:<{_ORIGIN_AT}}# {origin}" if len(first) < _ORIGIN_AT else f"{first}  # {origin}"
    if len(aligned) <= _WIDTH or len(first) < _ORIGIN_AT:
        yield aligned
    else:
        yield from (first, f"{'':<{_ORIGIN_AT}}# {origin}")
    yield from more


def _value_lines(head: str, value: Any) -> list[str]:
    whole = head + toml(value)
    if len(whole) <= _WIDTH or not isinstance(value, (list, tuple)):
        return [whole]
    made = [head + "["]
    row = " "
    for item in value:
        text = f" {toml(item)},"
        if len(row) + len(text) > _WIDTH and row.strip():
            made.append(row)
            row = " "
        row += text
    return [*made, row, "]"]


def _origin(file: config.File, way: typed.Way) -> str:
    line, _ = file.locate(way[:-1], str(way[-1]))
    return f"{_shown(file)}:{line}" if line else _shown(file)


def _shown(file: config.File) -> str:
    """Return the path of a file, relative to the working directory if that is shorter."""
    whole = os.path.abspath(file.path or "")
    try:
        return min(os.path.relpath(whole), whole, key=len)
    except ValueError:  # on another drive
        return whole
