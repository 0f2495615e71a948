"""The letters of an abbreviation are those of the words before its bracket, but for one.

An abbreviation of three letters or more is flagged if all of its letters but one begin the words before it, in their
order, and that one, not the first, begins neither the word in its place nor the word after the bracket, as in
“referral and assessment (RAS) service”. Small words need no letter. Abbreviations in `known` are left to other checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.abbreviations import AbbreviationParams, check
from ofsted_lint.documents.mentions.abbreviations import Abbreviation, Expansion, singular
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.source import Span

_WORD = pattern(r"[^\W_]+(?:[’'][^\W_]+)?")
_AFTER = pattern(r"[^()]{0,12}\)\s{1,4}(?P<letter>[^\W_])")
_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"])
_LEAST = 3
# The maximum number of characters of a full form.
_FAR = 120


class Params(AbbreviationParams, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The parameters shared by all kinds of checks of abbreviations."""


def names(params: Params) -> frozenset[str]:
    return frozenset({"short", "long", "letter"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    return check(params, lambda one, index: _find(one, params))


def _find(one: Abbreviation, params: Params) -> Iterator[Hit]:
    letters = singular(one.short)
    if len(letters) < _LEAST or not letters.isupper() or one.short in params.known:
        return
    if any(expansion.long for expansion in one.expansions):
        return  # it has a full form that fits elsewhere
    for expansion in one.expansions:
        at = expansion.short.span.start
        before = reflow(expansion.short.source, [Span(max(at - _FAR, 0), at)]).text.rstrip("( ")
        odd = _odd_letter(before, letters)
        if odd and _follows(expansion) != odd[1]:
            facts = {"short": expansion.short.text, "long": before[odd[0] :], "letter": odd[1].upper()}
            yield Hit(expansion.short.place(), expansion.address, facts)


def _odd_letter(before: str, letters: str) -> tuple[int, str] | None:
    """Return where the full form begins, and the one letter that none of its words has.

    None if there is no such letter, or more than one, or if it is the first.
    """
    words = list(_WORD.finditer(before))
    at, odd = len(words) - 1, ""
    for letter in reversed(letters.casefold()):
        while at >= 0 and words[at][0].casefold() in _SMALL and not words[at][0].casefold().startswith(letter):
            at -= 1
        if at < 0:
            return None
        if not words[at][0].casefold().startswith(letter):
            if odd or letter == letters[0].casefold():
                return None
            odd = letter
        at -= 1
    return (words[at + 1].start(), odd) if odd else None


def _follows(expansion: Expansion) -> str:
    """Return the first letter after the bracket, in lower case."""
    match = _AFTER.match(expansion.short.source.printed, expansion.short.span.end)
    return match["letter"].casefold() if match else ""
