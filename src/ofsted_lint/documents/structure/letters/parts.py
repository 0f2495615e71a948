"""The parts that only letters have: the visit, and the frame around the text."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from ofsted_lint.documents.frameworks.fixed_values import VisitKind
from ofsted_lint.source.prose import Prose

_DECEMBER = 12


class Visit(msgspec.Struct, frozen=True, eq=False):
    """The visit that a letter is about: `kind` is “focused”, “monitoring”, “inspection” or “other”."""

    prose: Prose
    kind: VisitKind
    address: str = "opening"


class Ordinal(msgspec.Struct, frozen=True, eq=False):
    """The number of the visit among those of its kind: “second” is 2."""

    prose: Prose
    value: int
    address: str = "opening"


class Since(msgspec.Struct, frozen=True, eq=False):
    """The month in which services were judged inadequate, as stated: “July 2023”; `begins` is its first day."""

    prose: Prose
    month: int
    year: int
    begins: date
    address: str = "opening"

    @property
    def ends(self) -> date:
        """The last day of the month."""
        later = date(self.year + self.month // _DECEMBER, self.month % _DECEMBER + 1, 1)
        return later - timedelta(1)


class LetterDate(msgspec.Struct, frozen=True, eq=False):
    """The day of the letter; `day` is None if the printed day does not exist."""

    prose: Prose
    day: date | None
    address: str = "date"


class Addressee(msgspec.Struct, frozen=True, eq=False):
    """The person to whom a letter is addressed: `prose` is all the lines, with the postal address.

    `others` are the names of further addressees, such as the head of a council's trust.
    """

    prose: Prose
    name: Prose | None
    role: Prose | None
    council: Prose | None
    others: tuple[Prose, ...] = ()
    address: str = "addressee"

    @property
    def names(self) -> tuple[Prose, ...]:
        """All the names, in order."""
        return tuple(sorted([*([self.name] if self.name else []), *self.others], key=lambda name: name.span.start))


class Salutation(msgspec.Struct, frozen=True, eq=False):
    """“Dear Ms Clarke”, and the name in it; `name` is None for “Dear Director”."""

    prose: Prose
    name: Prose | None
    address: str = "salutation"


class SignOff(msgspec.Struct, frozen=True, eq=False):
    """The end of a letter: `words` are “Yours sincerely”, followed by the name and the title."""

    prose: Prose
    words: Prose | None
    name: Prose | None
    title: Prose | None
    address: str = "sign-off"


class Point(msgspec.Struct, frozen=True, eq=False):
    """An area that a visit covered, or that needs priority action."""

    prose: Prose
    address: str


class PrintedHeading(msgspec.Struct, frozen=True, eq=False):
    """A heading of a letter; `words` are its words in lower case, without marks at its end."""

    prose: Prose
    address: str

    @property
    def words(self) -> str:
        return self.prose.text.casefold().rstrip(" ?:.0123456789")
