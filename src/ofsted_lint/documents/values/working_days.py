"""Working days in England.

Saturdays, Sundays, Christmas Day, Good Friday and bank holidays are not working
days (SI 2007/462, regulations 1 and 2).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(1)
_MONDAY, _FRIDAY, _SATURDAY = 0, 4, 5
_MOST_DAYS = 4000
# Extra bank holidays, and the usual ones that were moved (gov.uk/bank-holidays).
_SPECIAL = {
    2020: ({date(2020, 5, 8)}, {date(2020, 5, 4)}),
    2022: ({date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)}, {date(2022, 5, 30)}),
    2023: ({date(2023, 5, 8)}, set()),
}


def working_days(start: date, end: date) -> int | None:
    """Return how many working days follow `start` up to and including `end`; None for unreasonably long times."""
    if (end - start).days > _MOST_DAYS:
        return None
    days = (start + timedelta(n) for n in range(1, (end - start).days + 1))
    return sum(1 for day in days if day.weekday() < _SATURDAY and day not in holidays(day.year))


@lru_cache(64)
def holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales in a year."""
    easter = _easter(year)
    added, moved = _SPECIAL.get(year, (set(), set()))
    yearly = {
        _weekday_from(date(year, 1, 1)),
        easter - timedelta(2),
        easter + _DAY,
        _first_monday(year, 5),
        _last_monday(year, 5),
        _last_monday(year, 8),
        *_christmas(year),
    }
    return frozenset((yearly - moved) | added)


def _weekday_from(day: date) -> date:
    while day.weekday() >= _SATURDAY:
        day += _DAY
    return day


def _christmas(year: int) -> set[date]:
    first = _weekday_from(date(year, 12, 25))
    second = _weekday_from(max(date(year, 12, 26), first + _DAY))
    return {first, second}


def _first_monday(year: int, month: int) -> date:
    day = date(year, month, 1)
    return day + timedelta((_MONDAY - day.weekday()) % 7)


def _last_monday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(day.weekday())


def _easter(year: int) -> date:
    """Return Easter Sunday, by the anonymous Gregorian algorithm."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
