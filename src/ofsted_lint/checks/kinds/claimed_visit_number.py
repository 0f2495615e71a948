"""A statement counts the visit as the letter does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.families import ask_for
from ofsted_lint.checks.shared.claimed_visits import NAMES_OF_VISITS, check, letter_given
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.findings.finding import Hit, Related


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """There are none."""


def names(params: Params) -> frozenset[str]:
    return NAMES_OF_VISITS


def validate(params: Params, kinds: Iterable[str]) -> None:
    """Refuse kinds of documents that never have quotations."""
    ask_for("citations", kinds)


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(_find)


def _find(statement: Statement, context: CheckContext) -> Iterator[Hit]:
    letter = letter_given(context)
    if letter.ordinal is None or letter.visit is None:
        raise NotApplicable("the letter does not say which visit it was")
    counted = [each for each in statement.ordinals if each.kind == letter.visit.kind]
    # A later visit than the letter's cannot have been; of earlier ones a statement may speak beside it.
    if counted and letter.ordinal.value not in {each.value for each in counted}:
        first = counted[0]
        facts = {"claimed": first.prose.text, "printed": letter.ordinal.prose.text}
        place = letter.ordinal.prose.place()
        yield Hit(first.prose.place(), first.address, facts, (Related(place, f"the letter has “{facts['printed']}”"),))
