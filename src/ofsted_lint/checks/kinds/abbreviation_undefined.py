"""Each abbreviation is spelled out somewhere in the document.

An abbreviation that has the letters of another one in a different order is
left to `abbreviation-scrambled`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.abbreviations import AbbreviationParams, Index, check, letters, unscrambled
from ofsted_lint.documents.mentions.abbreviations import Abbreviation
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.prose import Prose

_LONGEST_WORD = 40


class Params(AbbreviationParams, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The parameters shared by all kinds of checks of abbreviations."""


def names(params: Params) -> frozenset[str]:
    return frozenset({"short", "right", "count"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(params, lambda one, index: _find(one, index, params))


def _find(one: Abbreviation, index: Index, params: Params) -> Iterator[Hit]:
    # It is spelled out with other capitals (CHub, CHUB), or is a slip for one that is: other faults.
    if letters(one) in index.spelled:
        return
    if not one.expansions and any(not use.quoted for use in one.uses) and not unscrambled(one, params.known, index):
        use = next(use for use in one.uses if not use.quoted)
        if one.short not in params.known and _word_after(use.prose) in params.named_before:
            return
        right = params.known.get(one.short, "")
        facts = {"short": use.prose.text, "right": f" ({right})" if right else "", "count": str(len(one.uses))}
        yield Hit(use.prose.place(), use.address, facts)


def _word_after(prose: Prose) -> str:
    """Return the word that follows a text in its document, in lower case."""
    end = prose.span.end
    words = prose.source.printed[end : end + _LONGEST_WORD].split(None, 1)
    return words[0].strip(".,;:()’'").casefold() if words else ""
