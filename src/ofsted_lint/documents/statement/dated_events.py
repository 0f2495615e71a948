"""The inspection or visit that a statement names beside a date."""

from __future__ import annotations

import re

from ofsted_lint.documents.statement.date_forms import WHEN, days_of
from ofsted_lint.documents.statement.dated_visit_patterns import (
    AND_AGAIN,
    ANSWER,
    INSPECTED_THEN,
    INSPECTING,
    INSPECTION,
    THEY_CAME,
    TOOK_PLACE,
    VISIT,
    WHEN_ASKED,
)

_NEAR = 110
_AHEAD = 90
# In characters: so much before a date is read to see whether it is an answer, and who “they” are.
_LONGEST = 500


def event_of(text: str, match: re.Match[str], begin: int, finish: int) -> tuple[re.Match[str], str, str] | None:
    """Find the inspection or visit named next to a date, within its sentence.

    Return its match, the text before the date, and as much of that as is after
    the event; None if no event is named there.
    """
    before = text[max(begin, match.start() - _NEAR) : match.start()]
    event = _last(before)
    if event:
        return event, before, before[event.end() :]
    after = text[match.end() : min(finish, match.end() + _AHEAD)]
    # “On 14 and 15 May, Ofsted returned …”, “the June 2024 inspection”: the event is named after the date.
    opens = before.strip(" ,.()0123456789").casefold() in (
        "in early",
        "in late",
        "in mid-",
        "on",
        "in",
        "during",
        "between",
        "from",
        "over",
        "on the",
        "",
    )
    event = VISIT.search(after) or INSPECTION.search(after)
    opens = opens or before.endswith((" that in ", " that on ", " that between ", " that from "))
    if event is None or not (opens or event.start() == 1):
        return None
    # “Members heard that in May Ofsted came”: what was heard is no part of it.
    before = text[begin : match.start()].rpartition(" that ")[2]
    return event, before, before


def answered(asked: str, text: str, match: re.Match[str], begin: int) -> tuple[re.Match[str], str, str] | None:
    """Return the inspection whose date answers a question: “When were inspectors here?”."""
    before = text[max(0, begin - _LONGEST) : begin].rstrip() or asked[-_LONGEST:]
    question = before[before.rfind(".", 0, -1) + 1 :]
    event = INSPECTION.search(INSPECTED_THEN)
    if event is None or not (WHEN_ASKED.search(question) and ANSWER.fullmatch(text, begin, match.start())):
        return None
    return event, text[begin : match.start()], ""


def they_came(asked: str, text: str, match: re.Match[str], begin: int) -> tuple[re.Match[str], str, str] | None:
    """Return the stay of inspectors whom the text before names: “They were here from …”; None if there is none."""
    event = THEY_CAME.search(text, max(begin, match.start() - _NEAR), match.start())
    if event is None or not INSPECTING.search(f"{asked[-_LONGEST:]} {text[max(0, begin - _LONGEST) : begin]}"):
        return None
    return event, text[begin : match.start()], text[event.end() : match.start()]


def last_of_several(near: str) -> str:
    """Return the words before a date, without another one that it follows: “from 3 to 7 June, and again from”."""
    dates = list(WHEN.finditer(near))
    if not dates or not AND_AGAIN.fullmatch(near, dates[-1].end()):
        return near
    start, end, _, _ = days_of(dates[-1])
    return near if start == end else near[: dates[-1].start()]


def last_place(near: str) -> int:
    """Return where the words end that say of something that it took place; 0 if there are none."""
    return max((match.end() for match in TOOK_PLACE.finditer(near)), default=0)


def _last(text: str) -> re.Match[str] | None:
    """Return the last inspection or visit that is named in a text."""
    found = [*VISIT.finditer(text), *INSPECTION.finditer(text)]
    return max(found, key=lambda match: match.end(), default=None)
