"""The letters of abbreviations are in the correct order.

An abbreviation is flagged if it has the letters of another one of the
document, or of `known`, in a different order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.abbreviations import AbbreviationParams, Index, check, unscrambled
from ofsted_lint.documents.mentions.abbreviations import Abbreviation
from ofsted_lint.findings.finding import Hit


class Params(AbbreviationParams, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The parameters shared by all kinds of checks of abbreviations."""


def names(params: Params) -> frozenset[str]:
    return frozenset({"short", "right", "count"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(params, lambda one, index: _find(one, index, params.known))


def _find(one: Abbreviation, index: Index, known: dict[str, str]) -> Iterator[Hit]:
    printed = [(use.prose, use.address) for use in one.uses if not use.quoted]
    printed += [(expansion.short, expansion.address) for expansion in one.expansions]
    right = unscrambled(one, known, index)
    if printed and right:
        prose, address = printed[0]
        yield Hit(prose.place(), address, {"short": prose.text, "right": right, "count": str(len(printed))})
