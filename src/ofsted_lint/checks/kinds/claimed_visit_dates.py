"""The dates of the visit in a statement are those of the letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.shared.claimed_visits import NAMES_OF_VISITS, agrees, check, hit, letter_given, may_be_another
from ofsted_lint.documents.statement.model import Statement
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
    letter = letter_given(context)
    if letter.dates is None or letter.dates.end is None:
        raise NotApplicable("the letter has no dates")
    ordinal = letter.ordinal.value if letter.ordinal else 0
    inspection = ("inspection",) if statement.about_a_visit else ("inspection", "visit")
    for occasion in statement.occasions:
        another = (
            occasion.earlier
            or may_be_another(occasion, statement, letter.dates.end)
            or (ordinal and occasion.ordinal and occasion.ordinal != ordinal)
        )
        if occasion.kind not in inspection and not another and not agrees(occasion, letter.dates):
            yield hit(occasion, letter.dates)
