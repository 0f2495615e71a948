"""What the operations of expressions give, for the interpreter and for expressions that are written as Python.

What is missing is None, and None makes what depends on it undecided (None).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

from ofsted_lint.checks.expressions.arithmetic import total
from ofsted_lint.checks.expressions.functions import FUNCTIONS
from ofsted_lint.checks.expressions.scope import PRINTED, Work, said
from ofsted_lint.documents.frameworks.grades import Grade, grade_of

# Of how many characters or items, as a power of two, reading takes a step.
_A_STEP_OF_TEXT, _A_STEP_OF_ITEMS = 6, 3
_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compared(sign: str, one: Any, two: Any) -> bool | None:
    """Whether a sign holds between two values; a text beside a grade is one."""
    one, two = said(one), said(two)
    if type(one) is type(two) and one is not None:
        return bool(_SIGNS[sign](one, two))
    if isinstance(one, Grade) and isinstance(two, str):
        two = grade_of(two)
    elif isinstance(two, Grade) and isinstance(one, str):
        one = grade_of(one)
    if one is None or two is None:
        return None
    return bool(_SIGNS[sign](one, two))


def within(item: Any, items: Sequence[Any] | None, work: Work) -> bool | None:
    """Whether a value is in a list; a text beside a grade is one."""
    one = said(item)
    if one is None or items is None:
        return None
    work.take(len(items) >> _A_STEP_OF_ITEMS)
    there = _all_said(items)
    if isinstance(one, Grade):
        there = [grade_of(each) if isinstance(each, str) else each for each in there]
    return one in there


def lacking(value: Any) -> bool:
    """Whether a value is missing: None, or a text or list with nothing in it."""
    return value is None or (isinstance(value, tuple | list | str) and not value)


def added(sign: str, one: Any, two: Any) -> Any:
    """The sum of two values."""
    one, two = said(one), said(two)
    return None if one is None or two is None else total(sign, one, two)


def called(name: str, work: Work, *values: Any) -> Any:
    """What a function gives for values."""
    given = []
    for each in values:
        value = said(each)
        if value is None:
            return None
        if isinstance(value, str):
            work.take(len(value) >> _A_STEP_OF_TEXT)
        elif isinstance(value, list | tuple):
            value = _all_said(value)
            work.take(len(value) >> _A_STEP_OF_ITEMS)
        given.append(value)
    return FUNCTIONS[name].run(*given)


def _all_said(items: Sequence[Any]) -> list[Any]:
    """What each item of a list says; most lists are of one kind."""
    return list(items) if PRINTED.isdisjoint(map(type, items)) else [said(item) for item in items]
