"""Abbreviations are spelled out where they first stand, once, and rightly.

`fault` says what is looked for: `never` an abbreviation that is nowhere
spelled out, `late` one that is used before it is, `unused` one that is spelled
out and not used again, `again` one that is spelled out twice, `wrong` words
that are nearly those of `known`, `other` two different full forms, `scrambled` one
that has the letters of another (of the document, or of `known`) in another
order. What stands in quotation marks only is left alone, and words in capitals
of more than `longest` letters, which are names, unless they are `known`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, Subject
from ofsted_lint.documents.mentions.abbreviations import Abbreviation, Expansion
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.edits import reworded
from ofsted_lint.source.prose import Prose, folded

Fault = Literal["never", "late", "unused", "again", "wrong", "other", "scrambled"]
_ALIKE = 0.75
# Three letters can be shuffled into another abbreviation by chance (PA, AP; CIN, NIC): neighbours that changed
# places are a slip there, any order from four letters on.
_ANY_ORDER = 4
_LEAST_LETTERS = 3
_LONGEST_WORD = 40
_FAR = 120
_JOINING = frozenset({"or", "and", "in", "of"})


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    fault: Annotated[Fault, Meta(description="never, late, unused, again, wrong, other or scrambled")]
    except_: Annotated[tuple[str, ...], Meta(description="abbreviations that need no full form")] = msgspec.field(
        default=(), name="except"
    )
    known: Annotated[dict[str, str], Meta(description="abbreviations with their right full forms")] = {}
    named_before: Annotated[
        tuple[str, ...], Meta(description="words that make a name of letters before them, unless these are known")
    ] = ()
    ordered: Annotated[
        tuple[str, ...], Meta(description="abbreviations with full forms in several orders, but those of their letters")
    ] = ()
    longest: Annotated[int, Meta(ge=2, description="how many letters an abbreviation may have that is not known")] = 6


class _There(msgspec.Struct, frozen=True, eq=False):
    """The letters of the abbreviations that are spelled out and of those that are used, and the former by letters."""

    spelled: frozenset[str]
    used: frozenset[str]
    shuffled: dict[str, list[Abbreviation]]


def names(params: Params) -> frozenset[str]:
    return frozenset({"short", "long", "right", "count"})


def mends(params: Params) -> str:
    return "" if params.fault in ("unused", "again") else "only “unused” and “again” have one correction"


def prepare(params: Params) -> Callable[[Subject], Iterator[Hit]]:
    find = _FAULTS[params.fault]
    left = frozenset(params.except_)

    def run(subject: Subject) -> Iterator[Hit]:
        there = subject.document.abbreviations
        if not there:
            raise NotApplicable("it has no abbreviations")
        indexed = _indexed(there)
        for abbreviation in there:
            if abbreviation.short not in left and not _is_name(abbreviation, params):
                yield from find(abbreviation, params, indexed)

    return run


def _indexed(there: tuple[Abbreviation, ...]) -> _There:
    shuffled: dict[str, list[Abbreviation]] = {}
    for one in there:
        if one.expansions:
            shuffled.setdefault("".join(sorted(one.short)), []).append(one)
    spelled = frozenset(_letters(one) for one in there if one.expansions)
    return _There(spelled, frozenset(_letters(one) for one in there if one.uses), shuffled)


def _is_name(one: Abbreviation, params: Params) -> bool:
    """Whether it is a name in capitals: no abbreviation is so long, unless it is known."""
    return len(one.short) > params.longest and one.short not in params.known


def _never(one: Abbreviation, params: Params, there: _There) -> Iterator[Hit]:
    # Spelled out in other capitals (CHub, CHUB), or a slip for one that is: other faults.
    if _letters(one) in there.spelled:
        return
    if not one.expansions and any(not use.quoted for use in one.uses) and not _meant(one, params, there):
        use = next(use for use in one.uses if not use.quoted)
        if one.short not in params.known and _word_after(use.prose) in params.named_before:
            return
        right = params.known.get(one.short, "")
        facts = {"short": use.prose.text, "right": f" ({right})" if right else "", "count": str(len(one.uses))}
        yield Hit(use.prose.place(), use.address, facts)


def _word_after(prose: Prose) -> str:
    """The word that stands behind a text in its document, in lower case."""
    end = prose.span.end
    words = prose.source.printed[end : end + _LONGEST_WORD].split(None, 1)
    return words[0].strip(".,;:()’'").casefold() if words else ""


def _late(one: Abbreviation, params: Params, there: _There) -> Iterator[Hit]:
    if one.expansions and one.uses:
        use, expansion = one.uses[0], one.expansions[0]
        if not use.quoted and use.prose.span.start < expansion.short.span.start:
            facts = {"short": use.prose.text, "long": _words(expansion)}
            yield Hit(use.prose.place(), use.address, facts, (_related(expansion, "spelled out only here"),))


def _unused(one: Abbreviation, params: Params, there: _There) -> Iterator[Hit]:
    if len(one.expansions) == 1 and _letters(one) not in there.used:
        expansion = one.expansions[0]
        facts = {"short": expansion.short.text, "long": _words(expansion)}
        edits = reworded(expansion.prose, _words(expansion)) if _in_front(expansion) else None
        yield Hit(expansion.short.place(), expansion.address, facts, edits=edits or ())


def _again(one: Abbreviation, params: Params, there: _There) -> Iterator[Hit]:
    """Every further time that the same words are spelled out."""
    if not one.expansions:
        return
    first = one.expansions[0]
    for later in one.expansions[1:]:
        if first.long and later.long and not _same(_words(first), _words(later)):
            continue  # another meaning is another fault
        if not later.long and not set(_bare(_words(first)).split()) & set(_bare(_words(later)).split()):
            continue  # a bracket behind other words spells nothing out
        facts = {"short": later.short.text, "long": _words(later), "count": str(len(one.expansions))}
        edits = reworded(later.prose, later.short.text) if _in_front(later) else None
        yield Hit(
            later.prose.place(), later.address, facts, (_related(first, "spelled out here before"),), edits=edits or ()
        )


def _wrong(one: Abbreviation, params: Params, there: _There) -> Iterator[Hit]:
    """Full forms that are nearly those that are known, with another word in them."""
    from difflib import SequenceMatcher  # for the few that are known and differ

    if one.short in params.ordered:
        yield from _disordered(one, params)
        return
    right = params.known.get(one.short)
    for expansion in one.expansions if right else ():
        printed = _bare(expansion.long.text if expansion.long else expansion.before.text)
        if right is None or _joined(printed).endswith(_joined(right)):
            continue
        if _joined(right).startswith(_joined(printed)) and len(printed.split()) > 1:
            continue  # its last word gave way to another: “mental health (CAMHS) appointments”
        tail = " ".join(printed.split()[-len(_bare(right).split()) :])
        if SequenceMatcher(None, tail, _bare(right)).ratio() >= _ALIKE:
            prose = expansion.long or expansion.before
            facts = {"short": expansion.short.text, "long": prose.text, "right": right}
            yield Hit(prose.place(), expansion.address, facts)


def _disordered(one: Abbreviation, params: Params) -> Iterator[Hit]:
    """Full forms with the right words in an order that the letters have not."""
    right = params.known[one.short]
    told = set(_bare(right).split()) - _JOINING
    for expansion in one.expansions:
        at = expansion.short.span.start
        before = _bare(expansion.short.source.printed[max(at - _FAR, 0) : at].rstrip("( "))
        tail = [word for word in before.split() if word not in _JOINING][-len(one.short) :]
        if set(tail) == told and [word[0] for word in tail] != list(one.short.casefold()):
            far = len(before.split()) - before.split().index(tail[0])
            printed = expansion.short.source.printed[max(at - _FAR, 0) : at].rstrip("( ").split()[-far:]
            facts = {"short": one.short, "long": " ".join(printed), "right": right}
            yield Hit(expansion.before.place(), expansion.address, facts)


def _other(one: Abbreviation, params: Params, there: _There) -> Iterator[Hit]:
    full = [expansion for expansion in one.expansions if expansion.long]
    for later in full[1:]:
        if not _same(_words(full[0]), _words(later)):
            facts = {"short": later.short.text, "long": _words(later), "right": _words(full[0])}
            yield Hit(later.prose.place(), later.address, facts, (_related(full[0], "this stands for it here"),))


def _same(one: str, two: str) -> bool:
    """Whether two full forms are of one thing: a plural, a hyphen or a word's ending apart."""
    if _joined(one) == _joined(two):
        return True
    return [word[:4] for word in _bare(one).split()] == [word[:4] for word in _bare(two).split()]


