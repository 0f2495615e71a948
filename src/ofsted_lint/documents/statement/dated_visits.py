"""The inspections and visits that a statement dates or counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from ofsted_lint.documents.frameworks.fixed_values import VisitKind
from ofsted_lint.documents.statement.date_forms import WHEN, days_of
from ofsted_lint.documents.statement.dated_events import answered, event_of, last_of_several, last_place, they_came
from ofsted_lint.documents.statement.dated_visit_patterns import (
    ABOUT,
    EARLIER,
    ELSEWHERE,
    FIRST_DAY,
    LAST_DAY,
    LAST_TIME,
    MET,
    OTHER,
    SINCE,
    SINCE_YEAR,
    THE_LAST,
    TIMES,
    VISIT,
)
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.ordinals import ordinal
from ofsted_lint.source.prose import Prose

# A text without any of these dates no inspection.
_SIGNS = ("inspect", "visit", "ofsted", "fieldwork", "on-site", "ilacs", "watchdog", "regulator")
# Inspectors whom the text has named before.
_TEAM = ("they", "team", "days")
_LONGEST = 500
_AT_START = 8
_YEAR = re.compile(r"\b20[0-3]\d\b")


class Occasion(msgspec.Struct, frozen=True, eq=False):
    """An inspection or visit with the date that a statement gives for it.

    `kind` is “inspection”, “monitoring”, “focused”, or “visit” if the text only
    states that inspectors came. `start` and `end` are (month, day); the day is 0
    if only the month is printed, `year` is 0 if no year is printed. `ordinal` is
    the number of the visit among those of its kind, or 0; `earlier` is true if the
    text calls it an earlier one; `edge` is “first” or “last” for a day that is the
    first or the last of several. `sure` is true if the text says that inspectors were
    there then; “our inspection in May” may be one whose report came out in May.
    `year_near` is a year in the same sentence, or before it in its line, or 0.
    """

    prose: Prose
    kind: VisitKind
    start: tuple[int, int]
    end: tuple[int, int]
    year: int
    start_year: int
    ordinal: int
    earlier: bool
    sentence: Prose
    address: str
    edge: str = ""
    sure: bool = False
    year_near: int = 0

    @property
    def days(self) -> bool:
        """True if days are printed, not only a month."""
        return bool(self.start[1])


class VisitOrdinal(msgspec.Struct, frozen=True, eq=False):
    """The stated number of a visit among those of its kind: “second monitoring visit” is 2."""

    prose: Prose
    kind: VisitKind
    value: int
    address: str


def ordinals(passages: Iterable[Passage]) -> Iterator[VisitOrdinal]:
    """Find the visits that the texts number, in order."""
    for passage in passages:
        if "ofsted" in passage.folded or "inspectors" in passage.folded:
            for match in TIMES.finditer(passage.prose.text):
                yield VisitOrdinal(
                    passage.prose.part(*match.span()), "visit", ordinal(match["ordinal"]), passage.address
                )
        if "visit" not in passage.folded:
            continue
        for match in VISIT.finditer(passage.prose.text):
            if match["ordinal"]:
                prose = passage.prose.part(*match.span())
                yield VisitOrdinal(prose, _kind(match), ordinal(match["ordinal"]), passage.address)


def occasion_words(text: str) -> Iterator[str]:
    """Yield “visit” for each monitoring or focused visit, “visits” for several, “inspection” for each but the last."""
    for match in ABOUT.finditer(text):
        if not match["visits"] and not match["visit"] and THE_LAST.search(text, 0, match.start()):
            continue
        yield "visits" if match["visits"] else "visit" if match["visit"] else "inspection"


def _kind(match: re.Match[str]) -> str:
    return "monitoring" if match["kind"].casefold() == "monitoring" else "focused"


def occasions(passages: Iterable[Passage]) -> Iterator[Occasion]:
    """Find the inspections and visits with a date, in order.

    A single day in the title may be that of publication.
    """
    question = ""
    for at, passage in enumerate(passages):
        asked, question = question, passage.prose.text[-_LONGEST:]
        if not any(word in passage.folded for word in _SIGNS + _TEAM) and not asked.endswith("?"):
            continue
        for match in WHEN.finditer(passage.prose.text):
            found = _occasion(passage, match, asked)
            if found and (at or not found.days or found.start != found.end):
                yield found


def _occasion(passage: Passage, match: re.Match[str], asked: str) -> Occasion | None:
    """Return the inspection or visit that a date belongs to; None if it belongs to something else.

    `asked` is the text before the passage, which may ask when inspectors were there.
    """
    text = passage.prose.text
    begin, finish = passage.sentence_span(match.start()) or (0, len(text))
    # A sentence longer than this on either side is not a real sentence.
    begin, finish = max(begin, match.start() - _LONGEST), min(finish, match.end() + _LONGEST)
    start, end, start_year, year = days_of(match)
    found = (
        event_of(text, match, begin, finish)
        or answered(asked, text, match, begin)
        or (they_came(asked, text, match, begin) if start != end else None)
    )
    if found is None or not start[0]:
        return None
    event, before, near = found
    place = last_place(near)
    if place and not MET.search(near, 0, place):
        near = near[place:]
    near = last_of_several(near) if start != end else near
    if OTHER.search(near) or WHEN.search(near) or ELSEWHERE.search(text, begin, finish):
        return None
    earlier = bool(EARLIER.search(SINCE.sub("", before) if place else LAST_TIME.sub("", before)))
    printed = passage.prose.part(*match.span())
    return Occasion(
        printed, _kind_of(event), start, end, year, start_year, _ordinal_of(event), earlier,
        passage.prose.part(begin, finish),
        passage.address,
        _edge(before) if start == end else "",
        bool(place or event[0].casefold() == "inspected" or _kind_of(event) == "visit"),
        0 if year else _year_near(text, begin, finish),
    )  # fmt: skip


def _year_near(text: str, begin: int, finish: int) -> int:
    """Return the one year of a sentence, or that with which its line begins; 0 if there is none."""
    years = set(_YEAR.findall(SINCE_YEAR.sub("", text[begin:finish]))) or set(_YEAR.findall(text[:_AT_START]))
    return int(years.pop()) if len(years) == 1 else 0


def _edge(before: str) -> str:
    """Return which day of several the words before a date make it, if they do."""
    return "first" if FIRST_DAY.search(before) else "last" if LAST_DAY.search(before) else ""


def _is_visit(event: re.Match[str]) -> bool:
    return "kind" in event.re.groupindex


def _kind_of(event: re.Match[str]) -> str:
    if _is_visit(event):
        return _kind(event)
    return "visit" if event["came"] else "inspection"


def _ordinal_of(event: re.Match[str]) -> int:
    return ordinal(event["ordinal"]) if _is_visit(event) and event["ordinal"] else 0


def month_and_day(day: date) -> tuple[int, int]:
    """Return a day as (month, day)."""
    return day.month, day.day
