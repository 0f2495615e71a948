"""A grade that a statement gives for an earlier inspection is that of the earlier report.

Grades with the year of that inspection are compared, and those of the inspection
before if the later report says when that was. If the earlier report is not given,
overall grades are compared with the one that the later report gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.shared.claimed_grades import MANY, NAMES_OF_CLAIMS, hit, of_another, rows_of
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.statement.earlier_inspections import LAST
from ofsted_lint.documents.statement.grade_claim_patterns import ELSEWHERE
from ofsted_lint.documents.statement.grade_claims import GradeClaim
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.findings.finding import Hit, Related

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"
# In characters before a sentence.
_NEAR = 200


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """This kind of check has no parameters."""


def names(params: Params) -> frozenset[str]:
    return NAMES_OF_CLAIMS


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    def run(context: CheckContext) -> Iterator[Hit]:
        statement, earlier = context.document, context.against.earlier
        report = context.against.report
        if not isinstance(statement, Statement) or (earlier is None and report is None):
            raise NotApplicable("no report is given to compare its grades with")
        if earlier:
            return _find(statement.claims, earlier, report.source.printed if report else "")
        return _by_report(statement, report) if report else iter(())

    return run


def _find(claims: Iterable[GradeClaim], earlier: Report, known: str) -> Iterator[Hit]:
    """Find the claims that differ; one without a year counts if the report names the year of the earlier one."""
    years = {day.year for day in (earlier.dates and earlier.dates.end, earlier.published) if day}
    last = any(str(year) in known for year in years)
    for claim in claims:
        about = claim.year in years or (last and claim.before and not claim.year)
        if about and claim.area not in MANY:
            wrong = [(row, grade) for row, grade in rows_of(claim, earlier) if grade != claim.grade]
            if wrong:
                yield hit(claim, wrong)


def _by_report(statement: Statement, report: Report) -> Iterator[Hit]:
    """Find the overall grades of the last inspection that differ from the one that the later report gives."""
    given, years = report.earlier_grade, {each.year for each in report.previous_inspections}
    if given is None or statement.about_a_visit:
        return
    for claim in statement.claims:
        last = claim.year in years or (claim.before and not claim.year and LAST.search(claim.sentence.text))
        if last and claim.area in ("overall", "every") and claim.grade != given.grade:
            facts = {
                "claimed": claim.grade.words,
                "judgement": "overall effectiveness",
                "printed": given.grade.words,
                "rows": given.prose.text,
            }
            related = (Related(given.prose.place(), f"the report has {given.grade.words}"),)
            if not of_another(claim, statement, report) and not _of_something_else(claim):
                yield Hit(claim.prose.place(), claim.address, facts, related)


def _of_something_else(claim: GradeClaim) -> bool:
    """True if the sentences before a claim are about a home, a school or another service: “It was rated good …”."""
    start = claim.sentence.span.start
    return bool(ELSEWHERE.search(claim.sentence.source.printed, max(0, start - _NEAR), start))
