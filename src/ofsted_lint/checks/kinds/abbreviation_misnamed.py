"""Well-known abbreviations are spelled out with the full form that `known` gives.

A full form is flagged if it is nearly the one in `known`, with a different word in it; of an abbreviation that is
`ordered`, if it has the right words in an order that the letters do not have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.abbreviations import AbbreviationParams, bare, check, joined
from ofsted_lint.documents.mentions.abbreviations import Abbreviation
from ofsted_lint.findings.finding import Hit

# The least likeness of a printed full form to the known one, from 0 to 1.
_ALIKE = 0.75
# The maximum number of characters of a full form.
_FAR = 120
_JOINING = frozenset({"or", "and", "in", "of"})


class Params(AbbreviationParams, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The parameters shared by all kinds of checks of abbreviations, and one more."""

    ordered: Annotated[
        tuple[str, ...],
        Meta(description="abbreviations whose full forms may be in any order of words that fits the letters"),
    ] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"short", "long", "right"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(params, lambda one, index: _find(one, params))


def _find(one: Abbreviation, params: Params) -> Iterator[Hit]:
    """Find full forms that are nearly the known one, with a different word in them."""
    from difflib import SequenceMatcher  # needed only for the few that are known and differ

    right = params.known.get(one.short)
    if right and one.short in params.ordered:
        yield from _disordered(one, right)
        return
    for expansion in one.expansions if right else ():
        printed = bare(expansion.long.text if expansion.long else expansion.before.text)
        if right is None or joined(printed).endswith(joined(right)):
            continue
        if joined(right).startswith(joined(printed)) and len(printed.split()) > 1:
            continue  # its last word was replaced by another: “mental health (CAMHS) appointments”
        tail = " ".join(printed.split()[-len(bare(right).split()) :])
        if SequenceMatcher(None, tail, bare(right)).ratio() >= _ALIKE:
            prose = expansion.long or expansion.before
            facts = {"short": expansion.short.text, "long": prose.text, "right": right}
            yield Hit(prose.place(), expansion.address, facts)


def _disordered(one: Abbreviation, right: str) -> Iterator[Hit]:
    """Find full forms with the right words in an order that the letters do not have."""
    expected = set(bare(right).split()) - _JOINING
    for expansion in one.expansions:
        at = expansion.short.span.start
        printed = expansion.short.source.printed[max(at - _FAR, 0) : at].rstrip("( ")
        before = bare(printed).split()
        tail = [word for word in before if word not in _JOINING][-len(one.short) :]
        if set(tail) == expected and [word[0] for word in tail] != list(one.short.casefold()):
            size = len(before) - before.index(tail[0])
            facts = {"short": one.short, "long": " ".join(printed.split()[-size:]), "right": right}
            yield Hit(expansion.before.place(), expansion.address, facts)
