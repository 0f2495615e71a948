"""Dates as reports print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose

MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August"]
MONTHS += ["September", "October", "November", "December"]
_MONTH = {name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)}
# "7 March 22" (York 2022), "8th March 2024" (Cheshire East 2024) and so on.
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_POINT = rf"(?:[A-Z][a-z]+day,? )?{_DAY}(?:[ ,]{{1,2}}([A-Z][a-z]{{2,8}})(?:[ ,]{{1,2}}((?:20)?\d\d)\b)?)?"
_RANGE = pattern(rf"{_POINT}(?: ?(?:to|[-–—]) ?{_POINT})?")
_LONGEST_NAME = 120
_IN_NAME = pattern(
    r"(?<!\d)(?:(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"
    rf"|(?P<day>\d{{1,2}})[ _-](?P<month>{'|'.join(MONTHS)})[ _-](?P<year>20\d\d))(?!\d)",
    re.IGNORECASE,
)
_LONGEST_WEEKDAY = len("Wednesday, ") + 1
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_FULL = pattern(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)}),? (\d{{4}})\b")
_WEEKDAY = pattern(rf"\b({'|'.join(_WEEKDAYS)}),? $")


class Period(msgspec.Struct, frozen=True):
    """The first and last day of a time on site."""

    start: date | None
    end: date | None


class InspectionDates(msgspec.Struct, frozen=True, eq=False):
    """The dates of an inspection: as printed, and as days.

    `start` is the first day of the first period, `end` the last of the last;
    they are None if that day does not exist.
    """

    prose: Prose
    periods: tuple[Period, ...]
    start: date | None
    end: date | None
    address: str = "dates"


class DateMention(msgspec.Struct, frozen=True, eq=False):
    """A full date in the text; `day` is None if it does not exist.

    `weekday` is the day of the week printed with it, if any.
    """

    prose: Prose
    day: date | None
    weekday: str | None
    address: str


def in_words(day: date) -> str:
    """Return a day as reports print it: “3 June 2024”."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def inspection_dates(prose: Prose) -> InspectionDates:
    """Return the periods on a line of dates.

    A day without month or year takes it from the day after it. A day that
    does not exist (31 June) leaves its end of the period None.
    """
    periods: list[Period] = []
    month = year = None
    for match in reversed(list(_RANGE.finditer(prose.text))):
        day, own_month, own_year, end_day, end_month, end_year = match.groups()
        if end_day is None:
            end_day, end_month, end_year = day, own_month, own_year
        end_month, end_year = end_month or own_month or month, end_year or own_year or year
        if end_month is None:
            continue
        start = _date(day, own_month or end_month, own_year or end_year)
        end = _date(end_day, end_month, end_year)
        if start and end and start > end and not own_year and own_month:
            start = _date(day, own_month, str(end.year - 1))
        month, year = own_month or end_month, own_year or end_year
        periods.append(Period(start, end))
    periods.reverse()
    first, last = (periods[0].start, periods[-1].end) if periods else (None, None)
    return InspectionDates(prose, tuple(periods), first, last)


def mentions(prose: Prose, address: str) -> Iterator[DateMention]:
    """Find the full dates in a text, with the day of the week if one is printed."""
    if " 20" not in prose.text and " 19" not in prose.text:
        return  # most texts do not name a year
    for match in _FULL.finditer(prose.text):
        before = _WEEKDAY.search(prose.text, max(match.start() - _LONGEST_WEEKDAY, 0), match.start())
        start = before.start() if before else match.start()
        yield DateMention(prose.part(start, match.end()), _date(*match.groups()), before and before[1], address)


def published_in(name: str, dates: InspectionDates | None) -> date | None:
    """Return the day of publication in a file's name (“… - 12 june 2018.txt”, “2018-06-12.txt”).

    A day before the end of the inspection does not count.
    """
    match = _IN_NAME.search(name[-_LONGEST_NAME:])
    if match is None:
        return None
    year, month, day = (match["y"], match["m"], match["d"]) if match["y"] else (match["year"], None, match["day"])
    number = int(month) if month else _MONTH[match["month"][:3].casefold()]
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        return None
    return found if dates is None or dates.end is None or found > dates.end else None


def _date(day: str, month: str | None, year: str | None) -> date | None:
    if month is None or year is None:
        return None
    number = _MONTH.get(month[:3].casefold())
    if number is None or MONTHS[number - 1].casefold() != month.casefold():
        return None
    full = int(year) if len(year) == 4 else 2000 + int(year)
    try:
        return date(full, number, int(day))
    except ValueError:
        return None
