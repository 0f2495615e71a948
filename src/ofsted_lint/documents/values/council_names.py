"""Names of councils: what in them tells one authority from another."""

from __future__ import annotations

import re

# Words by which the same council is called more or less formally.
FORMAL = frozenset(
    [
        *("the", "council", "councils", "county", "city", "borough", "metropolitan", "district"),
        *("royal", "london", "of", "unitary", "authority"),
    ]
)
_POSSESSIVE = re.compile(r"[’'`]s\b")
_WORD = re.compile(r"[^\W_]+")


def same_council(one: str, other: str) -> bool:
    """Whether two names are of one authority: “Salford”, “Salford City Council”."""
    return key_of(one) == key_of(other)


def key_of(name: str) -> tuple[str, ...]:
    """What tells a council from others: “Isles of Scilly” of the council of that name."""
    words = words_of(name)
    return tuple(word for word in words if word not in FORMAL) or tuple(words)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without possessive endings."""
    text = _POSSESSIVE.sub("", text.casefold())
    return _WORD.findall(text.replace("&", " and ").replace("’", "").replace("'", ""))
