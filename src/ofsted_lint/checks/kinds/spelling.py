"""A word that is not in any word list, but near one that reports use, is misspelt.

Both lists come with the program. A word is near another if it is one slip away
(a wrong, missing or extra letter, or two letters that have changed places), or
two slips if it has nine letters or more. Names are left out, and words that are derived
from a known one, that are in quotation marks, or that a document uses three
times. `except` has further correct words.
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

_SHORTEST = 3


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    except_: Annotated[tuple[str, ...], Meta(description="correct words that are not in the lists")] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "right", "instead"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen = scope(params)
    right = frozenset(word.lower() for word in params.except_)

    def run(context: CheckContext) -> Iterator[Hit]:
        for unknown in unknown_words(context.document, chosen, right):
            if len(unknown.word) >= _SHORTEST and not unknown.with_other_part():
                yield from _misspelt(unknown)

    return run


def _misspelt(unknown: Unknown) -> Iterator[Hit]:
    """Yield the finding on a word that is near another; it has a fix if there is only one intended word."""
    from ofsted_lint.checks.words.likely import likely_words  # many documents have no unknown word

    near = likely_words(unknown.word)
    if near:
        prose, span = unknown.passage.prose, (unknown.start, unknown.end)
        printed = unknown.printed
        right = tuple(word.capitalize() if printed[0].isupper() else word for word in near)
        instead = right[0] if len(right) == 1 else ""
        said = " or ".join(f"“{word}”" for word in right)
        edits = corrected(prose, unknown.passage.copies, *span, instead) if instead else ()
        facts = {"found": printed, "right": said, "instead": instead}
        yield Hit(unknown.place, unknown.passage.address, facts, edits=edits)
