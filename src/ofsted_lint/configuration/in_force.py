"""Combine a configuration and the command line into the rules that are in force for a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from ofsted_lint.configuration import file as config
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.rules.rule import Loaded, families

if TYPE_CHECKING:  # most runs choose no rules and have no patterns
    from ofsted_lint.files import typed
    from ofsted_lint.files.path_patterns import Glob
    from ofsted_lint.rules.selection import Choice

# Selectors, and a function that makes the error for one of them.
_Words = tuple[tuple[str, ...], Callable[[int, str], ConfigError]]
_COMMAND_LINE = "command line"
FAIL_ON = "error"
MAX_FINDINGS = 0


class Asked(msgspec.Struct, frozen=True):
    """The options of the command line that override configuration files."""

    config: str | None = None
    isolated: bool = False
    rules: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    only: tuple[str, ...] | None = None
    fail_on: str | None = None


class Force(msgspec.Struct, frozen=True, eq=False):
    """The settings in force for a document. `rules` are all that are loaded; some of them are switched off."""

    rules: list[Loaded]
    fail_on: str
    max_findings: int
    baseline: Path | None
    file: config.File
    notices: tuple[str, ...] = ()


class Scope(msgspec.Struct, frozen=True, eq=False):
    """A part of a file that applies to some documents."""

    file: config.File
    pattern: str
    glob: Glob
    scope: config.Scope

    @property
    def way(self) -> typed.Way:
        return ("path", self.pattern)

    def fits(self, document: str) -> bool:
        """True if it applies to a document."""
        return fits([self.glob], self.file, document)

    def overridden(self, rules: dict[str, Loaded]) -> dict[str, Loaded]:
        """Return rules with the settings of this part."""
        return config.overridden(self.scope.rule, rules, self.file, (*self.way, "rule"))


def scopes(file: config.File) -> list[Scope]:
    """Return the parts of a file, and of those that it extends, that apply to some documents."""
    return [
        Scope(each, pattern, compiled(pattern, each, ("path",), pattern), scope)
        for each in file.chain
        for pattern, scope in each.config.path.items()
    ]


class Setup:
    """A configuration with its rules; its mistakes are reported at once, whatever the documents."""

    def __init__(self, file: config.File, loaded: list[Loaded], asked: Asked) -> None:
        self._file = file
        self._asked = asked
        self._rules = {each.rule.id: each for each in loaded}
        self._old = {old: each.rule.id for each in loaded for old in each.rule.formerly}
        self._used: dict[str, None] = {}
        for each in file.chain:
            self._rules = config.overridden(each.config.rule, self._rules, each, ("rule",))
        self._scopes = scopes(file)
        for scope in self._scopes:
            scope.overridden(self._rules)
        left_out(file)
        self._family: dict[str, str] = {}
        self._choices = self._chosen()
        self._forces: dict[tuple[int, ...], Force] = {}

    def force(self, document: str) -> Force:
        """Return the settings in force for a document; documents to which the same parts apply share them."""
        fitting = tuple(at for at, scope in enumerate(self._scopes) if scope.fits(document))
        if fitting not in self._forces:
            self._forces[fitting] = self._combined(fitting)
        return self._forces[fitting]

    def _combined(self, fitting: tuple[int, ...]) -> Force:
        rules = self._rules
        for at in fitting:
            rules = self._scopes[at].overridden(rules)
        failing, most = self._file.source("fail_on"), self._file.source("max_findings")
        return Force(
            self._switched(list(rules.values()), fitting),
            self._asked.fail_on or (failing and failing.config.fail_on) or FAIL_ON,
            (most and most.config.max_findings) or MAX_FINDINGS,
            self._file.baseline,
            self._file,
            self._notices(),
        )

    def _current(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return names of rules with earlier ones replaced by the current ones; these are noted."""
        named = tuple(words)
        if self._old:
            self._used |= dict.fromkeys(word for word in named if word in self._old)
        return tuple(self._old.get(word, word) for word in named)

    def _notices(self) -> tuple[str, ...]:
        """Return a line for each earlier name of a rule in the configuration and on the command line."""
        if not self._old:
            return ()
        from ofsted_lint.rules.renames import notices  # few rules were renamed

        settings = [settings for each in self._file.chain for settings in (each.config.rule,)]
        settings += [each.scope.rule for each in self._scopes]
        return tuple(notices([*self._used, *(name for each in settings for name in each)], self._old))

    def _switched(self, rules: list[Loaded], fitting: tuple[int, ...]) -> list[Loaded]:
        """Switch rules on and off by the selectors of the file, of the parts that fit, and of the command line."""
        usual = {each.rule.id: each.rule.enabled for each in rules}
        on = dict(usual)
        own, *parts, typed = self._choices
        for choice in (own, *(parts[at] for at in fitting), typed):
            if choice is not None:
                choice.update(on, usual, self._family)
        if self._asked.only is not None:
            only = self._current(self._asked.only)
            on = {name: name in only for name in on}
        return [_switched(each, on[each.rule.id]) for each in rules]

    def _chosen(self) -> list[Choice | None]:
        """Return the selectors of the file, of each of its parts and of the command line; None for one without any."""
        for name in self._current(self._asked.only or ()):
            if name not in self._rules:
                from ofsted_lint.rules.selection import likely  # only mistakes need it

                raise ConfigError(_COMMAND_LINE, f"there is no rule “{name}”{likely(name, self._rules.values())}")
        selecting, ignoring = self._file.source("select"), self._file.source("ignore")
        settings = {name: on for each in self._file.chain for name, on in _enabled(each.config.rule).items()}
        own = self._choice(
            _written(selecting, selecting.config.select if selecting else None, ("select",)),
            _written(ignoring, ignoring.config.ignore if ignoring else None, ("ignore",)),
            settings,
        )
        parts = [
            self._choice(
                _written(each.file, each.scope.select, (*each.way, "select")),
                _written(each.file, each.scope.ignore, (*each.way, "ignore")),
                _enabled(each.scope.rule),
            )
            for each in self._scopes
        ]
        return [own, *parts, self._choice(_typed(self._asked.select), _typed(self._asked.ignore), {})]

    def _choice(self, select: _Words | None, ignore: _Words | None, enabled: dict[str, bool]) -> Choice | None:
        if select is None and ignore is None and not enabled:
            return None
        from ofsted_lint.rules.selection import Choice, selection

        self._family = self._family or families(self._rules.values())
        chosen, left = (each and selection(self._current(each[0]), self._family, each[1]) for each in (select, ignore))
        return Choice(chosen, left, dict(zip(self._current(enabled), enabled.values(), strict=True)))


