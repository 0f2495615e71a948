"""The configuration file: the rules that are in force, their parameters, and the documents that they apply to.

It is `ofsted-lint.toml`, `.ofsted-lint.toml`, or the table `tool.ofsted-lint`
of a `pyproject.toml`. A file may extend another one, which is then read first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from ofsted_lint.files import read_besides
from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Severity
from ofsted_lint.rules.rule import Loaded

if TYPE_CHECKING:  # most runs have no configuration
    from ofsted_lint.files import typed

NAMES = ("ofsted-lint.toml", ".ofsted-lint.toml", "pyproject.toml")
_TABLE = "tool.ofsted-lint"
# A `pyproject.toml` without any of these has no such table.
_TABLE_SIGN = pattern(r"tool[\"']?\s*(?:\.\s*[\"']?ofsted-lint|\]|=)")
FailOn = Literal["error", "warning", "advice", "never"]


class Setting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings for one rule."""

    severity: Annotated[Severity | None, Meta(description="error, warning or advice, instead of the rule's own")] = None
    enabled: Annotated[bool | None, Meta(description="true or false: switches the rule on or off")] = None
    params: Annotated[dict[str, Any], Meta(description="parameters of its check, instead of the rule's own")] = {}


Selected = Annotated[
    tuple[str, ...] | None,
    Meta(description="the only rules in force: ids, patterns of ids with *, families (folders of rules), or all"),
]
Ignored = Annotated[
    tuple[str, ...] | None,
    Meta(description="rules that are switched off, named as in select; the more exact name of the two wins"),
]
Settings = Annotated[dict[str, Setting], Meta(description="settings for a rule, by its id")]


class Scope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings for some documents."""

    select: Selected = None
    ignore: Ignored = None
    rule: Settings = {}


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The content of a configuration file; keys that it does not set are None."""

    extend: Annotated[str | None, Meta(description="a configuration file to read first; this file overrides it")] = None
    rules: Annotated[
        tuple[str, ...] | None, Meta(description="folders of rules and installed packs to use as well")
    ] = None
    select: Selected = None
    ignore: Ignored = None
    fail_on: Annotated[
        FailOn | None,
        Meta(description="the lowest severity for which the exit status is 1: error, warning, advice, or never"),
    ] = None
    exclude: Annotated[
        tuple[str, ...] | None,
        Meta(description="files and folders to leave out, as in a .gitignore: * in a name, ** for any folders"),
    ] = None
    respect_gitignore: Annotated[
        bool | None, Meta(description="whether files that git ignores are left out when a folder is searched")
    ] = None
    baseline: Annotated[
        str | None, Meta(description="a file of known findings, which do not count (--write-baseline makes one)")
    ] = None
    max_findings: Annotated[
        Annotated[int, Meta(ge=0)] | None,
        Meta(description="maximum number of findings of a rule that are shown for a document; 0 shows all"),
    ] = None
    rule: Settings = {}
    path: Annotated[
        dict[str, Scope], Meta(description="settings for the documents that match a pattern, written as in exclude")
    ] = {}


class File(msgspec.Struct, frozen=True, eq=False):
    """A configuration with its file and the one that it extends; without a file, nothing is set."""

    config: Config = Config()
    path: Path | None = None
    text: str = ""
    table: str = ""
    base: File | None = None

    @property
    def chain(self) -> list[File]:
        """The files that it extends, the most basic one first, and itself."""
        made, file = [self], self.base
        while file:
            made.insert(0, file)
            file = file.base
        return made

    def source(self, key: str) -> File | None:
        """Return the file that decides a key: the last one that sets it."""
        return next((file for file in reversed(self.chain) if getattr(file.config, key) is not None), None)

    def folder(self) -> str:
        """Return the folder that its paths are relative to."""
        return os.path.dirname(os.path.abspath(self.path)) if self.path else os.getcwd()

    @property
    def folders(self) -> list[str]:
        """The folders and packs of rules; a folder is relative to the file that names it."""
        file = self.source("rules")
        if file is None:
            return []
        from ofsted_lint.rules import packs

        places = [(name, os.path.join(file.folder(), name)) for name in file.config.rules or ()]
        return [name if not os.path.exists(place) or packs.is_pack(name) else place for name, place in places]

    @property
    def baseline(self) -> Path | None:
        """The file of known findings."""
        file = self.source("baseline")
        if file is None:
            return None
        name = file.config.baseline or ""
        if not name or "\0" in name:
            raise file.refuse(f"a file cannot have the name “{name}”", ("baseline",))
        return Path(file.folder(), name)

    def locate(self, way: typed.Way, key: str | None = None) -> typed.Position:
        """Return the line and column of a value."""
        from ofsted_lint.files import toml_file

        return toml_file.position(self.text, (*self.table.split("."), *way) if self.table else way, key)

    def refuse(self, message: str, way: typed.Way, key: str | None = None) -> ConfigError:
        """Return the error for a value."""
        return ConfigError(str(self.path), message, *self.locate(way, key))


