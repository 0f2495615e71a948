"""The parts of an inspection report, as rules see them.

Every printed value has its own place. Texts are the document's own words,
reflowed; what is missing is None or empty, never guessed.
"""

from __future__ import annotations

from datetime import date

import msgspec

from ofsted_lint.document.kinds import Grade
from ofsted_lint.document.prose import Prose
from ofsted_lint.source import Place, Source, Span


class GradeText(msgspec.Struct, frozen=True, eq=False):
    """A grade as printed; `value` is None where it is none of the four."""

    prose: Prose
    value: Grade | None


class Number(msgspec.Struct, frozen=True, eq=False):
    """A printed paragraph number."""

    prose: Prose
    value: int


class Period(msgspec.Struct, frozen=True):
    """First and last day of a time on site."""

    start: date | None
    end: date | None


class InspectionDates(msgspec.Struct, frozen=True, eq=False):
    """The dates of an inspection: as printed, and as days.

    `start` is the first day of the first period, `end` the last of the last.
    """

    prose: Prose
    periods: tuple[Period, ...]
    start: date | None
    end: date | None
    impossible: tuple[str, ...] = ()


class Title(msgspec.Struct, frozen=True, eq=False):
    """The title, with the council's name in it."""

    prose: Prose
    council: Prose | None
    address: str = "title"


class Inspector(msgspec.Struct, frozen=True, eq=False):
    """A lead inspector and the title given to them."""

    name: Prose
    title: Prose | None
    address: str


class Judgement(msgspec.Struct, frozen=True, eq=False):
    """A row of the grade table. `area` is a key of `kinds.NAMES`, or None."""

    area: str | None
    label: Prose
    grade: GradeText | None
    place: Place
    address: str


class Heading(msgspec.Struct, frozen=True, eq=False):
    """The heading of a judged section: title, what joins it to its grade, grade."""

    prose: Prose
    area: str | None
    title: Prose
    joint: str
    grade: GradeText | None
    address: str


class Paragraph(msgspec.Struct, frozen=True, eq=False):
    """A paragraph of the summary or of a section; `number` is None where none is printed."""

    prose: Prose
    number: Number | None
    page: int | None
    address: str


class Improvement(msgspec.Struct, frozen=True, eq=False):
    """A point to improve; `items` are the sub-points under it."""

    prose: Prose
    items: tuple[Prose, ...]
    address: str


class Section(msgspec.Struct, frozen=True, eq=False):
    """A judged section; a fragment may have paragraphs under no heading."""

    heading: Heading | None
    paragraphs: tuple[Paragraph, ...]
    address: str


class Footer(msgspec.Struct, frozen=True, eq=False):
    """A wording of the running foot, and everywhere that it is printed so.

    `prose` is the first of them, without its page number.
    """

    prose: Prose
    council: Prose | None
    dates: InspectionDates | None
    places: tuple[Place, ...]
    pages: tuple[int | None, ...]
    address: str


class Footnote(msgspec.Struct, frozen=True, eq=False):
    """A note at the foot of a page and its mark."""

    mark: str
    prose: Prose
    address: str


class Region(msgspec.Struct, frozen=True):
    """A stretch of the text and what it was understood as; regions tile the text."""

    role: str
    span: Span


class Report(msgspec.Struct, frozen=True, eq=False):
    """An inspection report.

    `kind` is `ilacs`, or `unknown` for a text that is no report; it has no
    parts then. `template` follows the rows that are printed, or the headings
    where there is no table; rules compare it with the dates. `lines` counts
    the lines that are not blank, `recognised` those of them in some part;
    `lacking` names, of what makes a report, what was not found.
    """

    source: Source
    kind: str
    lines: int
    recognised: int
    regions: tuple[Region, ...]
    template: str | None = None
    title: Title | None = None
    dates: InspectionDates | None = None
    inspectors: tuple[Inspector, ...] = ()
    table: Prose | None = None
    judgements: tuple[Judgement, ...] = ()
    summary: tuple[Paragraph, ...] = ()
    improvements_heading: Prose | None = None
    improvements: tuple[Improvement, ...] = ()
    improvements_prose: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    footers: tuple[Footer, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    closing: tuple[Paragraph, ...] = ()
    unrecognised: tuple[Prose, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of all sections, in order."""
        return [paragraph for section in self.sections for paragraph in section.paragraphs]
