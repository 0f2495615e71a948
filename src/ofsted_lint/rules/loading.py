"""Rules made ready to run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from ofsted_lint import checks
from ofsted_lint.checks.context import ParamError, CheckContext
from ofsted_lint.files import typed
from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.finding import Hit
from ofsted_lint.findings.message import fault
from ofsted_lint.rules.rule import Mend, Rule

Check = Callable[[CheckContext], Iterable[Hit]]


class Loaded(msgspec.Struct, frozen=True, eq=False):
    """A rule that can be run, and the file it came from; `changed` if a configuration gave it parameters."""

    rule: Rule
    path: str
    run: Check
    changed: bool = False

    @property
    def ships(self) -> bool:
        """Whether it is one of the rules that come with the linter, as it is there."""
        return not self.changed and Path(self.path).is_relative_to(folder("rules"))


def prepared(rule: Rule, path: str, locate: typed.Locate, way: typed.Way = ("params",)) -> Loaded:
    """A rule that can be run; `ConfigError` where its kind cannot use what it says.

    `way` leads to its parameters in the file at `path`.
    """
    if rule.check not in checks.kind_names():
        hint = did_you_mean(rule.check, checks.kind_names()) or f"; there are {', '.join(checks.kind_names())}"
        raise ConfigError(path, f"unknown kind of check “{rule.check}”{hint}", *locate(("check",), None))
    kind = checks.load(rule.check)
    params = typed.convert(rule.params, kind.Params, path, locate, way)
    if wrong := fault(rule.message, kind.names(params)):
        raise ConfigError(path, wrong, *locate(("message",), None))
    if rule.fix and (unsound := _unsound(rule.fix, kind, params)):
        raise ConfigError(path, unsound[1], *locate(("fix", unsound[0]), None))
    try:
        if hasattr(kind, "check"):
            kind.check(params, rule.kinds)
        return Loaded(rule, path, kind.prepare(params))
    except ParamError as error:
        line, column = locate((*way, *error.way), None)
        raise ConfigError(path, error.message, line, column + error.at if column else None) from None


def _unsound(fix: Mend, kind: Any, params: Any) -> tuple[str, str] | None:
    """The key of a fix that cannot be used, and why not."""
    if wrong := kind.mends(params) if hasattr(kind, "mends") else "this kind of check cannot mend what it finds":
        return "title", wrong
    if wrong := fault(fix.title, kind.names(params)):
        return "title", wrong
    if fix.safe and fix.because:
        return "because", "a safe fix needs nobody to look: leave “because” out, or say “safe: false”"
    if not fix.safe and not fix.because:
        return "safe", "a fix that is not safe says in “because” why a person must look"
    return None


def revived(rule: Rule, path: str) -> Loaded:
    """A rule that was prepared by an earlier run: what was found sound then is not checked again."""
    return Loaded(rule, path, _Deferred(rule))


class _Deferred:
    """A check that is prepared when it is first run: of many rules none is, on documents of other kinds."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._check: Check | None = None

    def __call__(self, context: CheckContext) -> Iterable[Hit]:
        if self._check is None:
            kind = checks.load(self._rule.check)
            self._check = kind.prepare(msgspec.convert(self._rule.params, kind.Params))
        return self._check(context)
