"""The dates of inspections and visits that a statement gives, compared with those of the report or letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.documents.statement.dated_visits import Occasion, month_and_day
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.values.dates import InspectionDates, Period
from ofsted_lint.findings.finding import Hit, Related

# The names that messages about a date, or a number of a visit, may use.
NAMES_OF_VISITS = frozenset({"claimed", "printed"})
# The first week of a standard inspection is spent off site, the second on site.
_WEEK = timedelta(days=7)
# So long after an inspection its days are given without their year.
_SOON = timedelta(days=180)
# So many months after an inspection its report comes out at the latest.
_LATE, _MONTHS = 4, 12
_FRIDAY = timedelta(days=4)


def check(find: Callable[[Statement, CheckContext], Iterator[Hit]]) -> Callable[[CheckContext], Iterator[Hit]]:
    """Return a check that yields the hits of `find` for a statement."""

    def run(context: CheckContext) -> Iterator[Hit]:
        if not isinstance(context.document, Statement):
            raise NotApplicable("it is not a statement")
        return find(context.document, context)

    return run


def agrees(occasion: Occasion, dates: InspectionDates) -> bool:
    """Return True if the dates given are one of the periods, all of them, or a week of one."""
    for period in (*dates.periods, Period(dates.start, dates.end)):
        if period.start and period.end and any(_is(occasion, *days) for days in _weeks(period.start, period.end)):
            return True
    return False


def may_be_another(occasion: Occasion, statement: Statement, end: date) -> bool:
    """Return True if a date without a year may be of another time than an inspection or visit that ended on `end`.

    The year follows from the day of publication, if that is soon after. A month
    alone may be that of the publication; if no day of publication is known, that
    of any text which came out within some months of the inspection.
    """
    if occasion.year:
        return False
    if occasion.year_near and occasion.year_near != end.year:
        return True
    published = statement.publishing.day if statement.publishing else None
    if published and not timedelta(0) <= published - end <= _SOON:
        return True
    if occasion.days:
        return False
    if occasion.sure:
        return False
    if published is None:
        return (occasion.start[0] - end.month) % _MONTHS <= _LATE
    return occasion.start[0] == published.month


def _weeks(start: date, end: date) -> list[tuple[date, date]]:
    """Return a period and, if it has two weeks, each of them."""
    weeks = [(start, end)]
    if end - start > _WEEK:
        weeks += [(start, start + _FRIDAY), (start + _WEEK, end)]
    return weeks


def _is(occasion: Occasion, start: date, end: date) -> bool:
    """True if an occasion gives these dates; a single day or a month within them agrees as well."""
    if occasion.year and occasion.year not in (start.year, end.year):
        return False
    if not occasion.days:
        return occasion.start[0] in (start.month, end.month)
    if occasion.edge:
        return occasion.start == month_and_day(start if occasion.edge == "first" else end)
    if occasion.start == occasion.end:
        return month_and_day(start) <= occasion.start <= month_and_day(end)
    return (occasion.start, occasion.end) == (month_and_day(start), month_and_day(end))


def letter_given(context: CheckContext) -> Letter:
    """Return the letter that a statement is compared with; raise `NotApplicable` if there is none."""
    if context.against.letter is None:
        raise NotApplicable("no letter is given")
    return context.against.letter


def hit(occasion: Occasion, dates: InspectionDates) -> Hit:
    """Return the hit for a date in a statement, with the dates that the report or letter has."""
    facts = {"claimed": occasion.prose.text, "printed": dates.prose.text}
    related = (Related(dates.prose.place(), f"here it is {dates.prose.text}"),)
    return Hit(occasion.prose.place(), occasion.address, facts, related)
