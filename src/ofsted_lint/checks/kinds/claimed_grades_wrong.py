"""The grade that a statement claims for a judgement is that of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.claimed_grades import NAMES_OF_CLAIMS, check, hit, rows_of, sentences_with_names
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
    named = sentences_with_names(claims)
    for claim in claims:
        wrong = [(row, grade) for row, grade in rows_of(claim, report) if grade != claim.grade]
        if wrong and not (claim.area == "overall" and not claim.said and claim.sentence.span in named):
            yield hit(claim, wrong)
