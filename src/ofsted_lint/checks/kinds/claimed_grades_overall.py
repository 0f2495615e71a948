"""A statement claims a grade for overall effectiveness only if the report has one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.claimed_grades import NAMES_OF_CLAIMS, check, graded, hit, sentences_with_names
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
    if any(row.area == "overall" for row in report.judgements):
        return
    rows, named = graded(report), sentences_with_names(claims)
    for claim in claims:
        # “Services rated good” is correct if every judgement is good.
        alike = all(grade == claim.grade for _, grade in rows)
        if claim.area == "overall" and (claim.said or not (alike or claim.sentence.span in named)):
            yield hit(claim, graded(report))
