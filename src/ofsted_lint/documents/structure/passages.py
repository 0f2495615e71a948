"""The texts of a document in order, each with its kind of part: the input of wording rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import msgspec

from ofsted_lint.documents.frameworks.fixed_values import fixed
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

# The names of the parts, each with its meaning.
TAGS = {
    "any": "every text of the document",
    "prose": "the inspectors’ text: the summary, the improvement items and the paragraphs",
    "front": "the title, the dates and the inspectors, before the grade table",
    "title": "the title",
    "dates": "the line with the inspection dates",
    "inspector": "the name of a lead inspector",
    "table": "the cells of the grade table, and of other tables that are not prose",
    "label": "the cells of the grade table that name a judgement",
    "grade": "the cells of the grade table with a grade",
    "summary": "the paragraphs between the grade table and the improvement items",
    "improvement": "the items under “What needs to improve”, and other text there",
    "heading": "the headings of sections and of the improvement items",
    "paragraph": "the paragraphs of sections",
    "footnote": "the footnotes",
    "footer": "the footers of pages",
    "closing": "the text after the last section: about Ofsted, its address, the copyright line",
    "letterhead": "the lines of a letter with its sender",
    "addressee": "the date of a letter, its addressee and the salutation",
    "sign-off": "the sign-off of a letter",
    "unrecognised": "texts that were not recognised as any part",
    **{area: f"the section “{name}” and its row of the grade table" for area, name in NAMES.items()},
    "overall": "the row of the grade table “Overall effectiveness”",
    **{grade.tag: f"the sections with the grade “{grade.words}”" for grade in Grade},
}
Tag = Annotated[str, fixed("a part to look in", TAGS)]
_PROSE = frozenset({"prose", "any"})
_FRONT = frozenset({"front", "any"})
_ANY = frozenset({"any"})


class Quotation(msgspec.Struct, frozen=True, eq=False):
    """A quotation with its marks; `mark` opens it, `closed` is true if one closes it."""

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
    """A text of the document: a paragraph, an improvement item, a heading, a cell of the table.

    `tags` are its kind of part and its place: “paragraph”, “prose”, “leaders”,
    “good”; `copies` are where it is printed again, apart from page numbers.
    """

    prose: Prose
    tags: frozenset[Tag]
    address: str
    copies: tuple[Prose, ...] = ()

    @cached_property
    def folded(self) -> str:
        """Its text in lower case with plain quotation marks; offsets stay the same."""
        return folded(self.prose.text)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotations in it."""
        return quotations(self.prose.text)

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Its quotations as parts of the document."""
        return tuple(Quotation(self, quote) for quote in self.quotes)

    @cached_property
    def sentence_spans(self) -> tuple[tuple[int, int], ...]:
        """The spans of its sentences."""
        return sentences(self.prose.text)

    @cached_property
    def sentences(self) -> tuple[Prose, ...]:
        """Its sentences."""
        return tuple(self.prose.part(start, end) for start, end in self.sentence_spans)

    def quoted(self, at: int) -> bool:
        """True if an offset is in a quotation."""
        number = bisect_right(self.quotes, at, key=lambda quote: quote.start) - 1
        return number >= 0 and at < self.quotes[number].end

    def sentence_span(self, at: int) -> tuple[int, int] | None:
        """Return the span of the sentence that contains an offset."""
        number = bisect_right(self.sentence_spans, (at + 1,)) - 1
        found = self.sentence_spans[number] if number >= 0 else (0, 0)
        return found if at < found[1] else None

    def sentence(self, at: int) -> str:
        """Return the sentence that contains an offset; it is one text for all offsets in it, since it may be long."""
        span = self.sentence_span(at)
        if span and span not in self._sentence_texts:
            self._sentence_texts[span] = self.prose.text[slice(*span)]
        return self._sentence_texts[span] if span else ""

    @cached_property
    def _sentence_texts(self) -> dict[tuple[int, int], str]:
        return {}


def front(
    title: Title | None, dates: InspectionDates | None = None, inspectors: Iterable[Inspector] = ()
) -> Iterator[Passage]:
    """Yield the texts that identify a document: title, dates, inspectors."""
    if title:
        yield Passage(title.prose, _FRONT | {"title"}, title.address)
    if dates:
        yield Passage(dates.prose, _FRONT | {"dates"}, dates.address)
    for inspector in inspectors:
        yield Passage(inspector.name, _FRONT | {"inspector"}, inspector.address)


def rows(judgements: Iterable[Judgement]) -> Iterator[Passage]:
    """Yield the cells of a grade table."""
    for row in judgements:
        area = _ANY | {"table", row.area} if row.area else _ANY | {"table"}
        yield Passage(row.label, area | {"label"}, row.address)
        if row.grade:
            yield Passage(row.grade.prose, area | {"grade"}, row.grade.address)


def texts(parts: Iterable[Paragraph], tag: str) -> Iterator[Passage]:
    """Yield paragraphs of prose; `tag` is their kind."""
    return _read(parts, _PROSE | {tag})


def points(heading: Prose | None, prose: Iterable[Paragraph], improvements: Iterable[Improvement]) -> Iterator[Passage]:
    """Yield the improvement items, with their heading and the prose among them."""
    if heading:
        yield Passage(heading, _ANY | {"heading"}, "improvements/heading")
    yield from texts(prose, "improvement")
    for point in improvements:
        for text in (point.prose, *point.items):
            yield Passage(text, _PROSE | {"improvement"}, point.address)


def of_sections(sections: Iterable[Section]) -> Iterator[Passage]:
    """Yield the headings and paragraphs of sections."""
    for section in sections:
        yield from _section(section)


def after_text(footnotes: Iterable[Footnote], closing: Iterable[Paragraph]) -> Iterator[Passage]:
    """Yield the footnotes and the closing matter."""
    yield from _read(footnotes, _ANY | {"footnote"})
    yield from _read(closing, _ANY | {"closing"})


def running(footers: Iterable[Footer]) -> Iterator[Passage]:
    """Yield the footers, each wording with its copies."""
    for footer in footers:
        yield Passage(footer.prose, _ANY | {"footer"}, footer.address, footer.copies)


def unplaced(unrecognised: Iterable[Prose]) -> Iterator[Passage]:
    """Yield the texts outside all parts."""
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
