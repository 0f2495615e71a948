"""Abbreviations that are spelled out are used at least once more."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.abbreviations import AbbreviationParams, Index, check, is_in_front, letters, words
from ofsted_lint.documents.mentions.abbreviations import Abbreviation
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import reworded


class Params(AbbreviationParams, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The parameters shared by all kinds of checks of abbreviations."""


def names(params: Params) -> frozenset[str]:
    return frozenset({"short", "long"})


def edits_possible(params: Params) -> str:
    return ""


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(params, _find)


def _find(one: Abbreviation, index: Index) -> Iterator[Hit]:
    if len(one.expansions) == 1 and letters(one) not in index.used:
        expansion = one.expansions[0]
        facts = {"short": expansion.short.text, "long": words(expansion)}
        edits = reworded(expansion.prose, words(expansion)) if is_in_front(expansion) else None
        yield Hit(expansion.short.place(), expansion.address, facts, edits=edits or ())
