"""Dates as reports print them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ofsted_lint.document.model import InspectionDates, Period

if TYPE_CHECKING:
    from ofsted_lint.document.prose import Prose

MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = {name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)}
# "7 March 22" (York 2022), "8th March 2024" (Cheshire East 2024) and so on.
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_POINT = rf"{_DAY}(?:[ ,]{{1,2}}([A-Z][a-z]{{2,8}}))?(?:[ ,]{{1,2}}((?:20)?\d\d)\b)?"
_RANGE = re.compile(rf"{_POINT}(?: ?(?:to|[-–—]) ?{_POINT})?")


def inspection_dates(prose: Prose) -> InspectionDates:
    """The periods that a line of dates names.

    A start takes the month and year that it leaves out from its end. A day
    that does not exist (31 June) leaves its end of the period None and is
    named in `impossible`.
    """
    periods: list[Period] = []
    impossible: list[str] = []
    for match in _RANGE.finditer(prose.text):
        day, month, year, end_day, end_month, end_year = match.groups()
        if end_day is None:
            end_day, end_month, end_year = day, month, year
        if not (end_month or month):
            continue
        start = _date(day, month or end_month, year or end_year, impossible)
        end = _date(end_day, end_month or month, end_year or year, impossible)
        if start and end and start > end and not year and month and end_month:
            start = _date(day, month, str(end.year - 1), impossible)
        periods.append(Period(start, end))
    starts = [p.start for p in periods if p.start]
    ends = [p.end for p in periods if p.end]
    return InspectionDates(
        prose, tuple(periods), starts[0] if starts else None, ends[-1] if ends else None, tuple(impossible)
    )


def _date(day: str, month: str | None, year: str | None, impossible: list[str]) -> date | None:
    if month is None or year is None:
        return None
    number = _MONTH.get(month[:3].casefold())
    if number is None or MONTHS[number - 1].casefold() != month.casefold():
        return None
    full = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(full, number, int(day))
    except ValueError:
        said = f"{int(day)} {MONTHS[number - 1]} {full}"
        if said not in impossible:
            impossible.append(said)
        return None
