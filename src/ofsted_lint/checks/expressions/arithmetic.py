"""Sums, differences and products of numbers and dates."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

_MOST = 10**15
_SIGNS: dict[str, Callable[[Any, Any], Any]] = {"plus": operator.add, "minus": operator.sub, "times": operator.mul}


def total(sign: str, one: Any, two: Any) -> Any:
    """Calculate with two numbers, a date and a number of days, or two dates; return None if the result is too large."""
    try:
        found = _SIGNS[sign](one, timedelta(two) if isinstance(one, date) and isinstance(two, int) else two)
    except OverflowError:
        return None
    if isinstance(found, int) and abs(found) > _MOST:
        return None  # no number in a document is so large
    return found.days if isinstance(found, timedelta) else found
