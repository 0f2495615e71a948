"""Abbreviations and their full forms, shared by all kinds of checks of abbreviations.

Abbreviations that occur only in quotation marks are ignored, and so are words
in capitals of more than `longest` letters, which are names, unless `known`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.documents.mentions.abbreviations import Abbreviation, Expansion
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.prose import folded

# Three letters can be another abbreviation's by chance (PA, AP; CIN, NIC): only two swapped neighbours are a slip
# there, any order from four letters on.
_ANY_ORDER = 4
_LEAST_LETTERS = 3


class AbbreviationParams(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The parameters shared by all kinds of checks of abbreviations."""

    except_: Annotated[tuple[str, ...], Meta(description="abbreviations that need no full form")] = msgspec.field(
        default=(), name="except"
    )
    known: Annotated[dict[str, str], Meta(description="abbreviations with their correct full forms")] = {}
    named_before: Annotated[
        tuple[str, ...],
        Meta(description="words that make a name of an abbreviation before them, unless it is in “known”"),
    ] = ()
    longest: Annotated[
        int, Meta(ge=2, description="maximum number of letters of an abbreviation that is not in “known”")
    ] = 6


class Index(msgspec.Struct, frozen=True, eq=False):
    """The letters of the abbreviations that are spelled out and of those that are used.

    `shuffled` has the abbreviations that are spelled out, by their letters in alphabetical order.
    """

    spelled: frozenset[str]
    used: frozenset[str]
    shuffled: dict[str, list[Abbreviation]]


def check(
    params: AbbreviationParams, find: Callable[[Abbreviation, Index], Iterator[Hit]]
) -> Callable[[CheckContext], Iterator[Hit]]:
    """Return a check that calls `find` for each abbreviation of a document and yields its hits."""
    left = frozenset(params.except_)

    def run(context: CheckContext) -> Iterator[Hit]:
        there = context.document.abbreviations
        if not there:
            raise NotApplicable("it has no abbreviations")
        index = _index(there)
        for abbreviation in there:
            if abbreviation.short not in left and not _is_name(abbreviation, params):
                yield from find(abbreviation, index)

    return run


def _index(there: tuple[Abbreviation, ...]) -> Index:
    shuffled: dict[str, list[Abbreviation]] = {}
    for one in there:
        if one.expansions:
            shuffled.setdefault("".join(sorted(one.short)), []).append(one)
    spelled = frozenset(letters(one) for one in there if one.expansions)
    return Index(spelled, frozenset(letters(one) for one in there if one.uses), shuffled)


def _is_name(one: Abbreviation, params: AbbreviationParams) -> bool:
    """True for a name in capitals: it is longer than any abbreviation, and not known as one."""
    return len(one.short) > params.longest and one.short not in params.known


def words(expansion: Expansion) -> str:
    """Return the full form that is printed with an abbreviation."""
    return (expansion.long or expansion.before).text


def is_same(one: str, two: str) -> bool:
    """True if two full forms differ at most by plurals, hyphens or the endings of words."""
    if joined(one) == joined(two):
        return True
    return [word[:4] for word in bare(one).split()] == [word[:4] for word in bare(two).split()]


def bare(text: str) -> str:
    """Return the words of a full form without plurals and hyphens."""
    kept = folded(text).replace("-", " ").replace("'s", "s").replace("'", "").replace(",", "").split()
    return " ".join(word[:-1] if word.endswith("s") and len(word) > 3 else word for word in kept)


def joined(text: str) -> str:
    """Return the letters of a full form: the same for “multi-agency” and “multiagency”, its hyphen lost."""
    return bare(text).replace(" ", "")


def is_in_front(expansion: Expansion) -> bool:
    """True if it is the full form followed by the abbreviation in brackets, and nothing else."""
    return expansion.prose.text == f"{words(expansion)} ({expansion.short.text})"


def related(expansion: Expansion, note: str) -> Related:
    """Return the place where an abbreviation is spelled out, as a related place of a finding."""
    return Related(expansion.prose.place(), note)


def unscrambled(one: Abbreviation, known: dict[str, str], index: Index) -> str:
    """Return the abbreviation with the letters of this one in another order, or an empty text.

    An abbreviation that is known or has a full form of its own is correct as it is.
    """
    if one.short in known or any(expansion.long for expansion in one.expansions):
        return ""
    often = len(one.uses) + len(one.expansions)
    alike = index.shuffled.get("".join(sorted(one.short)), ())
    own = [other.short for other in alike if len(other.uses) + len(other.expansions) > often]
    return next((short for short in (*own, *known) if _shuffled(one.short, short)), "")


def _shuffled(one: str, two: str) -> bool:
    """True if two abbreviations have the same letters in another order."""
    if one == two or len(one) < _LEAST_LETTERS or sorted(one) != sorted(two):
        return False
    if len(one) >= _ANY_ORDER:
        return True
    return any(one[:at] + one[at + 1] + one[at] + one[at + 2 :] == two for at in range(len(one) - 1))


def letters(one: Abbreviation) -> str:
    """Return an abbreviation in lower case without a plural “s”, for comparison."""
    return one.short.casefold().removesuffix("s")
