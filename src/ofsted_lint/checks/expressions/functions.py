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
from ofsted_lint.documents.values.working_days import working_days
from ofsted_lint.source.prose import folded


class Term:
    """The type of a term in plain writing, which must stand in the expression itself."""


class Function(msgspec.Struct, frozen=True):
    """A function: what it takes, what it gives, and what it is for.

    `takes` None stands for any type; a result None for that of the items of
    the list that it was given, and a list of None for that list's. `ordered`
    asks for items that have an order.
    """

    takes: tuple[Any, ...]
    gives: Any
    run: Callable[..., Any]
    about: str
    ordered: bool = False


_ANY_LIST = ListOf(None)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NEAR = 0.9
_LONGEST_NEAR = 200
_NUMBER = re.compile(rf"\d+|\b(?:{'|'.join(_NUMBERS)})\b", re.IGNORECASE)


@lru_cache(256)
def _term(term: str) -> Terms:
    return Terms((term,))


def _says(text: str, term: str) -> bool:
    return bool(_term(term).find(folded(text)))


def _form(text: str) -> str:
    """A text with its numbers taken out, so that two can be compared by how they are written."""
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
    from difflib import SequenceMatcher  # few rules ask

    return max(len(one), len(other)) <= _LONGEST_NEAR and SequenceMatcher(None, one, other).ratio() >= _NEAR


def _mentions(text: str, name: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _single_quoted(text: str) -> str | None:
    """A quotation in double marks with single ones; None where it has marks within."""
    inner = text.strip('"')
    plain = len(text) == len(inner) + 2 and not re.search(r"(?<!\w)'|'(?!\w)|\"", inner)
    return f"‘{inner}’" if plain else None


FUNCTIONS: dict[str, Function] = {
    "count": Function((_ANY_LIST,), int, len, "how many a list has"),
    "lowest": Function((_ANY_LIST,), None, lambda items: min(items, default=None), "the least of a list", True),
    "highest": Function((_ANY_LIST,), None, lambda items: max(items, default=None), "the greatest of a list", True),
    "commonest": Function(
        (_ANY_LIST,),
        None,
        lambda items: Counter(items).most_common(1)[0][0] if items else None,
        "what a list has most often; of several the first",
    ),
    "unique": Function((_ANY_LIST,), _ANY_LIST, lambda items: tuple(dict.fromkeys(items)), "a list, each item once"),
    "position": Function((None, _ANY_LIST), int, _position, "which in a list an item is, from 1"),
    "before": Function((None, _ANY_LIST), None, _before, "the item of a list before another"),
    "lower": Function((str,), str, str.lower, "a text in lower case"),
    "words": Function((str,), int, lambda text: len(text.split()), "how many words a text has"),
    "starts": Function((str, str), bool, str.startswith, "whether a text starts with another"),
    "ends": Function((str, str), bool, str.endswith, "whether a text ends with another"),
    "opens": Function((str,), bool, _opens, "whether a text begins as a sentence may: not with a stray mark"),
    "beginning": Function((str,), str, lambda text: text[:1], "the first character of a text"),
    "capital": Function((str,), bool, lambda text: text[:1].isupper(), "whether a text begins with a capital"),
    "ending": Function((str,), str, lambda text: text[-1:], "the last character of a text"),
    "contains": Function((str, str), bool, str.__contains__, "whether a text contains another"),
    "says": Function((str, Term), bool, _says, "whether a text has a term, in the writing of terms"),
    "mentions": Function((str, str), bool, _mentions, "whether a text has another as whole words"),
    "nearly": Function((str, str), bool, _nearly, "whether two texts differ by a few letters, or a word, only"),
    "sentence_case": Function(
        (str,), str, lambda text: text[:1].upper() + text[1:].lower(), "a text with a capital at its start and no other"
    ),
    "capital_of": Function((str, str), str, _capital_of, "a text that begins with a capital if another does"),
    "joined": Function((str, str), str, str.__add__, "two texts as one"),
    "without_ending": Function((str, str), str, str.removesuffix, "a text without another at its end"),
    "without_beginning": Function((str, str), str, str.removeprefix, "a text without another at its start"),
    "replaced": Function((str, str, str), str, str.replace, "a text with a third in place of each of a second in it"),
    "single_quoted": Function((str,), str, _single_quoted, "a quotation in double marks with single ones"),
    "form": Function((str,), str, _form, "a text with its numbers taken out"),
    "weekday": Function((date,), str, lambda day: day.strftime("%A"), "the name of a date's day of the week"),
    "year": Function((date,), int, lambda day: day.year, "the year of a date"),
    "month": Function((date,), int, lambda day: day.month, "the number of a date's month"),
    "working_days": Function((date, date), int, working_days, "how many working days lie between two dates in England"),
    "words_of": Function((Grade,), str, lambda grade: grade.words, "a grade as it is written in a sentence"),
    "nearest_grade": Function(
        (str,), str, nearest_grade, "the words of the only grade that is one letter away from a text"
    ),
    "official_name": Function((str,), str, NAMES.get, "the official name of an area of judgement"),
    "template_for": Function((date,), str, template_for, "the template for inspections that begin on a day"),
    "areas_of": Function(
        (str,), ListOf(str), lambda name: tuple(TEMPLATES.get(name, ())), "the areas that a template judges"
    ),
    "same_council": Function((str, str), bool, same_council, "whether two names are of one authority"),
}
