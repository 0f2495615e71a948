"""The outline's entries for letters about joint inspections, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.jtai.model import JtaiLetter, Person
from ofsted_lint.documents.structure.letters.parts import Point
from ofsted_lint.documents.structure.outline_parts import Line, Outline, about, line_of


class PersonRecord(msgspec.Struct):
    """A name and an office, each as printed."""

    name: str
    role: str | None


class DueRecord(msgspec.Struct):
    """The day on which the written statement is due, as printed and as a date, and where it is to be sent."""

    text: str
    date: str | None
    to: str | None


class JtaiOutline(Outline, kw_only=True):
    """What the outline of such a letter has beside that of others."""

    letter_date: str | None = None
    salutation: str | None = None
    addressees: list[PersonRecord] = msgspec.field(default_factory=list)
    strengths: list[Line] = msgspec.field(default_factory=list)
    priority_actions: list[Line] = msgspec.field(default_factory=list)
    statement_due: DueRecord | None = None
    signatories: list[PersonRecord] = msgspec.field(default_factory=list)


SHAPE = JtaiOutline


def add(made: JtaiOutline, letter: JtaiLetter) -> None:
    """Add a letter's own parts to its outline."""
    made.template = letter.template
    made.letter_date = letter.letter_date.prose.text if letter.letter_date else None
    made.salutation = letter.salutation.prose.text if letter.salutation else None
    made.addressees = _people(letter.addressees)
    made.strengths = _points(letter.strengths)
    made.priority_actions = _points(letter.priorities)
    made.statement_due = _due(letter)
    made.signatories = _people(letter.signatories)


def _due(letter: JtaiLetter) -> DueRecord | None:
    if letter.due is None:
        return None
    day = str(letter.due.day) if letter.due.day else None
    return DueRecord(letter.due.prose.text, day, letter.statement_to.text if letter.statement_to else None)


def _people(found: Iterable[Person]) -> list[PersonRecord]:
    return [PersonRecord(each.name.text, each.role.text if each.role else None) for each in found]


def _points(found: Iterable[Point]) -> list[Line]:
    return [Line(each.prose.text, line_of(each.prose)) for each in found]


def lines(made: JtaiOutline) -> Iterator[tuple[str, str]]:
    """Yield a summary of a letter to be printed: a name and a text for each line."""
    yield from about(made, "Inspected")
    yield "Letter", f"{made.letter_date or '(no date)'}, {made.salutation or '(no salutation)'}"
    yield "Points", f"{len(made.strengths)} strengths, {len(made.improvements)} to improve"
    due = made.statement_due
    yield "Statement", f"due {due.text}" if due else "(no day)"
    for person in made.signatories:
        yield "Signed", person.name + (f", {person.role}" if person.role else "")
