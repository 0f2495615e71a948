"""The day on which a statement says that a report or letter came out is that of the report or letter.

The day of a report is known from the name of its file; a letter prints its own.
A day of another season is that of another report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import msgspec

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.shared.compared_documents import called, given
from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.statement.published_reports import ReportDay
from ofsted_lint.documents.values.dates import in_words
from ofsted_lint.findings.finding import Hit, Related

# A day farther from the true one is that of another report.
_FAR = timedelta(days=100)

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """This kind of check has no parameters."""


def names(params: Params) -> frozenset[str]:
    return frozenset({"claimed", "printed", "held"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    def run(context: CheckContext) -> Iterator[Hit]:
        statement = context.document
        if not isinstance(statement, Statement):
            raise NotApplicable("it is not a statement")
        held, true = _day(statement, context)
        for said in statement.report_days:
            day = _nearest(said, true)
            if day and day != true and abs(day - true) <= _FAR and not statement.speaks_of_another(said.prose, held):
                name = called(held)
                facts = {"claimed": said.prose.text, "printed": in_words(true), "held": name}
                related = (Related(held.opening.place(), f"the {name} is of {in_words(true)}"),)
                yield Hit(said.prose.place(), said.address, facts, related)

    return run


def _day(statement: Statement, context: CheckContext) -> tuple[OfstedDocument, date]:
    """Return the document that a statement is about, and the day on which it came out."""
    held = given(statement, context)
    if held is None:
        raise NotApplicable("the letter is not given")
    if isinstance(held, Letter):
        if held.letter_date is None or held.letter_date.day is None:
            raise NotApplicable("the letter has no date")
        return held, held.letter_date.day
    if held.published is None:
        raise NotApplicable("the day on which the report came out is not known")
    return held, held.published


def _nearest(said: ReportDay, true: date) -> date | None:
    """Return a day of the year that is printed, else of the year in which it is nearest to the true one."""
    years = [said.year] if said.year else [true.year - 1, true.year, true.year + 1]
    try:
        days = [date(year, *said.day) for year in years]
    except ValueError:
        return None
    return min(days, key=lambda day: abs(day - true))
