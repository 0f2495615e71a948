"""Texts that may only be one of a few: rules that compare them with any other are refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import msgspec


class FixedText(msgspec.Struct, frozen=True):
    """The type of a text that is one of `values`; `what` says in words what it is."""

    what: str
    values: tuple[str, ...]


def fixed(what: str, values: Iterable[str]) -> FixedText:
    """Return the type of a text that is one of these values."""
    return FixedText(what, tuple(values))


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
DAY = fixed("a day of the week", DAYS)
VISIT = fixed("a kind of visit", ("focused", "monitoring", "inspection", "visit", "other"))
VisitKind = Annotated[str, VISIT]
EDIT = fixed(
    "a kind of change or mark",
    (
        "insertion",
        "deletion",
        "move",
        "merge",
        "renumbering",
        "formatting",
        "comment",
        "strike",
        "highlight",
        "watermark",
    ),
)
EditKind = Annotated[str, EDIT]
