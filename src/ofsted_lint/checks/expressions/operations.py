"""The operations of expressions, for the interpreter and for generated Python code.

A missing value is None, and an operation on None is undecided (None).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

from ofsted_lint.checks.expressions.arithmetic import total
from ofsted_lint.checks.expressions.functions import FUNCTIONS
from ofsted_lint.checks.expressions.scope import PRINTED, Work, plain_value
from ofsted_lint.documents.frameworks.grades import Grade, grade_of

# One step is counted for each 2 ** this number of characters or items.
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
    """True if a comparison is true of two values; a text compared with a grade is read as a grade."""
    one, two = plain_value(one), plain_value(two)
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
    """True if a value is in a list; a text compared with a grade is read as a grade."""
    one = plain_value(item)
    if one is None or items is None:
        return None
    work.take(len(items) >> _A_STEP_OF_ITEMS)
    there = _all_plain_value(items)
    if isinstance(one, str) and any(isinstance(each, Grade) for each in there):
        one = grade_of(one)
    elif isinstance(one, Grade):
        there = [grade_of(each) if isinstance(each, str) else each for each in there]
    return one in there


def lacking(value: Any) -> bool:
    """True if a value is missing: None, or an empty text or list."""
    return value is None or (isinstance(value, tuple | list | str) and not value)


def added(sign: str, one: Any, two: Any) -> Any:
    """Return the sum or difference of two values."""
    one, two = plain_value(one), plain_value(two)
    return None if one is None or two is None else total(sign, one, two)


def called(name: str, work: Work, *values: Any) -> Any:
    """Return the result of a function for values."""
    given = []
    for each in values:
        value = plain_value(each)
        if value is None:
            return None
        if isinstance(value, str):
            work.take(len(value) >> _A_STEP_OF_TEXT)
        elif isinstance(value, list | tuple):
            value = _all_plain_value(value)
            work.take(len(value) >> _A_STEP_OF_ITEMS)
        given.append(value)
    function = FUNCTIONS[name]
    if function.size:
        work.take(function.size(*given) >> _A_STEP_OF_TEXT)
    return function.run(*given)


def _all_plain_value(items: Sequence[Any]) -> list[Any]:
    """Return the plain values of the items of a list."""
    return list(items) if PRINTED.isdisjoint(map(type, items)) else [plain_value(item) for item in items]
