"""Points that a statement lists as findings of Ofsted are in the report or letter, word for word.

This applies to lists whose introduction contains one of `leads` and none of
`unless`, and to points with at least `least` words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.quotations import LONGEST_SHOWN, NAMES_OF_QUOTATIONS, Held, best, check, hit_of
from ofsted_lint.documents.statement.model import Listing, Statement
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.prose import folded

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    least: Annotated[int, Meta(ge=1, description="shortest point that is checked, in words")] = 4
    leads: Annotated[tuple[str, ...], Meta(description="words that introduce a list of findings")] = ()
    unless: Annotated[
        tuple[str, ...], Meta(description="words which show that the list is in the council's own words")
    ] = ()


def names(params: Params) -> frozenset[str]:
    return NAMES_OF_QUOTATIONS


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(lambda statement, held: _find(statement, held, params))


def _find(statement: Statement, held: list[Held], params: Params) -> Iterator[Hit]:
    """Yield the points that are listed as Ofsted's findings but are not in the report in these words."""
    for listing in statement.lists:
        if not _leads(listing, params):
            continue
        for item in listing.items:
            there, match = best(held, item.prose.text)
            if match.kind != "exact" and match.words >= params.least:
                yield hit_of(item.prose, item.address, match, there)


def _leads(listing: Listing, params: Params) -> bool:
    """True if a paragraph introduces findings of Ofsted, and does not say that they are in other words."""
    lead = folded(listing.lead.prose.text) if listing.lead else ""
    last = lead[-LONGEST_SHOWN:]
    return any(words in last for words in params.leads) and not any(words in last for words in params.unless)
