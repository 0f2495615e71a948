"""The configuration file: which rules are in force, with which parameters, and for which documents.

`ofsted-lint.toml`, `.ofsted-lint.toml`, or the table `tool.ofsted-lint` of a
`pyproject.toml`. A file may extend another one, which is then read first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta
from msgspec.structs import replace

from ofsted_lint.checks.renamed import laid_over
from ofsted_lint.files import typed
from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.findings.finding import Severity
from ofsted_lint.rules import packs
from ofsted_lint.rules.loading import Loaded, prepared

NAMES = ("ofsted-lint.toml", ".ofsted-lint.toml", "pyproject.toml")
_TABLE = "tool.ofsted-lint"
FailOn = Literal["error", "warning", "advice", "never"]


class Setting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is set for one rule."""

    severity: Annotated[Severity | None, Meta(description="error, warning or advice, instead of the rule's own")] = None
    enabled: Annotated[bool | None, Meta(description="whether the rule is in force")] = None
    params: Annotated[dict[str, Any], Meta(description="parameters of its check, instead of the rule's own")] = {}


Selected = Annotated[
    tuple[str, ...] | None,
    Meta(description="only these rules are in force: ids, patterns of ids with *, families (folders of rules), or all"),
]
Ignored = Annotated[
    tuple[str, ...] | None,
    Meta(description="rules that are not in force, named as in select; the more exact name of the two wins"),
]
Settings = Annotated[dict[str, Setting], Meta(description="what is set for a rule, by its id")]


class Scope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is set for some documents."""

    select: Selected = None
    ignore: Ignored = None
    rule: Settings = {}


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a configuration file says; what it does not say is None."""

    extend: Annotated[
        str | None, Meta(description="a configuration file to read first; what this one says is laid over it")
    ] = None
    rules: Annotated[
        tuple[str, ...] | None, Meta(description="folders of rules and installed packs to use as well")
    ] = None
    select: Selected = None
    ignore: Ignored = None
    fail_on: Annotated[
        FailOn | None, Meta(description="the exit status is 1 from this severity on: error, warning, advice, or never")
    ] = None
    exclude: Annotated[
        tuple[str, ...] | None,
        Meta(description="files and folders to leave out, as in a .gitignore: * in a name, ** for any folders"),
    ] = None
    baseline: Annotated[
        str | None, Meta(description="a file of known findings, which do not count (--write-baseline makes one)")
    ] = None
    max_findings: Annotated[
        Annotated[int, Meta(ge=0)] | None,
        Meta(description="the most findings of a rule that are shown for a document; 0 shows all"),
    ] = None
    rule: Settings = {}
    path: Annotated[
        dict[str, Scope], Meta(description="what is set for the documents that a pattern as in exclude is for")
    ] = {}


class File(msgspec.Struct, frozen=True, eq=False):
    """A configuration with the file it came from and that which it extends; without a file nothing is set."""

    config: Config = Config()
    path: Path | None = None
    text: str = ""
    table: str = ""
    base: File | None = None

    @property
    def chain(self) -> list[File]:
        """The files that it stands on, the lowest first, and itself."""
        made, file = [self], self.base
        while file:
            made.insert(0, file)
            file = file.base
        return made

    def source(self, key: str) -> File | None:
        """The file that decides a key: the last that sets it."""
        return next((file for file in reversed(self.chain) if getattr(file.config, key) is not None), None)

    def folder(self) -> str:
        """The folder that its paths are meant from."""
        return os.path.dirname(os.path.abspath(self.path)) if self.path else os.getcwd()

    @property
    def folders(self) -> list[str]:
        """The folders and packs that it names; a folder is meant from where the file is that names it."""
        file = self.source("rules")
        if file is None:
            return []
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
            raise file.refuse(f"no file can have the name “{name}”", ("baseline",))
        return Path(file.folder(), name)

    def locate(self, way: typed.Way, key: str | None = None) -> typed.Position:
        """The line and column of a value."""
        from ofsted_lint.files import toml_file

        return toml_file.position(self.text, (*self.table.split("."), *way) if self.table else way, key)

    def refuse(self, message: str, way: typed.Way, key: str | None = None) -> ConfigError:
        """The error about a value."""
        return ConfigError(str(self.path), message, *self.locate(way, key))


def inside(folder: str) -> File | None:
    """The configuration that lies in a folder itself."""
    for name in NAMES:
        place = os.path.join(folder, name)
        # A link that leads nowhere was meant as a configuration, so it is read, and told.
        if os.path.lexists(place) and not os.path.isdir(place) and (found := read(Path(place))):
            return found
    return None


def named(path: Path) -> File:
    """The configuration in a file that a person names."""
    found = read(path)
    if found is None:
        raise ConfigError(str(path), f"it has no table [{_TABLE}]")
    return found


def read(path: Path) -> File | None:
    """The configuration in a file, on those that it extends; None where a `pyproject.toml` has none.

    `ConfigError` where one of them is wrong.
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
    """The file that another one extends by this name."""
    place = os.path.join(file.folder(), name)
    real = os.path.realpath(place.replace("\0", ""))
    if real in seen:
        raise file.refuse(f"“{name}” extends this file in its turn", ("extend",))
    seen.add(real)
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
    """What one file says itself."""
    from ofsted_lint.files import toml_file  # most runs have no such file

    text, plain = toml_file.read(path)
    table = _TABLE if path.name == "pyproject.toml" else ""
    found: Any = plain
    for name in table.split(".") if table else ():
        found = found.get(name) if isinstance(found, dict) else None
    if found is None:
        return None
    made = File(Config(), path, text, table)
    for way, value, kind in _inner(found):
        # One by one, since only so it is known in which a mistake is.
        typed.convert(value, kind, str(path), made.locate, way)
    return replace(made, config=typed.convert(found, Config, str(path), made.locate))


def _inner(found: Any) -> Iterator[tuple[typed.Way, Any, type]]:
    """What is set for rules and paths, with the ways there."""
    yield from (((*way, name), setting, Setting) for way, name, setting in _entries(found, ("rule",)))
    for way, pattern, scope in _entries(found, ("path",)):
        yield from (
            ((*inner, name), setting, Setting) for inner, name, setting in _entries(scope, (*way, pattern, "rule"))
        )
        yield (*way, pattern), scope, Scope


def _entries(found: Any, way: typed.Way) -> Iterator[tuple[typed.Way, str, Any]]:
    """The entries of the table at the last step of a way, where it is one."""
    table = found.get(way[-1]) if isinstance(found, dict) else None
    for name, value in table.items() if isinstance(table, dict) else ():
        yield way, name, value


def laid(settings: Mapping[str, Setting], rules: dict[str, Loaded], file: File, way: typed.Way) -> dict[str, Loaded]:
    """Rules by id with the severities and parameters that are set for them at a way in a file.

    Whether they are in force is settled with the selectors. `ConfigError` where something cannot be set.
    """
    made = dict(rules)
    for name, setting in settings.items():
        if name not in made:
            hint = did_you_mean(name, made)
            raise file.refuse(f"there is no rule “{name}”{hint}", way, name)
        made[name] = _set(made[name], setting, file, (*way, name, "params"))
    return made


def _set(loaded: Loaded, setting: Setting, file: File, way: typed.Way) -> Loaded:
    made = laid_over(loaded.rule.check, loaded.rule.params, None, setting.params)
    rule = replace(loaded.rule, severity=setting.severity or loaded.rule.severity, check=made.kind, params=made.params)
    if not setting.params:
        return replace(loaded, rule=rule)
    return replace(prepared(rule, str(file.path), file.locate, way), path=loaded.path, changed=True)
