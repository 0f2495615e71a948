"""The parts that documents of every kind have, those of Ofsted's documents, and what is derived from their texts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Protocol, TypeVar

import msgspec

from ofsted_lint.documents.mentions.abbreviations import Abbreviation, abbreviations
from ofsted_lint.documents.mentions.earlier_grades import EarlierGrade, earlier_grade
from ofsted_lint.documents.mentions.earlier_inspections import PreviousInspection, previous
from ofsted_lint.documents.mentions.note_marks import MARKED, Mark, marks, raised
from ofsted_lint.documents.mentions.references import (
    Copyright,
    MonthMention,
    Reference,
    YearMention,
    copyright_year,
    months,
    references,
    years,
)
from ofsted_lint.documents.structure.lint_comments import Comment, comments
from ofsted_lint.documents.structure.parts import (
    Footnote,
    Heading,
    Paragraph,
    Region,
    Section,
    Title,
)
from ofsted_lint.documents.structure.passages import (
    Passage,
    Quotation,
    after_text,
    front,
    of_sections,
    unplaced,
)
from ofsted_lint.documents.structure.rule_names import DOCUMENT_NAMES
from ofsted_lint.documents.structure.searchable_text import Joined, Vocabulary, joined, vocabulary
from ofsted_lint.documents.structure.text_quality import hyphens_lost, opening, unreadable
from ofsted_lint.documents.structure.tracked_changes import Leftover, leftovers
from ofsted_lint.documents.values.council_names import same_council
from ofsted_lint.documents.values.dates import DateMention, InspectionDates, mentions
from ofsted_lint.source.prose import Prose, searchable
from ofsted_lint.source.source import Source, Span
from ofsted_lint.source.span_index import SpanIndex


class Dated(Protocol):
    """A part in which a date is printed."""

    @property
    def prose(self) -> Prose: ...
    @property
    def address(self) -> str: ...


T = TypeVar("T")
# The kind of a text that no family accepts.
UNKNOWN = "unknown"


class Document(msgspec.Struct, frozen=True, eq=False, dict=True):
    """A document of any kind.

    `kind` is the name of its kind (`kinds.KINDS`), or `unknown`. `lines` counts
    the lines that are not blank, `recognised` those of them in some part.
    `dates` are the days of the inspection or visit that it is about;
    `published` is the day that was given, is printed, or is in the file's name.
    `lacking` names the parts of a document of its kind that were not found.
    `known_as` is what a document of an unknown kind is by its own title.

    `traces` are signs of an inspection report in a text that could not be read as
    one, `cure` what to do about that.

    `RULE_NAMES` are the names by which rules may refer to its parts, each with
    its meaning: a promise to the authors of rules. If an attribute has another
    name than its part, it is in `ATTRIBUTES`.
    """

    source: Source
    kind: str
    lines: int
    recognised: int
    regions: tuple[Region, ...]
    title: Title | None = None
    dates: InspectionDates | None = None
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    closing: tuple[Paragraph, ...] = ()
    unrecognised: tuple[Prose, ...] = ()
    lacking: tuple[str, ...] = ()
    published: date | None = None
    known_as: str | None = None
    traces: tuple[str, ...] = ()
    cure: str | None = None

    RULE_NAMES: ClassVar[dict[str, str]] = DOCUMENT_NAMES
    ATTRIBUTES: ClassVar[dict[str, str]] = {}
    # Those names of parts in `passages.TAGS` that its texts can have.
    TAGS: ClassVar[frozenset[str]] = frozenset(
        {"any", "prose", "front", "title", "heading", "paragraph", "footnote", "closing", "unrecognised"}
    )

    def memo(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under this key before, else make it; it lives as long as the document does."""
        kept: dict[Hashable, Any] = self._memo
        if key not in kept:
            kept[key] = make()
        made: T = kept[key]
        return made

    @cached_property
    def _memo(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def passages(self) -> list[Passage]:
        """All its texts, in order, each with the part that it belongs to."""
        return list(self._texts())

    def _texts(self) -> Iterator[Passage]:
        """Yield its texts in reading order."""
        yield from front(self.title, self.dates)
        yield from of_sections(self.sections)
        yield from after_text(self.footnotes, self.closing)
        yield from unplaced(self.unrecognised)

    @property
    def part_spans(self) -> list[Span]:
        """The spans of its parts."""
        places = (passage.prose.place() for passage in self.passages)
        return [place.span for place in places if place.pieces]

    @cached_property
    def part_index(self) -> SpanIndex:
        """The spans of its parts, to look them up by an offset."""
        return SpanIndex(self.part_spans)

    @cached_property
    def written(self) -> list[Passage]:
        """The texts that are prose."""
        return [passage for passage in self.passages if "prose" in passage.tags]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of all its texts, as `folded` has them."""
        return vocabulary(self.folded.text)

    @cached_property
    def tagged(self) -> frozenset[frozenset[str]]:
        """The combinations of tags that its texts have."""
        return frozenset(passage.tags for passage in self.passages)

    @cached_property
    def folded(self) -> Joined:
        """All its texts in lower case, to search for terms."""
        return joined(self.passages, lambda passage: passage.folded)

    @cached_property
    def searchable(self) -> Joined:
        """All its texts with their capitals, to search for terms."""
        return joined(self.passages, lambda passage: searchable(passage.prose.text))

    @cached_property
    def abbreviations(self) -> tuple[Abbreviation, ...]:
        """Its abbreviations, with where each is spelled out and used."""
        return abbreviations(self.written)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations in its prose, headings and title; a quotation within another is part of it."""
        there = (passage for passage in self.passages if passage.tags & {"prose", "heading", "title"})
        return tuple(quotation for passage in there for quotation in passage.quotations)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The paragraphs that its text refers to by number."""
        return tuple(references(self.written))

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The figures that refer to footnotes, in headings and prose."""
        found = marks(each for each in self.passages if each.tags & MARKED)
        return (*found, *raised(self.source, self.passages))

    @cached_property
    def months(self) -> tuple[MonthMention, ...]:
        """The months with years that its prose names."""
        return tuple(months(self.written))

    @cached_property
    def years(self) -> tuple[YearMention, ...]:
        """The years by themselves that its prose names."""
        return tuple(years(self.written))

    @cached_property
    def previous_inspections(self) -> tuple[PreviousInspection, ...]:
        """The dates that its prose gives for the last inspection."""
        return tuple(previous(self.written))

    @cached_property
    def earlier_grade(self) -> EarlierGrade | None:
        """The overall grade of the last inspection that its first paragraphs give."""
        return earlier_grade(self.written)

    @cached_property
    def hyphens_lost(self) -> bool:
        """True if the hyphens at line ends were lost when this text was made."""
        return hyphens_lost(self.source)

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """The suppression comments in its text."""
        return tuple(comments(self.source))

    @cached_property
    def leftovers(self) -> tuple[Leftover, ...]:
        """What remains of editing in its file: tracked changes, comments, and marks of drafts."""
        return tuple(leftovers(self.source, self.passages))

    @cached_property
    def opening(self) -> Prose:
        """The first line that has words."""
        return opening(self.source)

    @property
    def is_other_text(self) -> bool:
        """True if it is of no known kind, and has no signs of a report that could not be read."""
        return self.kind == UNKNOWN and not self.traces

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """The notes of the file's reader on what it had to guess."""
        return self.source.notes

    @cached_property
    def unreadable(self) -> tuple[Prose, ...]:
        """The words with replacement characters for others that were lost."""
        return unreadable(self.source)

    @property
    def council(self) -> str:
        """The name of the council as printed in the title; empty if there is none."""
        return self.title.council.text if self.title and self.title.council else ""

    @property
    def council_named(self) -> Prose | None:
        """The first text after its first line that names its council; None if that is not known."""
        return None

    def is_about_another(self, council: str) -> bool:
        """True if it is about a council other than this; False if it names none."""
        return bool(self.council) and not same_council(self.council, council)

    def may_speak_of(self, day: date) -> bool:
        """True if it may mention an inspection or visit that began on this day."""
        return True

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of all sections, in order."""
        return [paragraph for section in self.sections for paragraph in section.paragraphs]

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings of the sections."""
        return [section.heading for section in self.sections if section.heading]

    @cached_property
    def mentions(self) -> list[DateMention]:
        """The full dates that are printed by themselves and in the prose."""
        printed = [(part.prose, part.address) for part in self._dated]
        printed += [(passage.prose, passage.address) for passage in self.written]
        return [mention for prose, address in printed for mention in mentions(prose, address)]

    @property
    def _dated(self) -> list[Dated]:
        """The parts that are dates or have one."""
        return [self.dates] if self.dates else []

    @cached_property
    def copyright_year(self) -> Copyright | None:
        """The year of its copyright line."""
        return copyright_year((paragraph.prose, paragraph.address) for paragraph in self.closing)