def _written(file: config.File | None, words: tuple[str, ...] | None, way: typed.Way) -> _Words | None:
    """Return the selectors at a key path in a file, with a function that makes the error for one of them."""
    return (words, lambda at, why: file.refuse(why, (*way, at))) if file and words is not None else None


def _typed(words: tuple[str, ...] | None) -> _Words | None:
    """Return the selectors of the command line, with a function that makes the error for one of them."""
    return (words, lambda _, why: ConfigError(_COMMAND_LINE, why)) if words is not None else None


def _enabled(settings: Mapping[str, config.Setting]) -> dict[str, bool]:
    return {name: setting.enabled for name, setting in settings.items() if setting.enabled is not None}


def _switched(loaded: Loaded, on: bool) -> Loaded:
    return loaded if loaded.rule.enabled == on else replace(loaded, rule=replace(loaded.rule, enabled=on))


def compiled(pattern: str, file: config.File, way: typed.Way, key: str | None = None) -> Glob:
    """Compile the pattern at a key path in a file; raise `ConfigError` if it is not valid."""
    from ofsted_lint.files.path_patterns import glob

    try:
        return glob(pattern)
    except ValueError as error:
        raise file.refuse(str(error), way, key) from None


def left_out(file: config.File) -> list[Glob]:
    """Return the patterns of files that a configuration excludes; raise `ConfigError` if one is not valid."""
    source = file.source("exclude")
    patterns = source.config.exclude if source else None
    return [compiled(each, source, ("exclude", at)) for at, each in enumerate(patterns or ()) if source]


def fits(patterns: Iterable[Glob], file: config.File, document: str) -> bool:
    """True if a document matches one of the patterns of a file."""
    from ofsted_lint.files.path_patterns import names

    path = names(document, file.folder())
    return any(pattern.matches(path) for pattern in patterns)
