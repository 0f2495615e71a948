"""The outline's entries for letters, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.documents.structure.letters.parts import Point
from ofsted_lint.documents.structure.outline_parts import Line, Outline, about, line_of


class Since(msgspec.Struct):
    text: str
    month: int
    year: int


class Person(msgspec.Struct):
    """A name and an office or title, each as printed."""

    name: str | None
    role: str | None


class LetterRecord(msgspec.Struct):
    """The visit that a letter is about, and the frame of the letter; missing values are null or empty.

    `addressees` are the names of all to whom it is addressed; `addressee` is the first of them.
    """

    kind: str | None
    ordinal: int | None
    since: Since | None
    letter_date: str | None
    addressee: Person | None
    addressees: list[str]
    salutation: str | None
    areas_covered: list[Line]
    priority_actions: list[Line]
    signed: Person | None


def add(made: Outline, letter: Letter) -> None:
    """Add a letter's own parts to its outline."""
    made.visit = record(letter)


def record(letter: Letter) -> LetterRecord:
    """Return a letter's own parts as plain values; lines count from 1."""
    to, signed, since = letter.addressee, letter.signed, letter.since
    return LetterRecord(
        kind=letter.visit.kind if letter.visit else None,
        ordinal=letter.ordinal.value if letter.ordinal else None,
        since=Since(since.prose.text, since.month, since.year) if since else None,
        letter_date=letter.letter_date.prose.text if letter.letter_date else None,
        addressee=Person(to.name.text if to.name else None, to.role.text if to.role else None) if to else None,
        addressees=[name.text for name in to.names] if to else [],
        salutation=letter.salutation.prose.text if letter.salutation else None,
        areas_covered=_lines(letter.areas),
        priority_actions=_lines(letter.priorities),
        signed=Person(signed.name.text if signed.name else None, signed.title.text if signed.title else None)
        if signed
        else None,
    )


def _lines(points: Iterable[Point]) -> list[Line]:
    return [Line(p.prose.text, line_of(p.prose)) for p in points]


def lines(made: Outline) -> Iterator[tuple[str, str]]:
    """Yield a summary of a letter to be printed: a name and a text for each line."""
    yield from about(made, "Visited")
    if isinstance(made.visit, LetterRecord):
        yield from _own(made.visit)


def _own(made: LetterRecord) -> Iterator[tuple[str, str]]:
    """Yield a letter's own parts to be printed."""
    which = f", number {made.ordinal}" if made.ordinal else ""
    yield (
        "Visit",
        f"{made.kind or '(none)'}{which}" + (f", judged inadequate in {made.since.text}" if made.since else ""),
    )
    if made.letter_date or made.addressee:
        yield "Letter", f"{made.letter_date or '(no date)'}, to {' and '.join(made.addressees) or '(no name)'}"
    yield from (("Covered", each.text) for each in made.areas_covered)
    yield from (("Priority", each.text) for each in made.priority_actions)
    if made.signed:
        yield "Signed", ", ".join(part for part in (made.signed.name, made.signed.role) if part) or "(no name)"
