"""Words that are in no list of words, but near one that reports use.

Both lists come with the program. A word is near another that is one slip away
(a letter that is wrong, missing or too many, or two that have changed places),
from nine letters on also two. Names are left out, and words that are derived
from a known one, that stand in quotation marks, or that a document has three
times. `except` has further words that are right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.terms.scan import Where, scope
from ofsted_lint.checks.words.meant import meant
from ofsted_lint.checks.words.unknown import Unknown, unknown_words
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import corrected

_SHORTEST = 3


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    except_: Annotated[tuple[str, ...], Meta(description="words that are right though no list has them")] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "right", "instead"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen = scope(params)
    right = frozenset(word.lower() for word in params.except_)

    def run(context: CheckContext) -> Iterator[Hit]:
        for unknown in unknown_words(context.document, chosen, right):
            if len(unknown.word) >= _SHORTEST and not unknown.parted():
                yield from _misspelt(unknown, meant(unknown.word))

    return run


def _misspelt(unknown: Unknown, near: tuple[str, ...]) -> Iterator[Hit]:
    """The finding on a word; it has a fix where only one word can be meant."""
    if near:
        prose, span = unknown.passage.prose, (unknown.start, unknown.end)
        printed = unknown.printed
        right = tuple(word.capitalize() if printed[0].isupper() else word for word in near)
        instead = right[0] if len(right) == 1 else ""
        said = " or ".join(f"“{word}”" for word in right)
        edits = corrected(prose, unknown.passage.copies, *span, instead) if instead else ()
        facts = {"found": printed, "right": said, "instead": instead}
        yield Hit(unknown.place, unknown.passage.address, facts, edits=edits)
