"""The parts of a document, as rules see them.

Every printed value has its own place. Texts are the document's own words,
reflowed; missing values are None or empty, never guessed.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec

from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.frameworks.ilacs import Area, reads_as_heading
from ofsted_lint.documents.values.dates import InspectionDates
from ofsted_lint.source.framework_reference import FRAMEWORK
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Place, Span


class GradeText(msgspec.Struct, frozen=True, eq=False):
    """A grade as printed; `value` is None if it is not one of the four."""

    prose: Prose
    value: Grade | None
    address: str

    @property
    def official(self) -> bool:
        """True if it is one of the four grades, in the long or the short form."""
        return self.value is not None


class Number(msgspec.Struct, frozen=True, eq=False):
    """A printed paragraph number."""

    prose: Prose
    value: int


class Title(msgspec.Struct, frozen=True, eq=False):
    """The title, with the council's name in it."""

    prose: Prose
    council: Prose | None
    address: str = "title"


class Inspector(msgspec.Struct, frozen=True, eq=False):
    """A lead inspector with their title; `prose` is both, if one follows the other."""

    name: Prose
    title: Prose | None
    address: str
    prose: Prose | None = None


class InspectorTitle(msgspec.Struct, frozen=True, eq=False):
    """A title given to inspectors, as printed."""

    prose: Prose
    address: str


class Judgement(msgspec.Struct, frozen=True, eq=False):
    """A row of the grade table. `area` is a key of `kinds.NAMES`, or None."""

    area: Area | None
    label: Prose
    grade: GradeText | None
    place: Place
    address: str


class Heading(msgspec.Struct, frozen=True, eq=False):
    """The heading of a judged section: its title, the text that joins it to its grade, and the grade."""

    prose: Prose
    area: Area | None
    title: Prose
    joint: str
    grade: GradeText | None
    address: str


class Paragraph(msgspec.Struct, frozen=True, eq=False):
    """A paragraph of the summary or of a section; `number` is None if none is printed."""

    prose: Prose
    number: Number | None
    page: int | None
    address: str

    @property
    def reads_as_heading(self) -> bool:
        """True if it may have been intended as a heading: short, with a grade at its end."""
        return self.number is None and reads_as_heading(self.prose.text)


class Improvement(msgspec.Struct, frozen=True, eq=False):
    """An improvement item with its sub-items; for rules, `prose` is all of it and `lead` the text before them."""

    prose: Prose
    items: tuple[Prose, ...]
    address: str

    ATTRIBUTES: ClassVar[dict[str, str]] = {"prose": "whole", "lead": "prose"}

    @property
    def whole(self) -> Prose:
        """The text with that of its sub-items."""
        if not self.items:
            return self.prose
        pieces = (piece for prose in (self.prose, *self.items) for piece in prose.pieces())
        return reflow(self.prose.source, pieces, whole=True)

    @property
    def reference(self) -> Prose | None:
        """The reference to the national framework at its end, with its brackets."""
        match = FRAMEWORK.search(self.prose.text)
        return self.prose.part(*match.span()) if match else None


class JudgementName(msgspec.Struct, frozen=True, eq=False):
    """The name of a judgement as printed: in the table or in a heading."""

    prose: Prose
    area: Area | None
    address: str


class Section(msgspec.Struct, frozen=True, eq=False):
    """A judged section; a fragment may have paragraphs under no heading."""

    heading: Heading | None
    paragraphs: tuple[Paragraph, ...]
    address: str

    @property
    def area(self) -> Area | None:
        return self.heading.area if self.heading else None

    @property
    def grade(self) -> GradeText | None:
        return self.heading.grade if self.heading else None


class Footer(msgspec.Struct, frozen=True, eq=False):
    """A wording of the footer, with all the places where it is printed.

    `prose` is the first of them, with its council and dates, `wording` the
    title in it, without dates and page number; `copies` are the
    others, `councils` and `days` those that are printed in any of them.
    """

    prose: Prose
    wording: Prose
    council: Prose | None
    dates: InspectionDates | None
    copies: tuple[Prose, ...]
    councils: tuple[Prose, ...]
    days: tuple[Prose, ...]
    places: tuple[Place, ...]
    pages: tuple[int | None, ...]
    address: str


class Footnote(msgspec.Struct, frozen=True, eq=False):
    """A footnote and its marker."""

    mark: str
    prose: Prose
    address: str


class Region(msgspec.Struct, frozen=True):
    """A span of the text and its role; regions tile the text."""

    role: str
    span: Span
