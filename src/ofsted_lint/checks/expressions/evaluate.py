"""The value of an expression for one document.

A part that is missing is None, and None makes what depends on it undecided (None)
rather than false: a rule says nothing about what it cannot know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from ofsted_lint.checks.expressions.nodes import Node, number, size
from ofsted_lint.checks.expressions.operations import added, called, compared, lacking, within
from ofsted_lint.checks.expressions.scope import Scope, Work, part, plain_value

Run = Callable[[Scope, Work], Any]


def evaluate(node: Node, scope: Scope, work: Work) -> Any:
    """Return the value of an expression, which must have been checked before."""
    return runner(node)(scope, work)


def runner(node: Node) -> Run:
    """Return the function that evaluates an expression; it is made once."""
    made: Run | None = vars(node).get("run")
    if made is None:
        made = vars(node)["run"] = _MADE[node.op](node)
    return made


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
    """Evaluate a path of one step, the most frequent case."""

    def run(scope: Scope, work: Work) -> Any:
        value = scope[first]
        return None if value is None else part(value, step)

    return run


def _logic(wanted: bool) -> Callable[[Node], Run]:
    """Evaluate `or` (wanted: True) and `and` (wanted: False)."""

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
    left, sign, right = runner(node.args[0]), node.args[1], runner(node.args[2])
    return lambda scope, work: compared(sign, left(scope, work), right(scope, work))


def _within(node: Node) -> Run:
    item, whole = (runner(arg) for arg in node.args)
    return lambda scope, work: within(item(scope, work), whole(scope, work), work)


def _without(node: Node) -> Run:
    there = _within(node)

    def run(scope: Scope, work: Work) -> bool | None:
        found = there(scope, work)
        return None if found is None else not found

    return run


def _lacking(missing: bool) -> Callable[[Node], Run]:
    """Evaluate `is missing` and `is present`."""

    def make(node: Node) -> Run:
        inner = runner(node.args[0])

        return lambda scope, work: lacking(inner(scope, work)) is missing

    return make


def _some(wanted: bool) -> Callable[[Node], Run]:
    """Evaluate `any` (wanted: True) and `every` (wanted: False), which stop at `wanted`; None if any is undecided."""

    def make(node: Node) -> Run:
        variable, whole, condition = node.args
        items, holds, steps = runner(whole), runner(condition), size(condition)

        def run(scope: Scope, work: Work) -> bool | None:
            result: bool | None = not wanted
            inner = scope.inner()
            for item in items(scope, work) or ():
                work.take(steps)
                inner[variable] = item
                value: bool | None = holds(inner, work)
                if value is wanted:
                    return wanted
                if value is None:
                    result = None
            return result

        return run

    return make


def _end(ordered: Callable[[Any], Iterable[Any]]) -> Callable[[Node], Run]:
    """Evaluate `first` and `last`, which take the items in the order that `ordered` puts them into."""

    def make(node: Node) -> Run:
        variable, whole, condition = node.args
        items, holds, steps = runner(whole), runner(condition), size(condition)

        def run(scope: Scope, work: Work) -> Any:
            inner = scope.inner()
            for item in ordered(items(scope, work) or ()):
                work.take(steps)
                inner[variable] = item
                if holds(inner, work) is True:
                    return item
            return None

        return run

    return make


def _each(node: Node) -> Run:
    result, variable, whole, *condition = node.args
    items, value_of, steps = runner(whole), runner(result), size(node)
    holds = runner(condition[0]) if condition else None

    def run(scope: Scope, work: Work) -> tuple[Any, ...]:
        found = []
        inner = scope.inner()
        for item in items(scope, work) or ():
            work.take(steps)
            inner[variable] = item
            if holds is None or holds(inner, work) is True:
                value = value_of(inner, work)
                if plain_value(value) is not None:
                    found.append(value)
        return tuple(found)

    return run


def _sum(node: Node) -> Run:
    left, right = (runner(arg) for arg in node.args)

    return lambda scope, work: added(node.op, left(scope, work), right(scope, work))


def _call(node: Node) -> Run:
    name, args = node.args[0], [runner(arg) for arg in node.args[1:]]
    return lambda scope, work: called(name, work, *[arg(scope, work) for arg in args])


def _texts(node: Node) -> tuple[str, ...]:
    """Return the texts of a list of texts; empty for any other value."""
    written = node.op == "list" and all(arg.op == "string" for arg in node.args)
    return tuple(arg.args[0] for arg in node.args) if written else ()


def _list(node: Node) -> Run:
    if texts := _texts(node):
        return lambda scope, work: texts
    items = [runner(arg) for arg in node.args]
    return lambda scope, work: tuple(item(scope, work) for item in items)


def _constant(read: Callable[[Node], Any]) -> Callable[[Node], Run]:
    """Return a value that is written out in the expression."""

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
    "first": _end(iter),
    "last": _end(reversed),
    "each": _each,
    "list": _list,
    "plus": _sum,
    "minus": _sum,
    "times": _sum,
    "over": _sum,
    "call": _call,
    "missing": _lacking(True),
    "present": _lacking(False),
    "string": _constant(lambda node: node.args[0]),
    "number": _constant(lambda node: number(node.args[0])),
    "date": _constant(lambda node: date.fromisoformat(node.args[0])),
    "true": _constant(lambda node: True),
    "never": _constant(lambda node: False),
}
