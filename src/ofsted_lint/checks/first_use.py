"""Abbreviations are spelled out where they first stand, once, and rightly.

`fault` says what is looked for: `never` an abbreviation that is nowhere
spelled out, `late` one that is used before it is, `unused` one that is spelled
out and not used again, `again` one that is spelled out twice, `wrong` words
that are nearly those of `known`, `other` two different full forms. What stands
in quotation marks only is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.document.abbreviations import Abbreviation, Expansion
from ofsted_lint.document.prose import folded
from ofsted_lint.finding import Hit, Related
from ofsted_lint.subject import NotApplicable, Subject

Fault = Literal["never", "late", "unused", "again", "wrong", "other"]
_ALIKE = 0.75


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    fault: Annotated[Fault, Meta(description="never, late, unused, again, wrong or other")]
    except_: Annotated[tuple[str, ...], Meta(description="abbreviations that need no full form")] = msgspec.field(
        default=(), name="except"
    )
    known: Annotated[dict[str, str], Meta(description="abbreviations with their right full forms")] = {}


def names(params: Params) -> frozenset[str]:
    return frozenset({"short", "long", "right", "count"})


def prepare(params: Params) -> Callable[[Subject], Iterator[Hit]]:
    find = _FAULTS[params.fault]
    left = frozenset(params.except_)

    def run(subject: Subject) -> Iterator[Hit]:
        there = subject.document.abbreviations
        if not there:
            raise NotApplicable("it has no abbreviations")
        for abbreviation in there:
            if abbreviation.short not in left:
                yield from find(abbreviation, params)

    return run


def _never(one: Abbreviation, params: Params) -> Iterator[Hit]:
    if not one.expansions and any(not use.quoted for use in one.uses):
        use = next(use for use in one.uses if not use.quoted)
        right = params.known.get(one.short, "")
        facts = {"short": use.prose.text, "right": f" ({right})" if right else "", "count": str(len(one.uses))}
        yield Hit(use.prose.place(), use.address, facts)


def _late(one: Abbreviation, params: Params) -> Iterator[Hit]:
    if one.expansions and one.uses:
        use, expansion = one.uses[0], one.expansions[0]
        if not use.quoted and use.prose.span.start < expansion.short.span.start:
            facts = {"short": use.prose.text, "long": _words(expansion)}
            yield Hit(use.prose.place(), use.address, facts, (_related(expansion, "spelled out only here"),))


def _unused(one: Abbreviation, params: Params) -> Iterator[Hit]:
    if one.expansions and not one.uses and len(one.expansions) == 1:
        expansion = one.expansions[0]
        facts = {"short": expansion.short.text, "long": _words(expansion)}
        yield Hit(expansion.short.place(), expansion.address, facts)


def _again(one: Abbreviation, params: Params) -> Iterator[Hit]:
    """Every further time that the same words are spelled out."""
    if not one.expansions:
        return
    first = one.expansions[0]
    for later in one.expansions[1:]:
        facts = {"short": later.short.text, "long": _words(later), "count": str(len(one.expansions))}
        yield Hit(later.prose.place(), later.address, facts, (_related(first, "spelled out here before"),))


def _wrong(one: Abbreviation, params: Params) -> Iterator[Hit]:
    """Full forms that are nearly those that are known, with another word in them."""
    from difflib import SequenceMatcher  # for the few that are known and differ

    right = params.known.get(one.short)
    for expansion in one.expansions if right else ():
        printed = _bare(expansion.long.text if expansion.long else expansion.before.text)
        if right is None or printed.endswith(_bare(right)):
            continue
        tail = " ".join(printed.split()[-len(_bare(right).split()) :])
        if SequenceMatcher(None, tail, _bare(right)).ratio() >= _ALIKE:
            prose = expansion.long or expansion.before
            facts = {"short": expansion.short.text, "long": prose.text, "right": right}
            yield Hit(prose.place(), expansion.address, facts)


def _other(one: Abbreviation, params: Params) -> Iterator[Hit]:
    full = [expansion for expansion in one.expansions if expansion.long]
    for later in full[1:]:
        if not _same(_words(full[0]), _words(later)):
            facts = {"short": later.short.text, "long": _words(later), "right": _words(full[0])}
            yield Hit(later.prose.place(), later.address, facts, (_related(full[0], "this stands for it here"),))


def _same(one: str, two: str) -> bool:
    """Whether two full forms are of one thing: a plural, a hyphen or a word's ending apart."""
    return [word[:4] for word in _bare(one).split()] == [word[:4] for word in _bare(two).split()]


def _words(expansion: Expansion) -> str:
    return (expansion.long or expansion.before).text


def _bare(text: str) -> str:
    """The words of a full form, without plurals and hyphens."""
    words = folded(text).replace("-", " ").replace("'s", "s").replace("'", "").replace(",", "").split()
    return " ".join(word[:-1] if word.endswith("s") and len(word) > 3 else word for word in words)


def _related(expansion: Expansion, note: str) -> Related:
    return Related(expansion.prose.place(), note)


_FAULTS: dict[str, Callable[[Abbreviation, Params], Iterator[Hit]]] = {
    "never": _never,
    "late": _late,
    "unused": _unused,
    "again": _again,
    "wrong": _wrong,
    "other": _other,
}
