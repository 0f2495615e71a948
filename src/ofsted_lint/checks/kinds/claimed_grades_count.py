"""The number of judgements that a statement claims for a grade is that of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.claimed_grades import NAMES_OF_CLAIMS, check, graded, hit
from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.statement.grade_claim_patterns import SHARES
from ofsted_lint.documents.statement.grade_claims import GradeClaim
from ofsted_lint.documents.structure.parts import Judgement
from ofsted_lint.findings.finding import Hit

# Whether so many of all are a share of `SHARES`.
_IS_SHARE: dict[int, Callable[[int, int], bool]] = {
    SHARES["half"]: lambda n, of: 2 * n == of,
    SHARES["most"]: lambda n, of: 2 * n > of,
    SHARES["three quarters"]: lambda n, of: 4 * n == 3 * of,
    SHARES["a quarter"]: lambda n, of: 4 * n == of,
}

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """This kind of check has no parameters."""


def names(params: Params) -> frozenset[str]:
    return NAMES_OF_CLAIMS


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(_find)


def _find(claims: list[GradeClaim], report: Report) -> Iterator[Hit]:
    rows = graded(report)
    for claim in claims:
        if claim.area != "count":
            continue
        alike = [(row, grade) for row, grade in rows if grade == claim.grade or (claim.least and grade > claim.grade)]
        without = [row for row, _ in alike if row.area != "overall"]
        there = ((len(alike), len(rows)), (len(without), _areas(rows)))
        if claim.count <= 0:  # “half of the areas”
            wrong = not any(_IS_SHARE[claim.count](n, of) for n, of in there)
        else:
            # “Three of the four areas”: the total shows whether overall effectiveness is counted.
            wrong = claim.count not in {n for n, of in there if claim.of in (0, of)}
        if wrong:
            yield hit(claim, alike or rows)


def _areas(rows: list[tuple[Judgement, Grade]]) -> int:
    """Return how many judgements there are without overall effectiveness."""
    return sum(row.area != "overall" for row, _ in rows)
