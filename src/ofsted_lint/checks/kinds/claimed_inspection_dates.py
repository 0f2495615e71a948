"""The dates of the inspection in a statement are those of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.shared.claimed_visits import NAMES_OF_VISITS, agrees, check, hit, may_be_another
from ofsted_lint.documents.statement.dated_visits import Occasion
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.values.dates import InspectionDates
from ofsted_lint.findings.finding import Hit

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """This kind of check has no parameters."""


def names(params: Params) -> frozenset[str]:
    return NAMES_OF_VISITS


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(_find)


def _find(statement: Statement, context: CheckContext) -> Iterator[Hit]:
    report = context.against.report or context.against.area_report
    if report is None or report.dates is None or report.dates.end is None:
        raise NotApplicable("no report with its dates is given")
    kinds = ("inspection",) if statement.about_a_visit else ("inspection", "visit")
    for occasion in statement.occasions:
        if occasion.kind not in kinds or _of_another_time(occasion, report.dates, report.published):
            continue
        if may_be_another(occasion, statement, report.dates.end):
            continue
        if not agrees(occasion, report.dates) and not statement.speaks_of_another(occasion.prose, report):
            yield hit(occasion, report.dates)


def _of_another_time(occasion: Occasion, dates: InspectionDates, published: date | None) -> bool:
    """True if the date may be that of an earlier inspection, or that of the report's publication."""
    years = {day.year for day in (dates.start, dates.end) if day}
    if not occasion.year:
        return occasion.earlier
    if not occasion.days and published and (occasion.start[0], occasion.year) == (published.month, published.year):
        return True
    return occasion.earlier and occasion.year not in years
