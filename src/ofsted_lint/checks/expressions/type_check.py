"""Check the types of expressions when a rule is loaded, before any document is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ofsted_lint.checks.expressions.cures import function
from ofsted_lint.checks.expressions.function import Function, Term
from ofsted_lint.checks.expressions.functions import FUNCTIONS
from ofsted_lint.checks.expressions.nodes import ExpressionError, Node, UnknownName
from ofsted_lint.checks.expressions.types import ListOf, compared_as, fields, items_of, name
from ofsted_lint.checks.terms.search import TermError
from ofsted_lint.checks.terms.terms import Terms
from ofsted_lint.documents.frameworks.fixed_values import FixedText
from ofsted_lint.documents.frameworks.grades import Grade, grade_of
from ofsted_lint.files.errors import did_you_mean

Names = dict[str, Any]


def check(node: Node, names: Names) -> Any:
    """Return the type of an expression that may use these names, given with their types; raise `ExpressionError`."""
    return _RULES[node.op](node, names)


def expect(node: Node, names: Names, wanted: Any) -> None:
    """Raise `ExpressionError` if an expression is not of the expected type."""
    found = check(node, names)
    if found is not None and compared_as(found) != wanted:
        raise ExpressionError(f"this is {name(found)}; {name(wanted)} was expected", node.at)


def _path(node: Node, names: Names) -> Any:
    first, *rest = node.args
    if first not in names:
        raise UnknownName(first, did_you_mean(first, names), node.at)
    kind = names[first]
    for step in rest:
        known = fields(kind)
        if step not in known:
            hint = did_you_mean(step, known) or (f"; “{step}” is a name by itself" if step in names else "")
            raise ExpressionError(f"{name(kind)} has no “{step}”{hint}", node.at)
        kind = known[step]
    return kind


def _logic(node: Node, names: Names) -> Any:
    for arg in node.args:
        expect(arg, names, bool)
    return bool


def _compare(node: Node, names: Names) -> Any:
    left, sign, right = node.args
    one, two = compared_as(check(left, names)), compared_as(check(right, names))
    if Grade in (one, two) and str in (one, two):
        _grade(right if two is str else left)
        return bool
    _fixed(left, check(right, names))
    _fixed(right, check(left, names))
    if one is not None and two is not None and one != two:
        raise ExpressionError(f"{name(one)} cannot be compared with {name(two)}", node.at)
    if sign not in ("=", "!=") and one not in _ORDERED:
        raise ExpressionError(f"“{sign}” cannot order {name(one)}", node.at)
    return bool


_ORDERED = (int, date, Grade)


def _grade(node: Node) -> None:
    """Raise `ExpressionError` for a text compared with a grade that is not one of the four grades."""
    if node.op == "string" and grade_of(node.args[0]) is None:
        raise ExpressionError(f"“{node.args[0]}” is not a grade; the grades are {_GRADES}", node.at)


_GRADES = ", ".join(grade.words for grade in Grade)


def _fixed(node: Node, kind: Any) -> None:
    """Raise `ExpressionError` for a text, or a list of texts, that a fixed value is compared with and cannot be."""
    if not isinstance(kind, FixedText):
        return
    for each in node.args if node.op == "list" else (node,):
        if each.op == "string" and each.args[0] not in kind.values:
            found = each.args[0]
            hint = did_you_mean(found, kind.values) or f"; it may be {', '.join(kind.values)}"
            raise ExpressionError(f"“{found}” is not {kind.what}{hint}", each.at)


def _within(node: Node, names: Names) -> Any:
    item, whole = node.args
    kind = _items(whole, names)
    found = check(item, names)
    _fixed(whole, found)
    _fixed(item, kind.item)
    one, two = compared_as(found), compared_as(kind.item)
    if Grade in (one, two) and str in (one, two):
        for each in (item, *(whole.args if whole.op == "list" else ())):
            _grade(each)
    elif None not in (one, two) and one != two:
        raise ExpressionError(f"{name(one)} cannot be in a list of {name(two)}", node.at)
    return bool


def _items(whole: Node, names: Names) -> ListOf:
    """Return the type of what follows “in”; raise `ExpressionError` if it is no list."""
    kind = check(whole, names)
    items = items_of(kind)
    if items is None:
        raise ExpressionError(f"this is {name(kind)}; a list was expected after “in”", whole.at)
    return items


def _bound(node: Node, names: Names, whole: Node, variable: str) -> Names:
    return names | {variable: _items(whole, names).item}


def _quantified(node: Node, names: Names) -> Any:
    variable, whole, condition = node.args
    expect(condition, _bound(node, names, whole, variable), bool)
    return bool


def _first(node: Node, names: Names) -> Any:
    variable, whole, condition = node.args
    inner = _bound(node, names, whole, variable)
    expect(condition, inner, bool)
    return inner[variable]


def _each(node: Node, names: Names) -> Any:
    result, variable, whole, *condition = node.args
    inner = _bound(node, names, whole, variable)
    if condition:
        expect(condition[0], inner, bool)
    return ListOf(check(result, inner))


def _list(node: Node, names: Names) -> Any:
    kinds = [compared_as(check(arg, names)) for arg in node.args]
    if any(kind != kinds[0] for kind in kinds):
        raise ExpressionError("the items of a list must be of one type", node.at)
    return ListOf(kinds[0])


def _sum(node: Node, names: Names) -> Any:
    """Return the type of a calculation: a number of numbers or two dates, a date of a date and a number of days."""
    one, two = (compared_as(check(arg, names)) for arg in node.args)
    if (one, two) == (date, date) and node.op == "minus":
        return int
    if one is date and two is int and node.op in ("plus", "minus"):
        return date
    for kind, arg in ((one, node.args[0]), (two, node.args[1])):
        if kind is not int:
            raise ExpressionError(f"this is {name(kind)}; a number was expected", arg.at)
    return int


def _call(node: Node, names: Names) -> Any:
    called, *args = node.args
    if called not in FUNCTIONS:
        raise ExpressionError(f"unknown function “{called}”{_near(called, args, names)}", node.at)
    function = FUNCTIONS[called]
    if len(args) != len(function.takes):
        raise ExpressionError(f"“{called}” takes {len(function.takes)} value(s), not {len(args)}", node.at)
    items = [
        _taken(called, function, arg, check(arg, names), wanted)
        for arg, wanted in zip(args, function.takes, strict=True)
    ]
    item = next((item for item in items if item is not None), None)
    if isinstance(function.gives, ListOf):
        return ListOf(item) if function.gives.item is None else function.gives
    return item if function.gives is None else function.gives


def _near(called: str, args: list[Node], names: Names) -> str:
    """Return which function to write instead of an unknown one."""
    return function(called, compared_as(check(args[0], names)) if args else None, FUNCTIONS)


def _taken(called: str, function: Function, arg: Node, found: Any, wanted: Any) -> Any:
    """Raise `ExpressionError` for an argument of the wrong type; return the type of the items of a list, or None."""
    if isinstance(wanted, ListOf):
        items = items_of(found)
        if items is None:
            hint = "; write “words”" if called == "count" and compared_as(found) is str else ""
            raise ExpressionError(f"this is {name(found)}; a list was expected{hint}", arg.at)
        item = compared_as(items.item)
        if function.ordered and item not in _ORDERED:
            raise ExpressionError(f"“{called}” cannot order {name(items.item)}", arg.at)
        if wanted.item is not None and item is not None and item != wanted.item:
            raise ExpressionError(f"“{called}” needs a list of numbers; {name(items.item)} is none", arg.at)
        return items.item
    if wanted is Term:
        if arg.op != "string":
            raise ExpressionError("a term in quotation marks was expected", arg.at)
        try:
            Terms((arg.args[0],)).check()
        except TermError as error:
            raise ExpressionError(str(error), arg.at) from None
    elif wanted is not None and compared_as(found) != compared_as(wanted):
        hint = ": write words_of(…)" if (wanted, compared_as(found)) == (str, Grade) else ""
        raise ExpressionError(f"this is {name(found)}; {name(wanted)} was expected{hint}", arg.at)
    _fixed(arg, wanted)
    return None


def _date(node: Node, names: Names) -> Any:
    try:
        date.fromisoformat(node.args[0])
    except ValueError:
        raise ExpressionError(f"{node.args[0]} is not a date", node.at) from None
    return date


_RULES: dict[str, Callable[[Node, Names], Any]] = {
    "path": _path,
    "either": _logic,
    "both": _logic,
    "denied": _logic,
    "compare": _compare,
    "within": _within,
    "without": _within,
    "any": _quantified,
    "all": _quantified,
    "first": _first,
    "last": _first,
    "each": _each,
    "list": _list,
    "plus": _sum,
    "minus": _sum,
    "times": _sum,
    "over": _sum,
    "call": _call,
    "missing": lambda node, names: check(node.args[0], names) and bool,
    "present": lambda node, names: check(node.args[0], names) and bool,
    "string": lambda node, names: str,
    "number": lambda node, names: int,
    "date": _date,
    "true": lambda node, names: bool,
    "never": lambda node, names: bool,
}
