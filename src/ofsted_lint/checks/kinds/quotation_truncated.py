"""Quotations of Ofsted in a statement do not leave out the criticism that follows in the report.

A quotation is flagged if the report continues after it with one of `turns`, if
it leaves out one of `turns` or `hiding`, or if it has only what the report
concedes after one of `conceding`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.quotations import (
    LONGEST_SHOWN,
    NAMES_OF_QUOTATIONS,
    Held,
    QuotationParams,
    check_quotations,
    hit_of,
    place_of,
)
from ofsted_lint.comparison.quotations.caveats import Rest, among, conceded, following, hidden, turn
from ofsted_lint.comparison.quotations.search import Match
from ofsted_lint.documents.statement.quotations import Citation
from ofsted_lint.findings.finding import Hit, Related

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"


class Params(QuotationParams, frozen=True, forbid_unknown_fields=True):
    turns: Annotated[tuple[str, ...], Meta(description="words that introduce a reservation, such as “however”")] = ()
    conceding: Annotated[
        tuple[str, ...], Meta(description="words that introduce a concession, such as “although”")
    ] = ()
    hiding: Annotated[tuple[str, ...], Meta(description="words that must not be left out")] = ()


def names(params: Params) -> frozenset[str]:
    return NAMES_OF_QUOTATIONS | {"left"}


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check_quotations(params, lambda citation, match, held: _find(citation, match, held, params))


def _find(citation: Citation, match: Match, held: Held, params: Params) -> Hit | None:
    """Return a hit for an exact quotation that leaves out a reservation of the report, or None."""
    rest = following(held.book, match)
    # A concession ends at a comma; a quotation that continues after it has the reservation too.
    broken_off = rest and rest.continues and "," not in citation.words.text
    only_concession = broken_off and conceded(held.book, match, params.conceding)
    left = [rest] if rest and (only_concession or turn(rest, params.turns)) else []
    left += [each for each in hidden(held.book, match) if turn(each, params.turns) or among(each, params.hiding)]
    if not left:
        return None
    made = hit_of(citation.words, citation.address, match, held)
    place = place_of(held, [left[0].there])
    related = (Related(place, "this is left out"),) if place else ()
    return msgspec.structs.replace(made, facts={**made.facts, "left": _short(left[0])}, related=related)


def _short(rest: Rest) -> str:
    text = rest.text.strip(" ,;:.")
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} …"
