"""The year that a statement gives for the inspection before is that of the report.

A year with a grade counts if it is said to be of the last inspection, or if the
report says that this grade was given in another year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.shared.compared_documents import with_report
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.findings.finding import Hit, Related

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """This kind of check has no parameters."""


def names(params: Params) -> frozenset[str]:
    return frozenset({"said", "there"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    def run(context: CheckContext) -> Iterator[Hit]:
        statement, report = with_report(context)
        if not report.previous_inspections or report.dates is None or report.dates.end is None:
            raise NotApplicable("the report does not say when the last inspection was")
        return _find(statement, report, report.dates.end.year)

    return run


def _find(statement: Statement, report: Report, now: int) -> Iterator[Hit]:
    """Find the years that are not among those of the report, each place once."""
    known = report.previous_inspections
    grade = report.earlier_grade.grade if report.earlier_grade else None
    years = {each.year for each in known}
    marked: list[int] = []
    for said in statement.earlier_years:
        if said.year >= now or said.year in years or not (said.last or (said.grade and said.grade == grade)):
            continue
        start, end = said.prose.span.start, said.prose.span.end
        if any(start <= at < end for at in marked) or statement.speaks_of_another(said.prose, report):
            continue
        marked.append(start)
        facts = {"said": str(said.year), "there": str(known[0].year)}
        related = (Related(known[0].prose.place(), f"here it is {known[0].year}"),)
        yield Hit(said.prose.place(), said.address, facts, related)
