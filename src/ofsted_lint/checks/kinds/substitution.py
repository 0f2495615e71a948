"""Words or phrases that should be replaced by others.

`swap` has the replacement for each term; capitals at the start of words are
kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.terms.scan import Scan, Scoped, replacements
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import corrected


class Params(Scoped, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    swap: Annotated[dict[str, str], Meta(min_length=1, description="terms with their replacements")]
    doubtful: Annotated[
        dict[str, str], Meta(description="terms whose correction a person must review, with the reasons")
    ] = msgspec.field(default_factory=dict)


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "preferred"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    replacements(params.swap)
    scan = Scan(((("swap", term), term) for term in params.swap), params)

    def run(context: CheckContext) -> Iterator[Hit]:
        for found in scan.run(context.document):
            preferred = _like(found.text, params.swap[found.term])
            if preferred != found.text:
                edits = corrected(found.passage.prose, found.passage.copies, found.start, found.end, preferred)
                facts = {"found": found.text, "preferred": preferred}
                doubt = params.doubtful.get(found.term, "")
                yield Hit(found.place, found.passage.address, facts, edits=edits, doubt=doubt)

    return run


def _like(found: str, preferred: str) -> str:
    """Return the replacement with capitals as in the match: word by word if both have as many words."""
    printed, words = found.split(), preferred.split()
    if len(printed) != len(words):
        printed, words = [found], [preferred.strip()]
    # A blank at an end is part of the replacement: for “%”, “ per cent”.
    return preferred.replace(preferred.strip(), " ".join(map(_capital, printed, words)), 1)


def _capital(found: str, preferred: str) -> str:
    capital = found[:1].isupper() and not found[1:2].isupper()
    return preferred[:1].upper() + preferred[1:] if capital else preferred
