"""The texts of a document in their order, each with what it is: what wording rules read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.frameworks.ilacs import NAMES
from ofsted_lint.source.prose import Prose, folded
from ofsted_lint.source.quotation_marks import Quote, quotations
from ofsted_lint.source.sentences import sentences

if TYPE_CHECKING:
    from ofsted_lint.documents.structure.parts import (
        Footer,
        Footnote,
        Improvement,
        Inspector,
        Judgement,
        Paragraph,
        Section,
        Title,
    )
    from ofsted_lint.documents.values.dates import InspectionDates

# The names of the parts, each with what it stands for.
TAGS = {
    "any": "every text of the document",
    "prose": "what inspectors wrote: the summary, the points to improve and the paragraphs",
    "front": "what stands before the grade table: the title, the dates and the inspectors",
    "title": "the title",
    "dates": "the line with the inspection dates",
    "inspector": "the name of a lead inspector",
    "table": "the cells of the grade table",
    "label": "the cells of the grade table that name a judgement",
    "grade": "the cells of the grade table that hold a grade",
    "summary": "the paragraphs between the grade table and the points to improve",
    "improvement": "the points under “What needs to improve”, and other text there",
    "heading": "the headings of sections and of the points to improve",
    "paragraph": "the paragraphs of sections",
    "footnote": "the notes at the foot of a page",
    "footer": "the running feet of pages",
    "closing": "what stands behind the last section: about Ofsted, its address, the copyright line",
    "letterhead": "the lines of a letter that say who writes it",
    "addressee": "the date of a letter, to whom it is written, and the salutation",
    "sign-off": "what a letter is signed with",
    "unrecognised": "texts that were not recognised as any part",
    **{area: f"the section “{name}” and its row of the grade table" for area, name in NAMES.items()},
    "overall": "the row of the grade table “Overall effectiveness”",
    **{grade.tag: f"the sections with the grade “{grade.words}”" for grade in Grade},
}
_PROSE = frozenset({"prose", "any"})
_FRONT = frozenset({"front", "any"})
_ANY = frozenset({"any"})


class Quotation(msgspec.Struct, frozen=True, eq=False):
    """A quotation with its marks; `mark` is the one that opens it, `closed` says whether one closes it."""

    passage: Passage
    quote: Quote

    @property
    def prose(self) -> Prose:
        return self.passage.prose.part(self.quote.start, self.quote.end)

    @property
    def mark(self) -> str:
        return self.quote.mark

    @property
    def closed(self) -> bool:
        return self.quote.closed

    @property
    def address(self) -> str:
        return self.passage.address


class Passage(msgspec.Struct, frozen=True, eq=False, dict=True):
    """A text of the document: a paragraph, a point, a heading, a cell of the table.

    `tags` say what it is and where: “paragraph”, “prose”, “leaders”, “good”;
    `copies` are where it is printed again, other page numbers apart.
    """

    prose: Prose
    tags: frozenset[str]
    address: str
    copies: tuple[Prose, ...] = ()

    @cached_property
    def folded(self) -> str:
        """Its text in lower case with plain quotation marks, each character in its place."""
        return folded(self.prose.text)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """What stands in quotation marks."""
        return quotations(self.prose.text)

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Its quotations as parts of the document."""
        return tuple(Quotation(self, quote) for quote in self.quotes)

    @cached_property
    def sentence_spans(self) -> tuple[tuple[int, int], ...]:
        """Where its sentences begin and end."""
        return sentences(self.prose.text)

    @cached_property
    def sentences(self) -> tuple[Prose, ...]:
        """Its sentences."""
        return tuple(self.prose.part(start, end) for start, end in self.sentence_spans)

    def quoted(self, at: int) -> bool:
        """Whether an offset lies in a quotation."""
        number = bisect_right(self.quotes, at, key=lambda quote: quote.start) - 1
        return number >= 0 and at < self.quotes[number].end

    def sentence_span(self, at: int) -> tuple[int, int] | None:
        """Where the sentence begins and ends in which an offset lies."""
        number = bisect_right(self.sentence_spans, (at + 1,)) - 1
        found = self.sentence_spans[number] if number >= 0 else (0, 0)
        return found if at < found[1] else None

    def sentence(self, at: int) -> str:
        """The sentence in which an offset lies."""
        span = self.sentence_span(at)
        return self.prose.text[slice(*span)] if span else ""


def front(
    title: Title | None, dates: InspectionDates | None = None, inspectors: Iterable[Inspector] = ()
) -> Iterator[Passage]:
    """The texts that say what a document is about, and of whom it is."""
    if title:
        yield Passage(title.prose, _FRONT | {"title"}, title.address)
    if dates:
        yield Passage(dates.prose, _FRONT | {"dates"}, dates.address)
    for inspector in inspectors:
        yield Passage(inspector.name, _FRONT | {"inspector"}, inspector.address)


def rows(judgements: Iterable[Judgement]) -> Iterator[Passage]:
    """The cells of a grade table."""
    for row in judgements:
        area = _ANY | {"table", row.area} if row.area else _ANY | {"table"}
        yield Passage(row.label, area | {"label"}, row.address)
        if row.grade:
            yield Passage(row.grade.prose, area | {"grade"}, row.grade.address)


def texts(parts: Iterable[Paragraph], tag: str) -> Iterator[Passage]:
    """Paragraphs of prose; `tag` is what they are."""
    return _read(parts, _PROSE | {tag})


def points(heading: Prose | None, prose: Iterable[Paragraph], improvements: Iterable[Improvement]) -> Iterator[Passage]:
    """The points to improve, with their heading and the prose among them."""
    if heading:
        yield Passage(heading, _ANY | {"heading"}, "improvements/heading")
    yield from texts(prose, "improvement")
    for point in improvements:
        for text in (point.prose, *point.items):
            yield Passage(text, _PROSE | {"improvement"}, point.address)


def of_sections(sections: Iterable[Section]) -> Iterator[Passage]:
    """The headings and paragraphs of sections."""
    for section in sections:
        yield from _section(section)


def after_text(footnotes: Iterable[Footnote], closing: Iterable[Paragraph]) -> Iterator[Passage]:
    """The notes and the closing matter."""
    yield from _read(footnotes, _ANY | {"footnote"})
    yield from _read(closing, _ANY | {"closing"})


def running(footers: Iterable[Footer]) -> Iterator[Passage]:
    """The running footers, each wording with its copies."""
    for foot in footers:
        yield Passage(foot.prose, _ANY | {"footer"}, foot.address, foot.copies)


def unplaced(unrecognised: Iterable[Prose]) -> Iterator[Passage]:
    """The texts that are in no part."""
    for text in unrecognised:
        yield Passage(text, _ANY | {"unrecognised"}, "unrecognised")


def _read(parts: Iterable[Paragraph | Footnote], tags: frozenset[str]) -> Iterator[Passage]:
    return (Passage(part.prose, tags, part.address) for part in parts)


def _section(section: Section) -> Iterator[Passage]:
    tags = _ANY | {section.area} if section.area else _ANY
    if section.grade and section.grade.value:
        tags |= {section.grade.value.tag}
    if section.heading:
        yield Passage(section.heading.prose, tags | {"heading"}, section.heading.address)
    yield from _read(section.paragraphs, tags | _PROSE | {"paragraph"})
