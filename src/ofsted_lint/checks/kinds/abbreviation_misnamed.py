"""The full forms of well-known abbreviations are those of `known`.

What is nearly one of these, with another word in it, is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.abbreviations import AbbreviationParams, Index, bare, check, joined
from ofsted_lint.documents.mentions.abbreviations import Abbreviation
from ofsted_lint.findings.finding import Hit

# How alike a full form is at least to the one that is meant.
_ALIKE = 0.75


class Params(AbbreviationParams, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Those of all kinds of checks of abbreviations."""


def names(params: Params) -> frozenset[str]:
    return frozenset({"short", "long", "right"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(params, lambda one, index: _find(one, index, params.known))


def _find(one: Abbreviation, index: Index, known: dict[str, str]) -> Iterator[Hit]:
    """Full forms that are nearly those that are known, with another word in them."""
    from difflib import SequenceMatcher  # for the few that are known and differ

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
