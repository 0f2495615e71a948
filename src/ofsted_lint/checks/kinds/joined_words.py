"""Two words are printed without a space, one of them a short one: “plansand”.

An unknown word that is one slip away from a common word is left to the check
`spelling`. `except` has words that only look like two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.terms.scan import Where, scope
from ofsted_lint.checks.words.unknown import Unknown, unknown_words
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import corrected


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    except_: Annotated[tuple[str, ...], Meta(description="correct words that are not in the lists")] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "apart"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen = scope(params)
    right = frozenset(word.lower() for word in params.except_)

    def run(context: CheckContext) -> Iterator[Hit]:
        for unknown in unknown_words(context.document, chosen, right):
            yield from _joined(unknown)

    return run


def _joined(unknown: Unknown) -> Iterator[Hit]:
    """Yield the findings on a word that is two words without their space."""
    from ofsted_lint.checks.words.likely import is_derived, likely_words, run_together  # many have no unknown word

    if unknown.with_other_part() or likely_words(unknown.word) or is_derived(unknown.word):
        return
    for two in run_together(unknown.word):
        passage, span, printed = unknown.passage, (unknown.start, unknown.end), unknown.printed
        apart = f"{printed[: two.index(' ')]} {printed[two.index(' ') :]}"
        edits = corrected(passage.prose, passage.copies, *span, apart)
        yield Hit(unknown.place, passage.address, {"found": printed, "apart": apart}, edits=edits)
