"""One configuration and the command line settled: the rules that are in force for a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from ofsted_lint.configuration import file as config
from ofsted_lint.files import typed
from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.rules.loading import Loaded

if TYPE_CHECKING:  # most runs choose no rules and have no patterns
    from ofsted_lint.files.path_patterns import Glob
    from ofsted_lint.rules.selection import Choice

# Selectors, and the error that one of them is refused with.
_Words = tuple[tuple[str, ...], Callable[[int, str], ConfigError]]
_COMMAND_LINE = "command line"
FAIL_ON = "error"
MAX_FINDINGS = 0


class Asked(msgspec.Struct, frozen=True):
    """What a command line says of configuration, which wins over files."""

    config: str | None = None
    isolated: bool = False
    rules: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    only: tuple[str, ...] | None = None
    fail_on: str | None = None


class Force(msgspec.Struct, frozen=True, eq=False):
    """What holds for a document. `rules` are all that are loaded; those that are not in force are switched off."""

    rules: list[Loaded]
    fail_on: str
    max_findings: int
    baseline: Path | None
    file: config.File


class Scope(msgspec.Struct, frozen=True, eq=False):
    """A part of a file that is for some documents."""

    file: config.File
    pattern: str
    glob: Glob
    scope: config.Scope

    @property
    def way(self) -> typed.Way:
        return ("path", self.pattern)

    def fits(self, document: str) -> bool:
        """Whether it is for a document."""
        return fits([self.glob], self.file, document)

    def laid(self, rules: dict[str, Loaded]) -> dict[str, Loaded]:
        """Rules with what it sets for them."""
        return config.laid(self.scope.rule, rules, self.file, (*self.way, "rule"))


def scopes(file: config.File) -> list[Scope]:
    """The parts of a file, and of those that it extends, that are for some documents."""
    return [
        Scope(each, pattern, compiled(pattern, each, ("path",), pattern), scope)
        for each in file.chain
        for pattern, scope in each.config.path.items()
    ]


class Setup:
    """A configuration with its rules; what is wrong in it is told at once, whatever documents there are."""

    def __init__(self, file: config.File, loaded: list[Loaded], asked: Asked) -> None:
        self._file = file
        self._asked = asked
        self._rules = {each.rule.id: each for each in loaded}
        for each in file.chain:
            self._rules = config.laid(each.config.rule, self._rules, each, ("rule",))
        self._scopes = scopes(file)
        for scope in self._scopes:
            scope.laid(self._rules)
        left_out(file)
        self._family: dict[str, str] = {}
        self._choices = self._chosen()
        self._forces: dict[tuple[int, ...], Force] = {}

    def force(self, document: str) -> Force:
        """What holds for a document; documents that the same parts are for share it."""
        fitting = tuple(at for at, scope in enumerate(self._scopes) if scope.fits(document))
        if fitting not in self._forces:
            self._forces[fitting] = self._settled(fitting)
        return self._forces[fitting]

    def _settled(self, fitting: tuple[int, ...]) -> Force:
        rules = self._rules
        for at in fitting:
            rules = self._scopes[at].laid(rules)
        failing, most = self._file.source("fail_on"), self._file.source("max_findings")
        return Force(
            self._switched(list(rules.values()), fitting),
            self._asked.fail_on or (failing and failing.config.fail_on) or FAIL_ON,
            (most and most.config.max_findings) or MAX_FINDINGS,
            self._file.baseline,
            self._file,
        )

    def _switched(self, rules: list[Loaded], fitting: tuple[int, ...]) -> list[Loaded]:
        """Rules switched on and off as they are chosen: by the file, the parts that fit, and the command line."""
        usual = {each.rule.id: each.rule.enabled for each in rules}
        on = dict(usual)
        own, *parts, asked = self._choices
        for choice in (own, *(parts[at] for at in fitting), asked):
            if choice is not None:
                choice.settle(on, usual, self._family)
        if self._asked.only is not None:
            on = {name: name in self._asked.only for name in on}
        return [_switched(each, on[each.rule.id]) for each in rules]

    def _chosen(self) -> list[Choice | None]:
        """What the file, each of its parts and the command line choose; None where one chooses nothing."""
        for name in self._asked.only or ():
            if name not in self._rules:
                raise ConfigError(_COMMAND_LINE, f"there is no rule “{name}”{did_you_mean(name, self._rules)}")
        selecting, ignoring = self._file.source("select"), self._file.source("ignore")
        settings = {name: on for each in self._file.chain for name, on in _enabled(each.config.rule).items()}
        own = self._choice(
            _told(selecting, selecting.config.select if selecting else None, ("select",)),
            _told(ignoring, ignoring.config.ignore if ignoring else None, ("ignore",)),
            settings,
        )
        parts = [
            self._choice(
                _told(each.file, each.scope.select, (*each.way, "select")),
                _told(each.file, each.scope.ignore, (*each.way, "ignore")),
                _enabled(each.scope.rule),
            )
            for each in self._scopes
        ]
        return [own, *parts, self._choice(_typed(self._asked.select), _typed(self._asked.ignore), {})]

    def _choice(self, select: _Words | None, ignore: _Words | None, enabled: dict[str, bool]) -> Choice | None:
        if select is None and ignore is None and not enabled:
            return None
        from ofsted_lint.rules.selection import Choice, families, selection

        self._family = self._family or families(self._rules.values())
        chosen, left = (each and selection(each[0], self._family, each[1]) for each in (select, ignore))
        return Choice(chosen, left, enabled)


def _told(file: config.File | None, words: tuple[str, ...] | None, way: typed.Way) -> _Words | None:
    """The selectors that stand at a way in a file, and how one of them is refused."""
    return (words, lambda at, why: file.refuse(why, (*way, at))) if file and words is not None else None


def _typed(words: tuple[str, ...] | None) -> _Words | None:
    """The selectors of a command line, and how one of them is refused."""
    return (words, lambda _, why: ConfigError(_COMMAND_LINE, why)) if words is not None else None


def _enabled(settings: Mapping[str, config.Setting]) -> dict[str, bool]:
    return {name: setting.enabled for name, setting in settings.items() if setting.enabled is not None}


def _switched(loaded: Loaded, on: bool) -> Loaded:
    return loaded if loaded.rule.enabled == on else replace(loaded, rule=replace(loaded.rule, enabled=on))


def compiled(pattern: str, file: config.File, way: typed.Way, key: str | None = None) -> Glob:
    """A pattern that stands at a way in a file; `ConfigError` where it is none."""
    from ofsted_lint.files.path_patterns import glob

    try:
        return glob(pattern)
    except ValueError as error:
        raise file.refuse(str(error), way, key) from None


def left_out(file: config.File) -> list[Glob]:
    """What a configuration excludes; `ConfigError` where a pattern is none."""
    source = file.source("exclude")
    patterns = source.config.exclude if source else None
    return [compiled(each, source, ("exclude", at)) for at, each in enumerate(patterns or ()) if source]


def fits(patterns: Iterable[Glob], file: config.File, document: str) -> bool:
    """Whether one of a file's patterns is for a document."""
    from ofsted_lint.files.path_patterns import names

    path = names(document, file.folder())
    return any(pattern.matches(path) for pattern in patterns)
