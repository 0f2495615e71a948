"""Names of councils: what in them tells one authority from another."""

from __future__ import annotations

import re

# Words by which the same council is called more or less formally.
_FORMAL = frozenset(
    [
        *("the", "council", "councils", "county", "city", "borough", "metropolitan", "district"),
        *("royal", "london", "of", "unitary", "authority"),
    ]
)
_WORD = re.compile(r"[^\W_]+")


def same_council(one: str, other: str) -> bool:
    """Whether two names are of one authority: “Salford”, “Salford City Council”."""
    return _key(one) == _key(other)


def _key(name: str) -> tuple[str, ...]:
    words = _WORD.findall(name.casefold().replace("&", " and ").replace("’", "").replace("'", ""))
    return tuple(word for word in words if word not in _FORMAL) or tuple(words)
