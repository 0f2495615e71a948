"""Names of councils, and the words in them that distinguish one authority from another."""

from __future__ import annotations

from ofsted_lint.files.patterns import pattern

# Words that make the name of the same council more or less formal.
FORMAL = frozenset(
    [
        *("the", "council", "councils", "county", "city", "borough", "metropolitan", "district"),
        *("royal", "london", "of", "unitary", "authority"),
    ]
)
_POSSESSIVE = pattern(r"[’'`]s\b")
_WORD = pattern(r"[^\W_]+")


def same_council(one: str, other: str) -> bool:
    """True if two names are of one authority: “Salford”, “Salford City Council”."""
    return key_of(one) == key_of(other)


def key_of(name: str) -> tuple[str, ...]:
    """Return the distinctive words of a council's name, such as “Isles of Scilly”."""
    words = words_of(name)
    return tuple(word for word in words if word not in FORMAL) or tuple(words)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without possessive endings."""
    text = _POSSESSIVE.sub("", text.casefold())
    return _WORD.findall(text.replace("&", " and ").replace("’", "").replace("'", ""))
