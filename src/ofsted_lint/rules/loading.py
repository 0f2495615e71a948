"""Prepare rules so that they can be run."""

from __future__ import annotations

from collections.abc import Mapping

from ofsted_lint import checks
from ofsted_lint.checks import renamed
from ofsted_lint.checks.context import ParamError
from ofsted_lint.files import typed
from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.findings.message import fault
from ofsted_lint.rules.rule import Loaded, Rule, RuleFix


def prepared(rule: Rule, path: str, locate: typed.Locate, way: typed.Way = ("params",)) -> Loaded:
    """Prepare a rule; raise `ConfigError` if its kind of check cannot use its parameters, message or fix.

    `way` is the key path of its parameters in the file at `path`.
    """
    if rule.check not in (*checks.kind_names(), *renamed.DIVIDED):
        hint = did_you_mean(rule.check, checks.kind_names()) or f"; there are {', '.join(checks.kind_names())}"
        raise ConfigError(path, f"unknown kind of check “{rule.check}”{hint}", *locate(("check",), None))
    # Not needed for rules from the cache.
    from ofsted_lint.checks.families import look_in
    from ofsted_lint.checks.terms.scan import Where

    try:
        current = renamed.resolved(rule.check, rule.params)
        locate = _where_written(locate, way, current.written)
        kind = checks.load(current.kind)
        params = typed.convert(current.params, kind.Params, path, locate, way)
        names = kind.names(params) | current.names
        if wrong := fault(rule.message, names):
            raise ConfigError(path, wrong, *locate(("message",), None))
        if rule.fix and (unsound := _unsound(rule.fix, names, checks.edits_possible(kind, params))):
            raise ConfigError(path, unsound[1], *locate(("fix", unsound[0]), None))
        if isinstance(params, Where):
            look_in(params.in_, rule.kinds, ("in",))
        checks.validate(kind, params, rule.kinds)
        return Loaded(rule, path, kind.prepare(params))
    except ParamError as error:
        line, column = locate((*way, *error.way), None)
        raise ConfigError(path, error.message, line, column + error.at if column else None) from None


def _where_written(locate: typed.Locate, way: typed.Way, written: Mapping[str, str]) -> typed.Locate:
    """Return what locates the parameters at `way`, of which some are written with old names."""

    def found(place: typed.Way, key: str | None) -> typed.Position:
        at = len(way)
        return locate(tuple(written.get(str(each), each) if i == at else each for i, each in enumerate(place)), key)

    return found if written else locate


def _unsound(fix: RuleFix, names: frozenset[str], impossible: str) -> tuple[str, str] | None:
    """Return the key of the fix that is wrong and the reason: the kind cannot fix, or a name or key does not fit."""
    if wrong := impossible or fault(fix.title, names):
        return "title", wrong
    if fix.safe and fix.because:
        return "because", "a safe fix needs no review: remove “because”, or set “safe: false”"
    if not fix.safe and not fix.because:
        return "safe", "a fix that is not safe must state under “because” why a person must review it"
    return None
