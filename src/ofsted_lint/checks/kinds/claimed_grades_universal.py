"""A grade that a statement claims for all judgements is the grade of each judgement in the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.claimed_grades import MANY, NAMES_OF_CLAIMS, PARTS, check, graded, hit
from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.statement.grade_claims import GradeClaim
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.source import Span

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """This kind of check has no parameters."""


def names(params: Params) -> frozenset[str]:
    return NAMES_OF_CLAIMS


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(_find)


def _find(claims: list[GradeClaim], report: Report) -> Iterator[Hit]:
    beside: dict[Span, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.area not in MANY:
            beside[claim.sentence.span].add(claim.area)
    for claim in claims:
        if claim.area == "none":
            have = [(row, grade) for row, grade in graded(report) if grade == claim.grade]
            if have:
                yield hit(claim, have)
        if claim.area not in ("every", "others"):
            continue
        named = beside[claim.sentence.span]
        left_out = {part for area in named for part in PARTS.get(area, (area,))} if claim.area == "others" else set()
        # The overall grade does not count as one of the “other” judgements.
        left_out |= {"overall"} if claim.area == "others" else set()
        wrong = [(row, grade) for row, grade in graded(report) if _differs(claim, grade) and row.area not in left_out]
        if wrong:
            yield hit(claim, wrong)


def _differs(claim: GradeClaim, grade: Grade) -> bool:
    """True if a grade is not the one claimed, nor better where that counts as well."""
    return grade != claim.grade and not (claim.least and grade > claim.grade)
