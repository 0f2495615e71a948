"""Sums, differences, products and quotients of numbers and dates."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

_MOST = 10**15
_SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "plus": operator.add,
    "minus": operator.sub,
    "times": operator.mul,
    "over": operator.truediv,
}


def total(sign: str, one: Any, two: Any) -> Any:
    """Calculate with two numbers, a date and a number of days, or two dates.

    None if the result is too large, or there is none since something is divided by 0.
    """
    try:
        found = _SIGNS[sign](one, timedelta(two) if isinstance(one, date) and isinstance(two, int | float) else two)
    except (OverflowError, ZeroDivisionError):
        return None
    if isinstance(found, int | float) and abs(found) > _MOST:
        return None  # no number in a document is so large
    if isinstance(found, float) and found.is_integer():
        return int(found)
    return found.days if isinstance(found, timedelta) else found
