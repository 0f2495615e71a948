"""The area that a statement says a visit looked at is one that the letter gives.

The letter gives it where it says what inspectors looked at, in that paragraph and the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.shared.claimed_visits import check, letter_given
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.statement.visit_focus import AREAS, areas_of_letter, names_area
from ofsted_lint.findings.finding import Hit, Related

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"
# In characters: so much of the letter after the paragraph may give more areas.
_AFTER = 900


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """This kind of check has no parameters."""


def names(params: Params) -> frozenset[str]:
    return frozenset({"claimed", "printed"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(_find)


def _find(statement: Statement, context: CheckContext) -> Iterator[Hit]:
    letter = letter_given(context)
    if not statement.about_a_visit:
        raise NotApplicable("it is not about a visit")
    there = areas_of_letter(letter.passages)
    if there is None or not any(names_area(there.prose.text, area) for area in AREAS):
        raise NotApplicable("the letter does not say in one paragraph what inspectors looked at")
    start = there.prose.span.start
    near = " ".join(letter.source.printed[start : there.prose.span.end + _AFTER].split())
    for each in statement.focus:
        if not names_area(near, each.area) and not statement.speaks_of_another(each.prose, letter):
            sentence = there.sentence(0)
            facts = {"claimed": each.prose.text, "printed": sentence}
            yield Hit(each.prose.place(), each.address, facts, (Related(there.prose.place(), "what the letter says"),))
