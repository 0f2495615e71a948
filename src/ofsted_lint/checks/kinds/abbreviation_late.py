"""Abbreviations are spelled out before they are used."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.abbreviations import AbbreviationParams, Index, check, related, words
from ofsted_lint.documents.mentions.abbreviations import Abbreviation
from ofsted_lint.findings.finding import Hit


class Params(AbbreviationParams, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The parameters shared by all kinds of checks of abbreviations."""


def names(params: Params) -> frozenset[str]:
    return frozenset({"short", "long"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(params, _find)


def _find(one: Abbreviation, index: Index) -> Iterator[Hit]:
    if one.expansions and one.uses:
        use, expansion = one.uses[0], one.expansions[0]
        if not use.quoted and use.prose.span.start < expansion.short.span.start:
            facts = {"short": use.prose.text, "long": words(expansion)}
            yield Hit(use.prose.place(), use.address, facts, (related(expansion, "spelled out only here"),))
