"""A word is not printed with a space in it: “chil dren”. At least one of its parts is in no word list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.terms.scan import Where, scope
from ofsted_lint.checks.words.unknown import Unknown, unknown_words
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import corrected
from ofsted_lint.source.source import Span


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in", "except_": "except"}, kw_only=True):
    except_: Annotated[tuple[str, ...], Meta(description="correct words that are not in the lists")] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "whole"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen = scope(params)
    right = frozenset(word.lower() for word in params.except_)

    def run(context: CheckContext) -> Iterator[Hit]:
        seen: set[Span] = set()
        for unknown in unknown_words(context.document, chosen, right):
            whole = unknown.with_other_part()
            if whole and whole.place.span not in seen:  # both parts may be in no list
                seen.add(whole.place.span)
                yield _hit(whole)

    return run


def _hit(whole: Unknown) -> Hit:
    passage, span, printed = whole.passage, (whole.start, whole.end), whole.printed
    word = whole.word.capitalize() if printed[0].isupper() else whole.word
    edits = corrected(passage.prose, passage.copies, *span, word)
    return Hit(whole.place, passage.address, {"found": printed, "whole": word}, edits=edits)
