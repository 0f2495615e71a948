"""Numbers in a row, in words and in figures: “second”, “2nd”."""

from __future__ import annotations

ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)


def ordinal(word: str) -> int:
    """The number of “second” or “2nd”, which `word` must be one of; capitals do not matter."""
    word = word.casefold()
    return ORDINALS.index(word) + 1 if word in ORDINALS else int(word[:-2])
