"""The outcome of an area SEND inspection, and what the report says will follow from it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.frameworks.area_send import (
    ACTIONS,
    IMPROVEMENTS,
    MONITORING_MONTHS,
    NEXT_YEARS,
    OUTCOMES,
    PLANS,
)
from ofsted_lint.documents.values.numerals import number_in_words
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose
from ofsted_lint.source.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofsted_lint.documents.structure.parts import Paragraph

_SIGNS = {
    1: pattern(r"\bpositive experiences\b", re.IGNORECASE),
    2: pattern(r"\binconsistent experiences\b", re.IGNORECASE),
    3: pattern(r"\b(?:systemic|widespread)\b.{0,40}\bfailings\b", re.IGNORECASE),
}
_OUTCOME = pattern(r"\bexperiences\b|\bfailings\b", re.IGNORECASE)
_ACTION = pattern(r"\b(?:taking action|must work jointly|make improvements)\b", re.IGNORECASE)
_WITHIN = r"\bwithin (?:approximately |about |around )?(?P<number>[\w-]+) "
_NEXT = pattern(
    r"\bfull (?:(?:local )?area SEND )?(?:re-?)?inspection\b(?:(?! full ).){0,80}?" + _WITHIN + r"years?\b",
    re.IGNORECASE,
)
_MONITORING = pattern(
    r"\bmonitoring (?:inspection|visit)\b(?:(?! full ).){0,80}?" + _WITHIN + r"months?\b", re.IGNORECASE
)
_PLAN = pattern(r"\b(?P<plan>(?:strategic|priority action) plan)\b", re.IGNORECASE)
_SEND = "special educational needs and/or disabilities (SEND)"


class Interval(msgspec.Struct, frozen=True, eq=False):
    """A time within which something is to come, in the years or months that the sentence gives."""

    prose: Prose
    number: int | None
    address: str = "outcome"


class Plan(msgspec.Struct, frozen=True, eq=False):
    """The plan that is asked for: “strategic plan” or “priority action plan”."""

    prose: Prose
    name: str
    address: str = "outcome"


class Slip(msgspec.Struct, frozen=True, eq=False):
    """Words of the outcome that are not those of the form, and those that are."""

    prose: Prose
    form: str
    address: str = "outcome"


class Outcome(msgspec.Struct, frozen=True, eq=False):
    """The outcome: its sentence, 1 to 3 by its words, and the times and the plan that follow.

    `due_years`, `due_months` and `due_plan` are those that belong to an
    outcome of this value; `slip` is the first place at which the sentences of
    the outcome have other words than the form.
    """

    prose: Prose
    value: int | None
    next: Interval | None
    monitoring: Interval | None
    plan: Plan | None
    slip: Slip | None
    address: str = "outcome"

    @property
    def due_years(self) -> int | None:
        """The years to the next full inspection after such an outcome."""
        return NEXT_YEARS.get(self.value or 0)

    @property
    def due_months(self) -> int | None:
        """The months to the monitoring inspection after such an outcome; None if there is none."""
        return MONITORING_MONTHS.get(self.value or 0)

    @property
    def due_plan(self) -> str | None:
        """The plan that is asked for after such an outcome."""
        return PLANS.get(self.value or 0)

    @property
    def least_improvements(self) -> int | None:
        """The fewest areas for improvement that a published report with such an outcome has."""
        return IMPROVEMENTS.get(self.value or 0, (None, None))[0]

    @property
    def most_improvements(self) -> int | None:
        """The most areas for improvement that a published report with such an outcome has."""
        return IMPROVEMENTS.get(self.value or 0, (None, None))[1]


def read_outcome(paragraphs: Iterable[Paragraph]) -> Outcome | None:
    """Return the outcome that a section states; None if no sentence of it does."""
    spoken = [p.prose.part(*span) for p in paragraphs for span in sentences(p.prose.text)]
    stated = next((each for each in spoken if _OUTCOME.search(each.text)), None)
    if stated is None:
        return None
    found = [value for value, sign in _SIGNS.items() if sign.search(stated.text)]
    value = found[0] if len(found) == 1 else None
    action = next((each for each in spoken if each is not stated and _ACTION.search(each.text)), None)
    return Outcome(
        stated,
        value,
        next=_interval(spoken, _NEXT),
        monitoring=_interval(spoken, _MONITORING),
        plan=_plan(spoken),
        slip=_slip(value, stated, action),
    )


def _interval(spoken: list[Prose], wording: re.Pattern[str]) -> Interval | None:
    for each in spoken:
        if match := wording.search(each.text):
            return Interval(each.part(*match.span()), number_in_words(match["number"]))
    return None


def _plan(spoken: list[Prose]) -> Plan | None:
    for each in spoken:
        if match := _PLAN.search(each.text):
            return Plan(each.part(*match.span()), match["plan"].casefold())
    return None


def _slip(value: int | None, stated: Prose, action: Prose | None) -> Slip | None:
    """Return the first words of the outcome or of the sentence after it that are not those of the form."""
    if value is None:
        return Slip(stated, "one of the three outcomes")
    forms = [" ".join(OUTCOMES[value].format(send=each).split()) for each in ("", "SEND", _SEND)]
    forms += [" ".join(OUTCOMES[value].replace("{send}", a, 1).format(send=b).split()) for a, b in _PAIRS]
    if slip := _differing(stated, forms):
        return slip
    return _differing(action, [ACTIONS[value]]) if action and value in ACTIONS else None


# What may come before “arrangements”, and after “with”.
_PAIRS = (("", _SEND), (_SEND, "SEND"), (_SEND, _SEND), ("SEND", "SEND"), ("", "SEND"))


def _differing(prose: Prose, forms: list[str]) -> Slip | None:
    """Return the first words that differ from the form that agrees for longest."""
    read = [(each, *_folded_words(each)) for each in forms]
    offsets, words = _folded_words(prose.text)
    if any(words == form for _, _, form in read):
        return None
    best, _, form = max(read, key=lambda each: _shared(words, each[2]))
    at = _shared(words, form)
    first, last = max(at - 1, 0), min(at + 1, len(words) - 1)
    start, end = offsets[first][0], offsets[last][1]
    spans = _folded_words(best)[0]
    wanted = best[spans[min(first, len(spans) - 1)][0] : spans[min(at + 1, len(spans) - 1)][1]]
    return Slip(prose.part(start, end), wanted)


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many words two texts share from their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


_WORD = pattern(r"[^\s.,]+")


def _folded_words(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Return the places of the words of a text, and the words in lower case with plain quotation marks."""
    found = list(_WORD.finditer(text))
    return [each.span() for each in found], [each[0].casefold().replace("’", "'") for each in found]
