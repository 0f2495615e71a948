"""The grades that a statement claims, and those of the report that it is compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.frameworks.ilacs import NAMES
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.statement.councils_named import others
from ofsted_lint.documents.statement.grade_claims import GradeClaim
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.structure.parts import Judgement
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.source import Span

# The names that messages about a claim may use.
NAMES_OF_CLAIMS = frozenset({"claimed", "judgement", "printed", "rows"})
# The values of `area` of claims about more than one judgement.
MANY = ("every", "others", "count", "none")
# A statement names one area, which a report may judge together with another or separately.
PARTS = {
    "in-care": ("in-care", "in-care-and-care-leavers"),
    "care-leavers": ("care-leavers", "in-care-and-care-leavers"),
    "in-care-and-care-leavers": ("in-care-and-care-leavers", "in-care", "care-leavers"),
}


def check(find: Callable[[list[GradeClaim], Report], Iterator[Hit]]) -> Callable[[CheckContext], Iterator[Hit]]:
    """Return a check that compares the claims of a statement with the report and yields the hits of `find`."""

    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.against.report
        if report is None:
            raise NotApplicable("no report is given to compare its grades with")
        claims = _claims(context.document, report)
        if not claims:
            raise NotApplicable("it does not claim a grade for any judgement")
        if not graded(report):
            raise NotApplicable("the report has no grade table")
        return find(claims, report)

    return run


def _claims(document: Document, report: Report) -> list[GradeClaim]:
    """Return the claims that are about the inspection of a report, not an earlier one."""
    if not isinstance(document, Statement):
        return []
    years = {day.year for day in (report.dates and report.dates.end, report.published) if day}
    # A statement about a visit gives the date of the visit, but its claims are about the inspection.
    dated = years and not document.about_a_visit
    return [
        claim
        for claim in document.claims
        if not claim.before
        and not (dated and claim.year not in {0, *years})
        and not of_another(claim, document, report)
    ]


def of_another(claim: GradeClaim, statement: Statement, report: Report) -> bool:
    """True if the clause of a claim names councils, and not the report's, or its sentence is about another place."""
    if not report.council:
        return False
    if claim.clause and others(report.council, claim.clause):
        return True
    return statement.speaks_of_another(claim.prose, report)


def graded(report: Report) -> list[tuple[Judgement, Grade]]:
    """Return the rows of a report that have a grade, each with its grade."""
    return [(row, row.grade.value) for row in report.judgements if row.area and row.grade and row.grade.value]


def rows_of(claim: GradeClaim, report: Report) -> list[tuple[Judgement, Grade]]:
    """Return the rows that a claim is about, with their grades."""
    areas = PARTS.get(claim.area, (claim.area,))
    return [(row, grade) for row, grade in graded(report) if row.area in areas]


def sentences_with_names(claims: list[GradeClaim]) -> set[Span]:
    """Return the sentences that name the judgements that a grade was given for."""
    return {each.sentence.span for each in claims if each.said}


def hit(claim: GradeClaim, rows: Sequence[tuple[Judgement, Grade]]) -> Hit:
    """Return the hit for a claim, with the rows of the report that contradict it."""
    facts = {
        "claimed": claim.grade.words,
        "judgement": NAMES.get(claim.area, claim.prose.text),
        "printed": " and ".join(dict.fromkeys(grade.words for _, grade in rows)),
        "rows": "; ".join(f"{row.label.text}: {grade.words}" for row, grade in rows),
    }
    related = tuple(Related(row.place, f"the report has {grade.words}") for row, grade in rows)
    return Hit(claim.prose.place(), claim.address, facts, related)
