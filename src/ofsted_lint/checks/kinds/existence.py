"""Words or phrases that should not stand where they do.

Each place at which one of the terms stands is found. `swap` has pieces of what
is found and what to write for each, so that it can be mended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import ParamError, CheckContext
from ofsted_lint.checks.terms.scan import Found, Scan, Scoped, listed
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import corrected
from ofsted_lint.source.prose import marked


class Params(Scoped, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    terms: Annotated[tuple[str, ...], Meta(min_length=1, description="what to look for")]
    beside_small: Annotated[
        tuple[str, ...], Meta(description="what to look for where the document has it in small letters as well")
    ] = ()
    swap: Annotated[
        dict[str, str], Meta(description="pieces of what is found, and what to write for each; none: it is not mended")
    ] = msgspec.field(default_factory=dict)


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "instead"})


def edits_possible(params: Params) -> str:
    return "" if params.swap else "say under “swap” what to write for which piece of what is found"


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    scan = Scan((*listed("terms", params.terms), *listed("beside_small", params.beside_small)), params)
    beside = frozenset(params.beside_small)
    if "" in params.swap:
        raise ParamError(("swap",), "there is nothing to replace in an empty piece")
    pieces = cache(lambda: _pieces(params))

    def run(context: CheckContext) -> Iterator[Hit]:
        for found in scan.run(context.document):
            if found.term in beside and found.text.lower() not in context.document.searchable.text:
                continue
            instead = _swapped(found, params, pieces()) if params.swap else ""
            changed = instead and instead != marked(found.text)
            edits = (
                corrected(found.passage.prose, found.passage.copies, found.start, found.end, instead) if changed else ()
            )
            yield Hit(found.place, found.passage.address, {"found": found.text, "instead": instead}, edits=edits)

    return run


def _pieces(params: Params) -> re.Pattern[str]:
    """The pieces to replace, the longest first."""
    longest = sorted(params.swap, key=len, reverse=True)
    return re.compile("|".join(re.escape(marked(piece)) for piece in longest), 0 if params.case else re.IGNORECASE)


def _swapped(found: Found, params: Params, pieces: re.Pattern[str]) -> str:
    """What is found with its pieces replaced; at the start of a sentence a capital stays."""
    swap = {marked(piece) if params.case else marked(piece).lower(): text for piece, text in params.swap.items()}
    text = marked(found.text)
    made = pieces.sub(lambda match: swap[match[0] if params.case else match[0].lower()], text)
    sentence = found.passage.sentence_span(found.start)
    if text[:1].isupper() and sentence is not None and sentence[0] == found.start:
        made = made[:1].upper() + made[1:]
    return made
