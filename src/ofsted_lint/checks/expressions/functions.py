"""The functions that expressions may call."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from ofsted_lint.checks.expressions.types import ListOf
from ofsted_lint.checks.terms.terms import Terms
from ofsted_lint.documents.frameworks.grades import Grade, nearest_grade
from ofsted_lint.documents.frameworks.ilacs import NAMES, TEMPLATES, template_for
from ofsted_lint.documents.values.council_names import same_council
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import folded


class Term:
    """The type of a term, which must be written out in the expression itself."""


class Function(msgspec.Struct, frozen=True):
    """A function: the types of its arguments and of its result, and a description.

    In `takes`, None is any type. In `gives`, None is the type of the items of
    the list argument, and a list of None is the type of that list. With
    `ordered`, the items must have an order. `size` gives the length of a text
    before it is made, where it may be longer than the arguments together.
    """

    takes: tuple[Any, ...]
    gives: Any
    run: Callable[..., Any]
    about: str
    ordered: bool = False
    size: Callable[..., int] | None = None


_ANY_LIST = ListOf(None)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NEAR = 0.9
_LONGEST_NEAR = 200
_NUMBER = pattern(rf"\d+|\b(?:{'|'.join(_NUMBERS)})\b", re.IGNORECASE)


@lru_cache(256)
def _term(term: str) -> Terms:
    return Terms((term,))


def _working_days(start: date, end: date) -> int | None:
    from ofsted_lint.documents.values.working_days import working_days  # few rules need it

    return working_days(start, end)


def _says(text: str, term: str) -> bool:
    return bool(_term(term).find(folded(text)))


def _form(text: str) -> str:
    """Return a text with its numbers replaced, so that the form of two texts can be compared."""
    return _NUMBER.sub(lambda match: "#" if match[0].isdigit() else "one", text)


def _position(item: Any, items: list[Any]) -> int | None:
    return items.index(item) + 1 if item in items else None


def _before(item: Any, items: list[Any]) -> Any:
    at = _position(item, items)
    return items[at - 2] if at and at > 1 else None


def _opens(text: str) -> bool:
    return text[:1].isalnum() or text[:1] in tuple("‘“'\"([£€&#@…+")


def _capital_of(text: str, other: str) -> str:
    first = text[:1].upper() if other[:1].isupper() else text[:1].lower()
    return first + text[1:]


def _nearly(one: str, other: str) -> bool:
    from difflib import SequenceMatcher  # few rules need it

    return max(len(one), len(other)) <= _LONGEST_NEAR and SequenceMatcher(None, one, other).ratio() >= _NEAR


def _mentions(text: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _single_quoted(text: str) -> str | None:
    """Return a quotation in double marks with single ones; None if it has marks inside."""
    inner = text.strip('"')
    plain = len(text) == len(inner) + 2 and not re.search(r"(?<!\w)'|'(?!\w)|\"", inner)
    return f"‘{inner}’" if plain else None


FUNCTIONS: dict[str, Function] = {
    "count": Function((_ANY_LIST,), int, len, "the number of items in a list"),
    "lowest": Function((_ANY_LIST,), None, lambda items: min(items, default=None), "the lowest item of a list", True),
    "highest": Function((_ANY_LIST,), None, lambda items: max(items, default=None), "the highest item of a list", True),
    "commonest": Function(
        (_ANY_LIST,),
        None,
        lambda items: Counter(items).most_common(1)[0][0] if items else None,
        "the most frequent item of a list; of several, the first",
    ),
    "unique": Function(
        (_ANY_LIST,), _ANY_LIST, lambda items: tuple(dict.fromkeys(items)), "a list without repeated items"
    ),
    "position": Function((None, _ANY_LIST), int, _position, "the position of an item in a list, from 1"),
    "before": Function((None, _ANY_LIST), None, _before, "the item of a list before another"),
    "lower": Function((str,), str, str.lower, "a text in lower case"),
    "words": Function((str,), int, lambda text: len(text.split()), "the number of words in a text"),
    "starts": Function((str, str), bool, str.startswith, "true if a text starts with another"),
    "ends": Function((str, str), bool, str.endswith, "true if a text ends with another"),
    "opens": Function(
        (str,), bool, _opens, "true if a text begins with a character that may begin a sentence, not with a stray mark"
    ),
    "beginning": Function((str,), str, lambda text: text[:1], "the first character of a text"),
    "capital": Function((str,), bool, lambda text: text[:1].isupper(), "true if a text begins with a capital"),
    "ending": Function((str,), str, lambda text: text[-1:], "the last character of a text"),
    "contains": Function((str, str), bool, str.__contains__, "true if a text contains another"),
    "says": Function((str, Term), bool, _says, "true if a text contains a term, written as terms are"),
    "mentions": Function((str, str), bool, _mentions, "true if a text contains another as whole words"),
    "nearly": Function((str, str), bool, _nearly, "true if two texts differ only by a few letters or a word"),
    "sentence_case": Function(
        (str,), str, lambda text: text[:1].upper() + text[1:].lower(), "a text with a capital at its start and no other"
    ),
    "capital_of": Function((str, str), str, _capital_of, "a text that begins with a capital if another does"),
    "joined": Function((str, str), str, str.__add__, "two texts as one"),
    "without_ending": Function((str, str), str, str.removesuffix, "a text without another at its end"),
    "without_beginning": Function((str, str), str, str.removeprefix, "a text without another at its start"),
    "replaced": Function(
        (str, str, str),
        str,
        str.replace,
        "a text in which each occurrence of a second text is replaced by a third",
        size=lambda text, old, new: len(text) + text.count(old) * len(new),
    ),
    "single_quoted": Function((str,), str, _single_quoted, "a quotation with its double marks replaced by single ones"),
    "form": Function((str,), str, _form, "a text with its numbers removed, for comparison"),
    "weekday": Function((date,), str, lambda day: day.strftime("%A"), "the name of a date's day of the week"),
    "year": Function((date,), int, lambda day: day.year, "the year of a date"),
    "month": Function((date,), int, lambda day: day.month, "the number of a date's month"),
    "working_days": Function(
        (date, date), int, _working_days, "the number of working days between two dates, in England"
    ),
    "words_of": Function((Grade,), str, lambda grade: grade.words, "a grade as it is written in a sentence"),
    "nearest_grade": Function(
        (str,), str, nearest_grade, "the words of the only grade that is one letter away from a text"
    ),
    "official_name": Function((str,), str, NAMES.get, "the official name of an area of judgement"),
    "template_for": Function((date,), str, template_for, "the template for inspections that begin on a date"),
    "areas_of": Function(
        (str,), ListOf(str), lambda name: tuple(TEMPLATES.get(name, ())), "the areas that a template judges"
    ),
    "same_council": Function((str, str), bool, same_council, "true if two names are of the same authority"),
}