def inside(folder: str) -> File | None:
    """Return the configuration in a folder itself; None if it has none."""
    for name in NAMES:
        place = os.path.join(folder, name)
        # A broken link was intended as a configuration, so it is read, which reports it.
        if os.path.lexists(place) and not os.path.isdir(place) and (found := read(Path(place))):
            return found
    return None


def named(path: Path) -> File:
    """Read the configuration in a file that is named on the command line."""
    found = read(path)
    if found is None:
        raise ConfigError(str(path), f"it has no table [{_TABLE}]")
    return found


def read(path: Path) -> File | None:
    """Read the configuration in a file and those that it extends; None if a `pyproject.toml` has none.

    Raise `ConfigError` for a mistake in one of them.
    """
    first = _alone(path)
    if first is None:
        return None
    files, seen = [first], {os.path.realpath(path)}
    while files[-1].config.extend is not None:
        files.append(_extended(files[-1], files[-1].config.extend, seen))
    made: File | None = None
    for file in reversed(files):
        made = replace(file, base=made)
    return made


def _extended(file: File, name: str, seen: set[str]) -> File:
    """Read the file that another one extends by this name."""
    place = os.path.join(file.folder(), name)
    real = os.path.realpath(place.replace("\0", ""))
    if real in seen:
        raise file.refuse(f"“{name}” already extends this file", ("extend",))
    seen.add(real)
    read_besides.note(place)
    try:
        found = _alone(Path(place))
    except ConfigError as error:
        if error.line is not None:
            raise
        raise file.refuse(f"“{name}” cannot be extended: {error.message}", ("extend",)) from None
    if found is None:
        raise file.refuse(f"“{name}” cannot be extended: it has no table [{_TABLE}]", ("extend",))
    return found


def _alone(path: Path) -> File | None:
    """Read one file without those that it extends; None if a `pyproject.toml` has no configuration."""
    from ofsted_lint.files import toml_file, typed  # most runs have no such file

    table = _TABLE if path.name == "pyproject.toml" else ""
    text, plain = toml_file.read(path, _TABLE_SIGN if table else None)
    found: Any = plain
    for name in table.split(".") if table else ():
        found = found.get(name) if isinstance(found, dict) else None
    if found is None:
        return None
    made = File(Config(), path, text, table)
    for way, value, kind in _inner(found):
        # One by one, so that it is known which of them has a mistake.
        typed.convert(value, kind, str(path), made.locate, way)
    return replace(made, config=typed.convert(found, Config, str(path), made.locate))


def _inner(found: Any) -> Iterator[tuple[typed.Way, Any, type]]:
    """Yield the settings for rules and paths, each with its key path and type."""
    yield from (((*way, name), setting, Setting) for way, name, setting in _entries(found, ("rule",)))
    for way, paths, scope in _entries(found, ("path",)):
        yield from (
            ((*inner, name), setting, Setting) for inner, name, setting in _entries(scope, (*way, paths, "rule"))
        )
        yield (*way, paths), scope, Scope


def _entries(found: Any, way: typed.Way) -> Iterator[tuple[typed.Way, str, Any]]:
    """Yield the entries of the table at the last step of a key path, if it is a table."""
    table = found.get(way[-1]) if isinstance(found, dict) else None
    for name, value in table.items() if isinstance(table, dict) else ():
        yield way, name, value


def overridden(
    settings: Mapping[str, Setting], rules: dict[str, Loaded], file: File, way: typed.Way
) -> dict[str, Loaded]:
    """Return rules by id, with the severities and parameters that a file sets for them at a key path.

    The selectors decide later whether they are in force. Raise `ConfigError` for a setting that is not possible.
    """
    made = dict(rules)
    old = {old: name for name, each in rules.items() for old in each.rule.formerly} if settings else {}
    for written, setting in settings.items():
        name = old.get(written, written)
        if name not in made:
            hint = did_you_mean(name, made)
            raise file.refuse(f"there is no rule “{name}”{hint}", way, name)
        made[name] = _set(made[name], setting, file, (*way, written, "params"))
    return made


def _set(loaded: Loaded, setting: Setting, file: File, way: typed.Way) -> Loaded:
    from ofsted_lint.checks.renamed import merged

    made = merged(loaded.rule.check, loaded.rule.params, None, setting.params)
    rule = replace(loaded.rule, severity=setting.severity or loaded.rule.severity, check=made.kind, params=made.params)
    if not setting.params:
        return replace(loaded, rule=rule)
    from ofsted_lint.rules.loading import prepared

    return replace(prepared(rule, str(file.path), file.locate, way), path=loaded.path, changed=True)