def _words(expansion: Expansion) -> str:
    return (expansion.long or expansion.before).text


def _bare(text: str) -> str:
    """The words of a full form, without plurals and hyphens."""
    words = folded(text).replace("-", " ").replace("'s", "s").replace("'", "").replace(",", "").split()
    return " ".join(word[:-1] if word.endswith("s") and len(word) > 3 else word for word in words)


def _joined(text: str) -> str:
    """The letters of a full form: “multi-agency” is “multiagency” where hyphens at line ends were lost."""
    return _bare(text).replace(" ", "")


def _in_front(expansion: Expansion) -> bool:
    """Whether it is a full form with the abbreviation behind it in brackets, and nothing else."""
    return expansion.prose.text == f"{_words(expansion)} ({expansion.short.text})"


def _related(expansion: Expansion, note: str) -> Related:
    return Related(expansion.prose.place(), note)


def _scrambled(one: Abbreviation, params: Params, there: _There) -> Iterator[Hit]:
    printed = [(use.prose, use.address) for use in one.uses if not use.quoted]
    printed += [(expansion.short, expansion.address) for expansion in one.expansions]
    if printed and (meant := _meant(one, params, there)):
        prose, address = printed[0]
        yield Hit(prose.place(), address, {"short": prose.text, "right": meant, "count": str(len(printed))})


def _meant(one: Abbreviation, params: Params, there: _There) -> str:
    """The abbreviation whose letters, in another order, this one has; nothing where it stands for itself."""
    if one.short in params.known or any(expansion.long for expansion in one.expansions):
        return ""
    often = len(one.uses) + len(one.expansions)
    alike = there.shuffled.get("".join(sorted(one.short)), ())
    own = [other.short for other in alike if len(other.uses) + len(other.expansions) > often]
    return next((short for short in (*own, *params.known) if _shuffled(one.short, short)), "")


def _shuffled(one: str, two: str) -> bool:
    """Whether two abbreviations have the same letters in another order."""
    if one == two or len(one) < _LEAST_LETTERS or sorted(one) != sorted(two):
        return False
    if len(one) >= _ANY_ORDER:
        return True
    return any(one[:at] + one[at + 1] + one[at] + one[at + 2 :] == two for at in range(len(one) - 1))


def _letters(one: Abbreviation) -> str:
    """What is the same in an abbreviation however its capitals and its plural are printed."""
    return one.short.casefold().removesuffix("s")


_FAULTS: dict[str, Callable[[Abbreviation, Params, _There], Iterator[Hit]]] = {
    "never": _never,
    "late": _late,
    "unused": _unused,
    "again": _again,
    "wrong": _wrong,
    "other": _other,
    "scrambled": _scrambled,
}
