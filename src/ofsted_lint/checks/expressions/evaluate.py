"""The value of an expression for one document.

What is missing is None, and None makes what depends on it undecided (None)
rather than false: a rule says nothing about what it cannot know.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from ofsted_lint.checks.expressions.arithmetic import total
from ofsted_lint.checks.expressions.functions import FUNCTIONS
from ofsted_lint.checks.expressions.nodes import Node
from ofsted_lint.checks.expressions.scope import PRINTED, Scope, Work, part, said
from ofsted_lint.documents.frameworks.grades import Grade, grade_of

# Of how many characters or items, as a power of two, reading takes a step.
_A_STEP_OF_TEXT, _A_STEP_OF_ITEMS = 6, 3
_SIGNS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


Run = Callable[[Scope, Work], Any]


def evaluate(node: Node, scope: Scope, work: Work) -> Any:
    """The value of an expression, which must have been checked before."""
    return runner(node)(scope, work)


def runner(node: Node) -> Run:
    """What gives an expression its value, made once."""
    made: Run | None = vars(node).get("run")
    if made is None:
        made = vars(node)["run"] = _MADE[node.op](node)
    return made


def _size(node: Node) -> int:
    """How many steps an expression takes, without the loops in it."""
    return 1 + sum(_size(arg) for arg in node.args if isinstance(arg, Node))


def _path(node: Node) -> Run:
    first, *rest = node.args
    if not rest:
        return lambda scope, work: scope[first]
    if len(rest) == 1:
        return _part(first, rest[0])

    def run(scope: Scope, work: Work) -> Any:
        value = scope[first]
        for step in rest:
            if value is None:
                return None
            value = part(value, step)
        return value

    return run


def _part(first: str, step: str) -> Run:
    """A path of one step, as most are."""

    def run(scope: Scope, work: Work) -> Any:
        value = scope[first]
        return None if value is None else part(value, step)

    return run


def _logic(wanted: bool) -> Callable[[Node], Run]:
    """`or` (True is wanted) and `and` (False is)."""

    def make(node: Node) -> Run:
        args = [runner(arg) for arg in node.args]

        def run(scope: Scope, work: Work) -> bool | None:
            result: bool | None = not wanted
            for arg in args:
                value: bool | None = arg(scope, work)
                if value is wanted:
                    return wanted
                if value is None:
                    result = None
            return result

        return run

    return make


def _denied(node: Node) -> Run:
    inner = runner(node.args[0])

    def run(scope: Scope, work: Work) -> bool | None:
        value = inner(scope, work)
        return None if value is None else not value

    return run


def _compare(node: Node) -> Run:
    left, right, sign = runner(node.args[0]), runner(node.args[2]), _SIGNS[node.args[1]]

    def run(scope: Scope, work: Work) -> bool | None:
        one, two = said(left(scope, work)), said(right(scope, work))
        if type(one) is type(two) and one is not None:
            return bool(sign(one, two))
        if isinstance(one, Grade) and isinstance(two, str):
            two = grade_of(two)
        elif isinstance(two, Grade) and isinstance(one, str):
            one = grade_of(one)
        if one is None or two is None:
            return None
        return bool(sign(one, two))

    return run


def _within(node: Node) -> Run:
    item, whole = (runner(arg) for arg in node.args)
    written = [said(text) for text in _texts(node.args[1])]

    def run(scope: Scope, work: Work) -> bool | None:
        one, items = said(item(scope, work)), whole(scope, work)
        if one is None or items is None:
            return None
        work.take(len(items) >> _A_STEP_OF_ITEMS)
        there = written or [said(each) for each in items]
        return one in (
            [grade_of(each) if isinstance(each, str) else each for each in there] if isinstance(one, Grade) else there
        )

    return run


def _without(node: Node) -> Run:
    within = _within(node)

    def run(scope: Scope, work: Work) -> bool | None:
        found = within(scope, work)
        return None if found is None else not found

    return run


def _lacking(missing: bool) -> Callable[[Node], Run]:
    """`is missing`, and `is present`."""

    def make(node: Node) -> Run:
        inner = runner(node.args[0])

        def run(scope: Scope, work: Work) -> bool:
            value = inner(scope, work)
            gone = value is None or (isinstance(value, tuple | list | str) and not value)
            return gone is missing

        return run

    return make


def _some(wanted: bool) -> Callable[[Node], Run]:
    """`any` (True is wanted) and `every` (False is): `wanted` as soon as it comes; else None if any was undecided."""

    def make(node: Node) -> Run:
        variable, whole, condition = node.args
        items, holds, size = runner(whole), runner(condition), _size(condition)

        def run(scope: Scope, work: Work) -> bool | None:
            result: bool | None = not wanted
            inner = scope.inner()
            for item in items(scope, work) or ():
                work.take(size)
                inner[variable] = item
                value: bool | None = holds(inner, work)
                if value is wanted:
                    return wanted
                if value is None:
                    result = None
            return result

        return run

    return make


def _first(node: Node) -> Run:
    variable, whole, condition = node.args
    items, holds, size = runner(whole), runner(condition), _size(condition)

    def run(scope: Scope, work: Work) -> Any:
        inner = scope.inner()
        for item in items(scope, work) or ():
            work.take(size)
            inner[variable] = item
            if holds(inner, work) is True:
                return item
        return None

    return run


def _each(node: Node) -> Run:
    result, variable, whole, *condition = node.args
    items, value_of, size = runner(whole), runner(result), _size(node)
    holds = runner(condition[0]) if condition else None

    def run(scope: Scope, work: Work) -> tuple[Any, ...]:
        found = []
        inner = scope.inner()
        for item in items(scope, work) or ():
            work.take(size)
            inner[variable] = item
            if holds is None or holds(inner, work) is True:
                value = value_of(inner, work)
                if said(value) is not None:
                    found.append(value)
        return tuple(found)

    return run


def _sum(node: Node) -> Run:
    left, right = (runner(arg) for arg in node.args)

    def run(scope: Scope, work: Work) -> Any:
        one, two = said(left(scope, work)), said(right(scope, work))
        return None if one is None or two is None else total(node.op, one, two)

    return run


def _call(node: Node) -> Run:
    function, args = FUNCTIONS[node.args[0]].run, [runner(arg) for arg in node.args[1:]]

    def run(scope: Scope, work: Work) -> Any:
        given = []
        for arg in args:
            value = said(arg(scope, work))
            if value is None:
                return None
            if isinstance(value, str):
                work.take(len(value) >> _A_STEP_OF_TEXT)
            elif isinstance(value, list | tuple):
                value = _all_said(value)
                work.take(len(value) >> _A_STEP_OF_ITEMS)
            given.append(value)
        return function(*given)

    return run


def _all_said(items: Sequence[Any]) -> list[Any]:
    """What each item of a list says; most lists are of one kind."""
    return list(items) if PRINTED.isdisjoint(map(type, items)) else [said(item) for item in items]


def _texts(node: Node) -> tuple[str, ...]:
    """The texts of a list that has nothing else; none where it has, or is no list."""
    written = node.op == "list" and all(arg.op == "string" for arg in node.args)
    return tuple(arg.args[0] for arg in node.args) if written else ()


def _list(node: Node) -> Run:
    if texts := _texts(node):
        return lambda scope, work: texts
    items = [runner(arg) for arg in node.args]
    return lambda scope, work: tuple(item(scope, work) for item in items)


def _constant(read: Callable[[Node], Any]) -> Callable[[Node], Run]:
    """What is written out in the expression."""

    def make(node: Node) -> Run:
        value = read(node)
        return lambda scope, work: value

    return make


_MADE: dict[str, Callable[[Node], Run]] = {
    "path": _path,
    "either": _logic(True),
    "both": _logic(False),
    "denied": _denied,
    "compare": _compare,
    "within": _within,
    "without": _without,
    "any": _some(True),
    "all": _some(False),
    "first": _first,
    "each": _each,
    "list": _list,
    "plus": _sum,
    "minus": _sum,
    "times": _sum,
    "call": _call,
    "missing": _lacking(True),
    "present": _lacking(False),
    "string": _constant(lambda node: node.args[0]),
    "number": _constant(lambda node: int(node.args[0])),
    "date": _constant(lambda node: date.fromisoformat(node.args[0])),
    "true": _constant(lambda node: True),
    "never": _constant(lambda node: False),
}
