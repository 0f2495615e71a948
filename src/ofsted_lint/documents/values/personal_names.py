"""Names of people in letters."""

from __future__ import annotations

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
    if all(word in full for word in given):
        return True
    if len(given) > 1 or _HONORIFIC.match(salutation):
        return False
    near = any(len(word) >= _SHORTEST_SLIP and one_slip(given[0], word) for word in full)
    return False if near else None


def _words(name: str) -> list[str]:
    words = (word for word in _WORD.findall(name) if word not in _HONOURS)
    return [word.casefold().replace("’", "'").replace("`", "'") for word in words]


def _sex(name: str) -> int:
    match = _HONORIFIC.match(name)
    titles = set(match[0].replace(".", " ").split()) if match else set()
    return -1 if titles & _WOMEN else 1 if titles & _MEN else 0
