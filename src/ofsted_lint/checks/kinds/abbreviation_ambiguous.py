"""Each abbreviation has one full form in a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.abbreviations import AbbreviationParams, Index, check, is_same, related, words
from ofsted_lint.documents.mentions.abbreviations import Abbreviation
from ofsted_lint.findings.finding import Hit


class Params(AbbreviationParams, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The parameters shared by all kinds of checks of abbreviations."""


def names(params: Params) -> frozenset[str]:
    return frozenset({"short", "long", "right"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(params, _find)


def _find(one: Abbreviation, index: Index) -> Iterator[Hit]:
    full = [expansion for expansion in one.expansions if expansion.long]
    for later in full[1:]:
        if not is_same(words(full[0]), words(later)):
            facts = {
                "short": later.short.text,
                "long": words(later),
                "right": words(full[0]),
            }
            yield Hit(later.prose.place(), later.address, facts, (related(full[0], "this is its full form here"),))
