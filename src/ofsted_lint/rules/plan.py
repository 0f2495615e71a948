"""Rules that were found sound, as plain data from which a run makes them again without reading their files.

The plan of the rules that ship is made when the wheel is built; that of other
rules, and of a checkout, is kept in the cache. It holds nothing that can run:
texts, numbers, lists, and the names of the classes of parameters.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from ofsted_lint import checks
from ofsted_lint.checks import Check, renamed
from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.expressions import nodes
from ofsted_lint.checks.terms import index
from ofsted_lint.findings.finding import Hit, Severity
from ofsted_lint.rules.loading import Loaded
from ofsted_lint.rules.rule import Rule, RuleFix

# The plan of the rules that ship, in the folder of what is made when the wheel is built.
NAME = "rules"
_AS_IT_IS = frozenset((str, int, float, bool, type(None)))
_TUPLE, _CLASS = "\0tuple", "\0class"
# What comes of data that is no plan of this program's.
UNSOUND = (msgspec.DecodeError, ImportError, AttributeError, LookupError, TypeError, ValueError)


def begin() -> None:
    """Begin with other rules: what neither they nor the last ones need is forgotten."""
    nodes.begin()
    index.begin()


def record() -> None:
    """Begin to note what is worked out for rules, all of which goes into their plan."""
    nodes.record()
    index.record()


def made(rules: list[Loaded], root: str) -> Any:
    """Return the plan of the rules that were prepared since `record`, whose files are named from a folder.

    TypeError where a parameter has a value of a kind that no plan can have.
    """
    heads = [(_named(loaded.path, root), _head(loaded.rule), *_checked(loaded.rule)) for loaded in rules]
    table = index.prepared()
    return heads, nodes.packed(), (table.terms, table.packed, table.places)


def remembered(plan: Any, root: str) -> list[Loaded]:
    """Return the rules of a plan, whose files are named from a folder; one of `UNSOUND` where it is none."""
    heads, expressions, table = plan
    nodes.remember(expressions)
    index.remember(index.Table(*table))
    return [Loaded(_rule(head), _path(name, root), _Deferred(kind, params)) for name, head, kind, params in heads]


def _named(path: str, root: str) -> str:
    """The name that a file has in a plan: the same on all systems, if it is in the folder."""
    return os.path.relpath(path, root).replace(os.sep, "/") if root else path


def _path(name: str, root: str) -> str:
    return f"{root}{os.sep}{name if os.sep == '/' else name.replace('/', os.sep)}" if root else name


def _head(rule: Rule) -> dict[str, Any]:
    """What a rule says, without what is not said."""
    found = {field.name: getattr(rule, field.name) for field in msgspec.structs.fields(rule)}
    unsaid = {field.name: field.default for field in msgspec.structs.fields(rule)}
    plain = {name: value for name, value in found.items() if value != unsaid[name]}
    said: dict[str, Any] = msgspec.to_builtins(plain)
    return said


def _rule(head: dict[str, Any]) -> Rule:
    """The rule that says this; nothing is checked again."""
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
    """The kind of check of a rule, and its parameters as that kind has them, packed."""
    found = renamed.resolved(rule.check, rule.params)
    module = checks.load(found.kind)
    return found.kind, msgspec.msgpack.encode(_plain(msgspec.convert(found.params, module.Params), module))


def _plain(value: Any, module: Any) -> Any:
    """A parameter as plain data that knows its classes."""
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
        raise TypeError(f"no plan can have a {type(value).__name__}")
    return value


def _restored(plain: Any, module: Any) -> Any:
    """A parameter as it was before `_plain`: only classes of values that its kind of check names are made."""
    kind = type(plain)
    if kind is list:
        # Nearly all are lists of texts.
        items = [each if type(each) is str else _restored(each, module) for each in plain]
        return tuple(items[1:]) if items and items[0] == _TUPLE else items
    if kind is not dict:
        return plain
    fields = {
        key: value if type(value) in _AS_IT_IS else _restored(value, module)
        for key, value in plain.items()
        if key != _CLASS
    }
    if _CLASS not in plain:
        return fields
    made = getattr(module, plain[_CLASS])
    if not issubclass(made, msgspec.Struct):
        raise TypeError(f"{plain[_CLASS]} is no class of parameters")
    return made(**fields)


class _Deferred:
    """A check that is prepared when it is first run: of many rules none is, on documents of other kinds."""

    def __init__(self, kind: str, params: bytes) -> None:
        self._kind, self._params = kind, params
        self._check: Check | None = None

    def __call__(self, context: CheckContext) -> Iterable[Hit]:
        if self._check is None:
            module = checks.load(self._kind)
            self._check = module.prepare(_restored(msgspec.msgpack.decode(self._params), module))
        return self._check(context)
