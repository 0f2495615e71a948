"""The number of the visit in a statement (“third monitoring visit”) is that of the letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.shared.claimed_visits import NAMES_OF_VISITS, check, letter_given
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.findings.finding import Hit, Related

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
    if letter.ordinal is None or letter.visit is None:
        raise NotApplicable("the letter does not give the number of the visit")
    counted = [each for each in statement.ordinals if each.kind in (letter.visit.kind, "visit")]
    # A visit after the letter's cannot have taken place; a statement may also mention earlier ones.
    if counted and letter.ordinal.value not in {each.value for each in counted}:
        first = counted[0]
        facts = {"claimed": first.prose.text, "printed": letter.ordinal.prose.text}
        place = letter.ordinal.prose.place()
        yield Hit(first.prose.place(), first.address, facts, (Related(place, f"the letter has “{facts['printed']}”"),))
