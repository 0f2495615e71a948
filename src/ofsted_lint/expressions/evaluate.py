"""The value of an expression for one document.

What is missing is None, and None makes what depends on it undecided (None)
rather than false: a rule says nothing about what it cannot know.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import msgspec

from ofsted_lint.document.kinds import Grade, grade_of
from ofsted_lint.document.model import Report
from ofsted_lint.document.parts import GradeText, Number
from ofsted_lint.document.prose import Prose, marked
from ofsted_lint.expressions.functions import FUNCTIONS
from ofsted_lint.expressions.nodes import Node

_MOST_STEPS = 1_000_000
# Of how many characters or items, as a power of two, reading takes a step.
_FREE: dict[Any, int] = {str: 6, list: 3}
_SIGNS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Scope:
    """The names that an expression sees: those given, and behind them the document's parts."""

    def __init__(self, document: Report, names: dict[str, Any] | None = None) -> None:
        self.document = document
        self.names = names or {}

    def __getitem__(self, name: str) -> Any:
        return self.names[name] if name in self.names else getattr(self.document, name)

    def bound(self, name: str, value: Any) -> Scope:
        """The scope with one more name."""
        return Scope(self.document, {**self.names, name: value})


class TooLong(Exception):
    """A rule that asks for more work than any document is worth."""


class Work(msgspec.Struct):
    """How many steps have been taken for one rule on one document."""

    steps: int = 0


def evaluate(node: Node, scope: Scope, work: Work) -> Any:
    """The value of an expression, which must have been checked before."""
    work.steps += 1
    if work.steps > _MOST_STEPS:
        raise TooLong
    return _RULES[node.op](node, scope, work)


def said(value: Any) -> Any:
    """What a printed value says: its text, its grade, its number."""
    kind = type(value)
    if kind is Prose:
        return marked(value.text)
    if kind is GradeText or kind is Number:
        return value.value
    return marked(value) if kind is str else value


def _path(node: Node, scope: Scope, work: Work) -> Any:
    value = scope[node.args[0]]
    for step in node.args[1:]:
        if value is None:
            return None
        value = getattr(value, step)
    return value


def _either(node: Node, scope: Scope, work: Work) -> bool | None:
    return _first_of(True, (evaluate(arg, scope, work) for arg in node.args))


def _both(node: Node, scope: Scope, work: Work) -> bool | None:
    return _first_of(False, (evaluate(arg, scope, work) for arg in node.args))


def _first_of(wanted: bool, found: Iterable[bool | None]) -> bool | None:
    """`wanted` as soon as it comes; else None if anything was undecided."""
    result: bool | None = not wanted
    for value in found:
        if value is wanted:
            return wanted
        if value is None:
            result = None
    return result


def _denied(node: Node, scope: Scope, work: Work) -> bool | None:
    value = evaluate(node.args[0], scope, work)
    return None if value is None else not value


def _compare(node: Node, scope: Scope, work: Work) -> bool | None:
    left, sign, right = node.args
    one, two = said(evaluate(left, scope, work)), said(evaluate(right, scope, work))
    if isinstance(one, Grade) and isinstance(two, str):
        two = grade_of(two)
    elif isinstance(two, Grade) and isinstance(one, str):
        one = grade_of(one)
    if one is None or two is None:
        return None
    return bool(_SIGNS[sign](one, two))


def _within(node: Node, scope: Scope, work: Work) -> bool | None:
    one = said(evaluate(node.args[0], scope, work))
    whole = evaluate(node.args[1], scope, work)
    if one is None or whole is None:
        return None
    items = [said(item) for item in whole]
    return one in [grade_of(i) if isinstance(i, str) else i for i in items] if isinstance(one, Grade) else one in items


def _without(node: Node, scope: Scope, work: Work) -> bool | None:
    found = _within(node, scope, work)
    return None if found is None else not found


def _missing(node: Node, scope: Scope, work: Work) -> bool:
    value = evaluate(node.args[0], scope, work)
    return value is None or (isinstance(value, tuple | list | str) and not value)


def _any(node: Node, scope: Scope, work: Work) -> bool | None:
    return _first_of(True, _over(node, scope, work))


def _all(node: Node, scope: Scope, work: Work) -> bool | None:
    return _first_of(False, _over(node, scope, work))


def _over(node: Node, scope: Scope, work: Work) -> Any:
    variable, whole, condition = node.args
    for item in evaluate(whole, scope, work) or ():
        yield evaluate(condition, scope.bound(variable, item), work)


def _first(node: Node, scope: Scope, work: Work) -> Any:
    variable, whole, condition = node.args
    for item in evaluate(whole, scope, work) or ():
        if evaluate(condition, scope.bound(variable, item), work) is True:
            return item
    return None


def _each(node: Node, scope: Scope, work: Work) -> Any:
    result, variable, whole, *condition = node.args
    found = []
    for item in evaluate(whole, scope, work) or ():
        inner = scope.bound(variable, item)
        if not condition or evaluate(condition[0], inner, work) is True:
            value = evaluate(result, inner, work)
            if said(value) is not None:
                found.append(value)
    return found


def _sum(node: Node, scope: Scope, work: Work) -> Any:
    one, two = (said(evaluate(arg, scope, work)) for arg in node.args)
    if one is None or two is None:
        return None
    if isinstance(one, date) and isinstance(two, int):
        two = timedelta(two)
    try:
        found = _SUMS[node.op](one, two)
    except OverflowError:
        return None
    return found.days if isinstance(found, timedelta) else found


_SUMS: dict[str, Callable[[Any, Any], Any]] = {"plus": operator.add, "minus": operator.sub, "times": operator.mul}


def _call(node: Node, scope: Scope, work: Work) -> Any:
    called, *args = node.args
    given = [said(evaluate(arg, scope, work)) for arg in args]
    if any(value is None for value in given):
        return None
    given = [[said(item) for item in v] if isinstance(v, list | tuple) else v for v in given]
    # A function reads all of a text or a list, which is more work than a step.
    for value in given:
        work.steps += len(value) >> _FREE[type(value)] if type(value) in _FREE else 0
    return FUNCTIONS[called].run(*given)


_RULES: dict[str, Callable[[Node, Scope, Work], Any]] = {
    "path": _path,
    "either": _either,
    "both": _both,
    "denied": _denied,
    "compare": _compare,
    "within": _within,
    "without": _without,
    "any": _any,
    "all": _all,
    "first": _first,
    "each": _each,
    "list": lambda node, scope, work: [
        arg.args[0] if arg.op == "string" else evaluate(arg, scope, work) for arg in node.args
    ],
    "plus": _sum,
    "minus": _sum,
    "times": _sum,
    "call": _call,
    "missing": _missing,
    "present": lambda node, scope, work: not _missing(node, scope, work),
    "string": lambda node, scope, work: node.args[0],
    "number": lambda node, scope, work: int(node.args[0]),
    "date": lambda node, scope, work: date.fromisoformat(node.args[0]),
    "true": lambda node, scope, work: True,
    "never": lambda node, scope, work: False,
}
