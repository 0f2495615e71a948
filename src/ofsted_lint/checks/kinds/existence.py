"""Words or phrases that should not be used.

Each match of one of the terms is flagged. `swap` has replacements for words in
the match, so that findings can be fixed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, ParamError
from ofsted_lint.checks.terms.scan import Found, Scan, Scoped, listed, replacements
from ofsted_lint.files.patterns import compiled
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import corrected
from ofsted_lint.source.prose import marked


class Params(Scoped, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    terms: Annotated[tuple[str, ...], Meta(min_length=1, description="the terms to look for")]
    beside_small: Annotated[
        tuple[str, ...],
        Meta(description="terms to look for only if the document has the same words in lower case as well"),
    ] = ()
    swap: Annotated[
        dict[str, str],
        Meta(description="words in the match, with their replacements; without these, findings cannot be fixed"),
    ] = msgspec.field(default_factory=dict)


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "instead"})


def edits_possible(params: Params) -> str:
    return "" if params.swap else "give replacements for words in the match under “swap”"


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    scan = Scan((*listed("terms", params.terms), *listed("beside_small", params.beside_small)), params)
    beside = frozenset(params.beside_small)
    if "" in params.swap:
        raise ParamError(("swap",), "an empty text cannot be replaced")
    replacements(params.swap)
    pieces = cache(lambda: _pieces(params))

    def run(context: CheckContext) -> Iterator[Hit]:
        for found in scan.run(context.document):
            if found.term in beside and _small(found.text) not in context.document.searchable.text:
                continue
            instead = _swapped(found, params, pieces()) if params.swap else ""
            changed = instead and instead != marked(found.text)
            edits = (
                corrected(found.passage.prose, found.passage.copies, found.start, found.end, instead) if changed else ()
            )
            yield Hit(found.place, found.passage.address, {"found": found.text, "instead": instead}, edits=edits)

    return run


def _small(text: str) -> str:
    """Return a match in lower case, without an article at its start, which may be another elsewhere."""
    return text.lower().removeprefix("the ").removeprefix("an ").removeprefix("a ")


def _pieces(params: Params) -> re.Pattern[str]:
    """Return a pattern for the texts to replace, the longest first."""
    longest = sorted(params.swap, key=len, reverse=True)
    return compiled("|".join(re.escape(marked(piece)) for piece in longest), 0 if params.case else re.IGNORECASE)


def _swapped(found: Found, params: Params, pieces: re.Pattern[str]) -> str:
    """Return the match with its words replaced; a capital at the start of a sentence is kept."""
    swap = {marked(piece) if params.case else marked(piece).lower(): text for piece, text in params.swap.items()}
    text = marked(found.text)
    made = pieces.sub(lambda match: swap[match[0] if params.case else match[0].lower()], text)
    sentence = found.passage.sentence_span(found.start)
    if text[:1].isupper() and sentence is not None and sentence[0] == found.start:
        made = made[:1].upper() + made[1:]
    return made
