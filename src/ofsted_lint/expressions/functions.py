"""The functions that expressions may call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from ofsted_lint.document.councils import same_council
from ofsted_lint.document.kinds import NAMES, TEMPLATES, Grade, template_for
from ofsted_lint.expressions.types import ListOf


class Function(msgspec.Struct, frozen=True):
    """A function: what it takes, what it gives, and what it is for.

    `takes` None stands for any type; a result None for that of the items of
    the list that it was given.
    """

    takes: tuple[Any, ...]
    gives: Any
    run: Callable[..., Any]
    about: str


_ANY_LIST = ListOf(None)

FUNCTIONS: dict[str, Function] = {
    "count": Function((_ANY_LIST,), int, len, "how many a list has"),
    "lowest": Function((_ANY_LIST,), None, lambda items: min(items, default=None), "the least of a list"),
    "highest": Function((_ANY_LIST,), None, lambda items: max(items, default=None), "the greatest of a list"),
    "lower": Function((str,), str, str.lower, "a text in lower case"),
    "words": Function((str,), int, lambda text: len(text.split()), "how many words a text has"),
    "starts": Function((str, str), bool, str.startswith, "whether a text starts with another"),
    "ends": Function((str, str), bool, str.endswith, "whether a text ends with another"),
    "contains": Function((str, str), bool, str.__contains__, "whether a text contains another"),
    "weekday": Function((date,), str, lambda day: day.strftime("%A"), "the name of a date's day of the week"),
    "words_of": Function((Grade,), str, lambda grade: grade.words, "a grade as it is written in a sentence"),
    "official_name": Function((str,), str, NAMES.get, "the official name of an area of judgement"),
    "template_for": Function((date,), str, template_for, "the template for inspections that begin on a day"),
    "areas_of": Function(
        (str,), ListOf(str), lambda name: list(TEMPLATES.get(name, ())), "the areas that a template judges"
    ),
    "same_council": Function((str, str), bool, same_council, "whether two names are of one authority"),
}
