"""Small numbers in words and in figures: “three”, “18”."""

from __future__ import annotations

NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


def number_in_words(text: str) -> int | None:
    """Return the number that a word or figures say, capitals apart; None if it is no such number."""
    word = text.casefold()
    if word in NUMBERS:
        return NUMBERS.index(word) + 1
    return int(word) if word.isdecimal() and len(word) < 4 else None
