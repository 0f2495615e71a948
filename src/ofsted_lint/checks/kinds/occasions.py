"""When a statement says that inspectors came, and how often, is what the report or letter has.

`fault` says what is looked for: `inspection`, other dates of the inspection
than those of the report; `visit`, other dates of the visit than those of the
letter; `ordinal`, another visit in the row than the letter's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, CheckContext
from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.documents.statement.dated_visits import Occasion, said
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.values.dates import InspectionDates, Period
from ofsted_lint.findings.finding import Hit, Related

# The first week of a standard inspection is spent off site, the second on site.
_WEEK = timedelta(days=7)
_FRIDAY = timedelta(days=4)


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fault: Annotated[Literal["inspection", "visit", "ordinal"], Meta(description="what is looked for")]


def names(params: Params) -> frozenset[str]:
    return frozenset({"claimed", "printed"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    find = {"inspection": _inspections, "visit": _visits, "ordinal": _ordinals}[params.fault]

    def run(context: CheckContext) -> Iterator[Hit]:
        if not isinstance(context.document, Statement):
            raise NotApplicable("it is no statement")
        return find(context.document, context)

    return run


def _inspections(statement: Statement, context: CheckContext) -> Iterator[Hit]:
    report = context.against.report
    if report is None or report.dates is None or report.dates.end is None:
        raise NotApplicable("no report with its dates is given")
    meant = ("inspection",) if statement.about_a_visit else ("inspection", "visit")
    for occasion in statement.occasions:
        if occasion.kind not in meant or _of_another_time(occasion, report.dates, report.published):
            continue
        if not _agrees(occasion, report.dates):
            yield _hit(occasion, report.dates)


def _of_another_time(occasion: Occasion, dates: InspectionDates, published: date | None) -> bool:
    """Whether an earlier inspection may be meant, or the report is dated by its publication."""
    years = {day.year for day in (dates.start, dates.end) if day}
    if not occasion.year:
        return occasion.earlier
    if not occasion.days and published and (occasion.start[0], occasion.year) == (published.month, published.year):
        return True
    return occasion.earlier and occasion.year not in years


def _agrees(occasion: Occasion, dates: InspectionDates) -> bool:
    """Whether what is said is one of the periods, all of them, or a week of one."""
    for period in (*dates.periods, Period(dates.start, dates.end)):
        if period.start and period.end and any(_is(occasion, *days) for days in _weeks(period.start, period.end)):
            return True
    return False


def _weeks(start: date, end: date) -> list[tuple[date, date]]:
    """A period, and where it is of two weeks each of them."""
    weeks = [(start, end)]
    if end - start > _WEEK:
        weeks += [(start, start + _FRIDAY), (start + _WEEK, end)]
    return weeks


def _is(occasion: Occasion, start: date, end: date) -> bool:
    """Whether this is what an occasion says; one day of a period, or its month, says no other."""
    if occasion.year and occasion.year not in (start.year, end.year):
        return False
    if not occasion.days:
        return occasion.start[0] in (start.month, end.month)
    if occasion.start == occasion.end:
        return said(start) <= occasion.start <= said(end)
    return (occasion.start, occasion.end) == (said(start), said(end))


def _visits(statement: Statement, context: CheckContext) -> Iterator[Hit]:
    letter = _letter(context)
    if letter.dates is None or letter.dates.end is None:
        raise NotApplicable("the letter has no dates")
    ordinal = letter.ordinal.value if letter.ordinal else 0
    inspection = ("inspection",) if statement.about_a_visit else ("inspection", "visit")
    for occasion in statement.occasions:
        another = occasion.earlier or (ordinal and occasion.ordinal and occasion.ordinal != ordinal)
        if occasion.kind not in inspection and not another and not _agrees(occasion, letter.dates):
            yield _hit(occasion, letter.dates)


def _ordinals(statement: Statement, context: CheckContext) -> Iterator[Hit]:
    letter = _letter(context)
    if letter.ordinal is None or letter.visit is None:
        raise NotApplicable("the letter does not say which visit it was")
    counted = [each for each in statement.ordinals if each.kind == letter.visit.kind]
    # A later visit than the letter's cannot have been; of earlier ones a statement may speak beside it.
    if counted and letter.ordinal.value not in {each.value for each in counted}:
        first = counted[0]
        facts = {"claimed": first.prose.text, "printed": letter.ordinal.prose.text}
        place = letter.ordinal.prose.place()
        yield Hit(first.prose.place(), first.address, facts, (Related(place, f"the letter has “{facts['printed']}”"),))


def _letter(context: CheckContext) -> Letter:
    if context.against.letter is None:
        raise NotApplicable("no letter is given")
    return context.against.letter


def _hit(occasion: Occasion, dates: InspectionDates) -> Hit:
    facts = {"claimed": occasion.prose.text, "printed": dates.prose.text}
    related = (Related(dates.prose.place(), f"here it is {dates.prose.text}"),)
    return Hit(occasion.prose.place(), occasion.address, facts, related)
