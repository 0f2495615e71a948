"""Well-known abbreviations are spelled out with the full form that `known` gives.

A full form is flagged if it is nearly the one in `known`, with a different word in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.abbreviations import AbbreviationParams, Index, bare, check, joined
from ofsted_lint.documents.mentions.abbreviations import Abbreviation
from ofsted_lint.findings.finding import Hit

# The least likeness of a printed full form to the known one, from 0 to 1.
_ALIKE = 0.75


class Params(AbbreviationParams, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The parameters shared by all kinds of checks of abbreviations."""


def names(params: Params) -> frozenset[str]:
    return frozenset({"short", "long", "right"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(params, lambda one, index: _find(one, index, params.known))


def _find(one: Abbreviation, index: Index, known: dict[str, str]) -> Iterator[Hit]:
    """Find full forms that are nearly the known one, with a different word in them."""
    from difflib import SequenceMatcher  # needed only for the few that are known and differ

    right = known.get(one.short)
    for expansion in one.expansions if right else ():
        printed = bare(expansion.long.text if expansion.long else expansion.before.text)
        if right is None or joined(printed).endswith(joined(right)):
            continue
        tail = " ".join(printed.split()[-len(bare(right).split()) :])
        if SequenceMatcher(None, tail, bare(right)).ratio() >= _ALIKE:
            prose = expansion.long or expansion.before
            facts = {"short": expansion.short.text, "long": prose.text, "right": right}
            yield Hit(prose.place(), expansion.address, facts)
