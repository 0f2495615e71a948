"""What the longer functions of expressions do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from ofsted_lint.checks.terms.terms import Terms
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import folded

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NEAR = 0.9
_LONGEST_NEAR = 200
_NUMBER = pattern(rf"\d+|\b(?:{'|'.join(_NUMBERS)})\b", re.IGNORECASE)


@lru_cache(256)
def _term(term: str) -> Terms:
    return Terms((term,))


def days_at_work(start: date, end: date) -> int | None:
    from ofsted_lint.documents.values.working_days import working_days  # few rules need it

    return working_days(start, end)


def says(text: str, term: str) -> bool:
    return bool(_term(term).find(folded(text)))


def form(text: str) -> str:
    """Return a text with its numbers replaced, so that the form of two texts can be compared."""
    return _NUMBER.sub(lambda match: "#" if match[0].isdigit() else "one", text)


def position(item: Any, items: list[Any]) -> int | None:
    return items.index(item) + 1 if item in items else None


def before(item: Any, items: list[Any]) -> Any:
    at = position(item, items)
    return items[at - 2] if at and at > 1 else None


def opens(text: str) -> bool:
    return text[:1].isalnum() or text[:1] in tuple("‘“'\"([£€&#@…+")


def capital_of(text: str, other: str) -> str:
    first = text[:1].upper() if other[:1].isupper() else text[:1].lower()
    return first + text[1:]


def nearly(one: str, other: str) -> bool:
    from difflib import SequenceMatcher  # few rules need it

    return max(len(one), len(other)) <= _LONGEST_NEAR and SequenceMatcher(None, one, other).ratio() >= _NEAR


def names(text: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def mentions(text: str, words: str) -> bool:
    return names(folded(text), folded(words))


def nth(number: float, items: Sequence[Any]) -> Any:
    return items[int(number) - 1] if 1 <= number <= len(items) and number == int(number) else None


def single_quoted(text: str) -> str | None:
    """Return a quotation in double marks with single ones; None if it has marks inside."""
    inner = text.strip('"')
    plain = len(text) == len(inner) + 2 and not re.search(r"(?<!\w)'|'(?!\w)|\"", inner)
    return f"‘{inner}’" if plain else None
