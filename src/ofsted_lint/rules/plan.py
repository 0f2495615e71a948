"""A plan: checked rules as plain data, from which a run restores them without reading their files.

The plan of the shipped rules is made when the wheel is built; the plan of other
rules, and of a checkout, is kept in the cache. It has no executable code, only
texts, numbers, lists, and the names of the classes of parameters.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from ofsted_lint import checks
from ofsted_lint.checks import Check
from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.expressions import nodes
from ofsted_lint.checks.terms import index
from ofsted_lint.findings.finding import Hit, Severity
from ofsted_lint.rules.rule import Loaded, Rule, RuleFix

# The name of the shipped rules' plan in the folder of files that are made when the wheel is built.
NAME = "rules"
_AS_IT_IS = frozenset((str, int, float, bool, type(None)))
_TUPLE, _CLASS = "\0tuple", "\0class"
# The errors that are raised for data that is not a plan of this version.
UNSOUND = (msgspec.DecodeError, ImportError, AttributeError, LookupError, TypeError, ValueError)


class Restored(NamedTuple):
    """The rules of a plan as they can be run, with the expressions and the terms that they use."""

    rules: list[Loaded]
    expressions: bytes
    terms: index.Table


def unplanned(rules: list[Loaded]) -> Restored:
    """Return rules that have no plan, since some beside them are not sound; they keep what they use."""
    return Restored(rules, b"", index.Table([], 0, [], {}))


def use(parts: Sequence[Restored]) -> None:
    """Use the expressions and terms of these rules; forget those that neither they nor the rules before them use."""
    if index.are_used([part.terms for part in parts]):
        return
    nodes.begin()
    index.begin()
    for part in parts:
        if part.expressions:
            nodes.remember(part.expressions)
        index.remember(part.terms)


def record() -> None:
    """Begin to record the results of preparing rules, which become part of their plan."""
    nodes.record()
    index.record()


def made(rules: list[Loaded], root: str) -> Any:
    """Return the plan of the rules that were prepared since `record`; file names are relative to the folder `root`.

    TypeError if a parameter has a value of a type that a plan cannot have.
    """
    heads = [(_named(loaded.path, root), _head(loaded.rule), *_checked(loaded.rule)) for loaded in rules]
    table = index.prepared()
    return heads, nodes.packed(), (table.terms, table.folded, table.packed, table.places)


def restored(plan: Any, root: str) -> Restored:
    """Return the rules of a plan; file names are relative to `root`. One of `UNSOUND` if it is not a plan."""
    heads, expressions, table = plan
    rules = [Loaded(_rule(head), _path(name, root), _Deferred(kind, params)) for name, head, kind, params in heads]
    return Restored(rules, expressions, index.Table(*table))


def _named(path: str, root: str) -> str:
    """Return the name of a file in a plan: relative to `root` with forward slashes, so the same on all systems."""
    return os.path.relpath(path, root).replace(os.sep, "/") if root else path


def _path(name: str, root: str) -> str:
    return f"{root}{os.sep}{name if os.sep == '/' else name.replace('/', os.sep)}" if root else name


def _head(rule: Rule) -> dict[str, Any]:
    """Return the fields of a rule as plain data, without those that have their default."""
    found = {field.name: getattr(rule, field.name) for field in msgspec.structs.fields(rule)}
    defaults = {field.name: field.default for field in msgspec.structs.fields(rule)}
    plain = {name: value for name, value in found.items() if value != defaults[name]}
    head: dict[str, Any] = msgspec.to_builtins(plain)
    return head


def _rule(head: dict[str, Any]) -> Rule:
    """Return the rule with these fields, which are not checked again."""
    head["severity"] = Severity(head["severity"])
    for name in ("kinds", "templates", "needs", "instead_of"):
        if name in head:
            head[name] = tuple(head[name])
    for name in ("from_", "to", "published_from", "published_to"):
        if name in head:
            head[name] = date.fromisoformat(head[name])
    if "fix" in head:
        head["fix"] = RuleFix(**head["fix"])
    return Rule(**head)


def _checked(rule: Rule) -> tuple[str, bytes]:
    """Return a rule's kind of check, and its parameters as that kind's class, packed."""
    from ofsted_lint.checks import renamed  # only where a plan is made

    found = renamed.resolved(rule.check, rule.params)
    module = checks.load(found.kind)
    return found.kind, msgspec.msgpack.encode(_plain(msgspec.convert(found.params, module.Params), module))


def _plain(value: Any, module: Any) -> Any:
    """Return a parameter as plain data with the names of its classes."""
    if isinstance(value, msgspec.Struct):
        name = type(value).__name__
        if getattr(module, name, None) is not type(value):
            raise TypeError(f"{module.__name__} has no class {name}")
        return {_CLASS: name} | {field: _plain(getattr(value, field), module) for field in value.__struct_fields__}
    if isinstance(value, tuple | list):
        return [_TUPLE] * isinstance(value, tuple) + [_plain(each, module) for each in value]
    if isinstance(value, dict):
        return {key: _plain(each, module) for key, each in value.items()}
    if type(value) not in _AS_IT_IS:
        raise TypeError(f"a plan cannot have a {type(value).__name__}")
    return value


def _converted(plain: Any, module: Any) -> Any:
    """Return a parameter as it was before `_plain`; only classes in the module of its check are used."""
    kind = type(plain)
    if kind is list:
        # Nearly all lists are lists of texts.
        items = [each if type(each) is str else _converted(each, module) for each in plain]
        return tuple(items[1:]) if items and items[0] == _TUPLE else items
    if kind is not dict:
        return plain
    fields = {
        key: value if type(value) in _AS_IT_IS else _converted(value, module)
        for key, value in plain.items()
        if key != _CLASS
    }
    if _CLASS not in plain:
        return fields
    made = getattr(module, plain[_CLASS])
    if not issubclass(made, msgspec.Struct):
        raise TypeError(f"{plain[_CLASS]} is not a class of parameters")
    return made(**fields)


class _Deferred:
    """A check that is prepared when it first runs; rules for other kinds of documents never run."""

    def __init__(self, kind: str, params: bytes) -> None:
        self._kind, self._params = kind, params
        self._check: Check | None = None

    def __call__(self, context: CheckContext) -> Iterable[Hit]:
        if self._check is None:
            module = checks.load(self._kind)
            self._check = module.prepare(_converted(msgspec.msgpack.decode(self._params), module))
            self._params = b""  # what is prepared needs them no more
        return self._check(context)
