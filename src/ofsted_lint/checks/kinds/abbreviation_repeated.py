"""Each abbreviation is spelled out only once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.abbreviations import (
    AbbreviationParams,
    Index,
    bare,
    check,
    is_in_front,
    is_same,
    related,
    words,
)
from ofsted_lint.documents.mentions.abbreviations import Abbreviation, Expansion
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import reworded


class Params(AbbreviationParams, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The parameters shared by all kinds of checks of abbreviations."""


def names(params: Params) -> frozenset[str]:
    return frozenset({"short", "long", "count"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(params, _find)


def _find(one: Abbreviation, index: Index) -> Iterator[Hit]:
    """Find every further place at which the same words are spelled out."""
    if not one.expansions:
        return
    first = one.expansions[0]
    for later in one.expansions[1:]:
        if not _is_same_form(first, later):
            continue
        facts = {"short": later.short.text, "long": words(later), "count": str(len(one.expansions))}
        edits = reworded(later.prose, later.short.text) if is_in_front(later) else None
        before = (related(first, "first spelled out here"),)
        yield Hit(later.prose.place(), later.address, facts, before, edits=edits or ())


def _is_same_form(first: Expansion, later: Expansion) -> bool:
    """True if the same full form is spelled out again.

    Another full form is another fault, and a bracket may follow unrelated words.
    """
    if first.long and later.long:
        return is_same(words(first), words(later))
    return bool(later.long or set(bare(words(first)).split()) & set(bare(words(later)).split()))
