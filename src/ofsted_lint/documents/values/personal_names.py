"""Names of people in letters."""

from __future__ import annotations

from collections.abc import Iterable

from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.similar import one_slip

_HONORIFIC = pattern(
    r"(?:(?P<of>Mrs|Mr|Ms|Miss|Mx|Dr|Prof(?:essor)?|Sir|Dame|Lady|Lord|Rev(?:erend)?|Cllr|Councillor)\b\.? ?)+"
)
_WORD = pattern(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*")
# Honours and offices after names, in capitals.
_HONOURS = frozenset({"OBE", "MBE", "CBE", "DCS", "CB", "BEM", "KC", "QC"})
_WOMEN = frozenset({"Mrs", "Ms", "Miss", "Dame", "Lady"})
_MEN = frozenset({"Mr", "Sir", "Lord"})
_SHORTEST_SLIP = 4


def bare(name: str) -> str:
    """Return a name without the title before it: “Ms Jane Clarke” is “Jane Clarke”."""
    match = _HONORIFIC.match(name)
    return name[match.end() :].strip() if match else name.strip()


_AND = pattern(r",? (?:and|&) |, ")


def all_agree(salutation: str, names: Iterable[str]) -> bool | None:
    """True if each name in a salutation is that of an addressee; None if one may be a short form.

    Two may share a line, as in “Ann Lee and Bob Moss”. Of several addressees not all need be greeted.
    """
    people = [name for each in names for name in _AND.split(each)]
    found = [_closest(greeted, people) for greeted in _AND.split(salutation)]
    return False if False in found else None if None in found else True


def _closest(greeted: str, people: list[str]) -> bool | None:
    """Return the best answer of `agrees` for any of these people."""
    answers = [agrees(greeted, name) for name in people]
    return True if True in answers else None if None in answers else False


def agrees(salutation: str, name: str) -> bool | None:
    """True if a salutation has the name of the addressee; None if it may have a short form.

    “Ms Clark” is not “Jane Clarke”, nor “Mr Clarke” “Ms Clarke”; “Sue” may be
    “Susan”, so first names disagree only if one letter differs.
    """
    given, full = _words(bare(salutation)), _words(bare(name))
    if not given or not full:
        return None
    if _sex(salutation) * _sex(name) < 0:
        return False
    if _HONORIFIC.match(salutation) and len(full) > 1 and given == full[:1]:
        return False  # “Dear Mr John” to John Smith
    if all(word in full for word in given):
        return True
    if len(given) > 1 or _HONORIFIC.match(salutation):
        return False
    near = any(len(word) >= _SHORTEST_SLIP and one_slip(given[0], word) for word in full)
    return False if near else None


def same_person(one: str, other: str) -> bool:
    """True if two names have one surname, and first names that begin with the same letter."""
    mine, theirs = _words(bare(one)), _words(bare(other))
    return bool(mine and theirs) and mine[-1] == theirs[-1] and mine[0][0] == theirs[0][0]


def _words(name: str) -> list[str]:
    words = (word for word in _WORD.findall(name) if word not in _HONOURS)
    return [word.casefold().replace("’", "'").replace("`", "'") for word in words]


def _sex(name: str) -> int:
    match = _HONORIFIC.match(name)
    titles = set(match[0].replace(".", " ").split()) if match else set()
    return -1 if titles & _WOMEN else 1 if titles & _MEN else 0
