"""A statement that names one inadequate judgement of the report names all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.claimed_grades import MANY, NAMES_OF_CLAIMS, check, graded, hit, rows_of
from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.statement.grade_claims import GradeClaim
from ofsted_lint.findings.finding import Hit

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """This kind of check has no parameters."""


def names(params: Params) -> frozenset[str]:
    return NAMES_OF_CLAIMS


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(_find)


def _find(claims: list[GradeClaim], report: Report) -> Iterator[Hit]:
    bad = [(row, grade) for row, grade in graded(report) if grade == Grade.INADEQUATE]
    inadequate = [claim for claim in claims if claim.grade == Grade.INADEQUATE]
    if not inadequate or any(claim.area in (*MANY, "overall") for claim in inadequate):
        return
    named = {row.area for claim in inadequate for row, _ in rows_of(claim, report)}
    missing = [(row, grade) for row, grade in bad if row.area not in named]
    if missing and named:
        yield hit(inadequate[0], missing)
