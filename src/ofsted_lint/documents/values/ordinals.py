"""Ordinal numbers in words and in figures: “second”, “2nd”."""

from __future__ import annotations

ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)


def ordinal(word: str) -> int:
    """Return the number of an ordinal such as “second” or “2nd”, capitals apart; `word` must be one."""
    word = word.casefold()
    return ORDINALS.index(word) + 1 if word in ORDINALS else int(word[:-2])
