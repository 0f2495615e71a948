"""The parts of an inspection report, as rules see them.

Every printed value has its own place. Texts are the document's own words,
reflowed; what is missing is None or empty, never guessed.
"""

from __future__ import annotations

from functools import cached_property

import msgspec

from ofsted_lint.document.candidates import LABELS, is_near
from ofsted_lint.document.dates import DateMention, InspectionDates, mentions
from ofsted_lint.document.kinds import Grade, reads_as_heading
from ofsted_lint.document.lines import opening, unreadable
from ofsted_lint.document.prose import Prose
from ofsted_lint.source import Place, Source, Span


class GradeText(msgspec.Struct, frozen=True, eq=False):
    """A grade as printed; `value` is None where it is none of the four."""

    prose: Prose
    value: Grade | None
    address: str

    @property
    def official(self) -> bool:
        """Whether it is one of the four grades, in the long or the short form."""
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

    @property
    def reads_as_heading(self) -> bool:
        """Whether it may have been meant as a heading: short, with a grade at its end."""
        return self.number is None and reads_as_heading(self.prose.text)


class Improvement(msgspec.Struct, frozen=True, eq=False):
    """A point to improve; `items` are the sub-points under it."""

    prose: Prose
    items: tuple[Prose, ...]
    address: str


class JudgementName(msgspec.Struct, frozen=True, eq=False):
    """The name of a judgement where it is printed: in the table, in a heading."""

    prose: Prose
    area: str | None
    address: str


class Section(msgspec.Struct, frozen=True, eq=False):
    """A judged section; a fragment may have paragraphs under no heading."""

    heading: Heading | None
    paragraphs: tuple[Paragraph, ...]
    address: str

    @property
    def area(self) -> str | None:
        return self.heading.area if self.heading else None

    @property
    def grade(self) -> GradeText | None:
        return self.heading.grade if self.heading else None


class Footer(msgspec.Struct, frozen=True, eq=False):
    """A wording of the running foot, and everywhere that it is printed so.

    `prose` is the first of them.
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


class Report(msgspec.Struct, frozen=True, eq=False, dict=True):
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

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of all sections, in order."""
        return [paragraph for section in self.sections for paragraph in section.paragraphs]

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings of the judged sections."""
        return [section.heading for section in self.sections if section.heading]

    @cached_property
    def grades(self) -> list[GradeText]:
        """Every grade of the table and the headings."""
        graded: list[Judgement | Heading] = [*self.judgements, *self.headings]
        return [part.grade for part in graded if part.grade]

    @cached_property
    def judgement_names(self) -> list[JudgementName]:
        """Every name of a judgement in the table and the headings."""
        rows = [JudgementName(row.label, row.area, row.address) for row in self.judgements]
        return rows + [JudgementName(h.title, h.area, h.address) for h in self.headings]

    @cached_property
    def mentions(self) -> list[DateMention]:
        """The full dates printed in the front, in the prose and at the foot of pages."""
        dated: list[InspectionDates | Footer | None] = [self.dates, *self.footers]
        printed = [(part.prose, part.address) for part in dated if part]
        written: list[Paragraph | Improvement] = [
            *self.summary,
            *self.improvements,
            *self.improvements_prose,
            *self.paragraphs,
        ]
        printed += [(part.prose, part.address) for part in written]
        return [mention for prose, address in printed for mention in mentions(prose, address)]

    @cached_property
    def stray(self) -> tuple[Prose, ...]:
        """Unrecognised text that was not meant as a label which is missing."""
        if not self.unrecognised:
            return ()
        labels = [LABELS[part] for part in LABELS if not getattr(self, part)]
        strays = (text for text in self.unrecognised if not reads_as_heading(text.text))
        return tuple(text for text in strays if not any(is_near(text, label) for label in labels))

    @cached_property
    def opening(self) -> Prose:
        """The first line that has words."""
        return opening(self.source)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What the reader of the file had to guess."""
        return self.source.notes

    @cached_property
    def unreadable(self) -> tuple[Prose, ...]:
        """The words in which characters stand for others that were lost."""
        return unreadable(self.source)
