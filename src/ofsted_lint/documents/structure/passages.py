"""The texts of a document in their order, each with what it is: what wording rules read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.frameworks.ilacs import NAMES, Grade
from ofsted_lint.source.prose import Prose, folded
from ofsted_lint.source.quotation_marks import Quote, quotations
from ofsted_lint.source.sentences import sentences

if TYPE_CHECKING:
    from ofsted_lint.documents.document import Document
    from ofsted_lint.documents.structure.parts import Footnote, Paragraph, Section

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
NO_KEY = ""
_NO_WORD = re.compile(r"[^\w\n]")
# The same for texts with a byte a character, as nearly all are once they are
# folded: many times faster.
_SPACED = _NO_WORD.sub(" ", bytes(range(256)).decode("latin-1")).encode("latin-1")


class Vocabulary(msgspec.Struct, frozen=True, eq=False):
    """The words of a text in lower case, and where they stand.

    `lines` has the lines of the text with spaces for all that is no word,
    `ends` for each word the offsets at which it ends, `keys` the words and the
    pairs of words that follow each other in a line, with a space between, and
    `NO_KEY`, for what can be looked for by no word.
    """

    lines: list[str]
    ends: dict[str, list[int]]
    keys: set[str]


def vocabulary(text: str) -> Vocabulary:
    """The words of a folded text; what stands between two of a pair does not matter."""
    lines = _words_alone(text).split("\n")
    ends: dict[str, list[int]] = defaultdict(list)
    keys: set[str] = set()
    at = 0
    for line in lines:
        keys.update(map(" ".join, pairwise(line.split())))
        for word in line.split(" "):
            at += len(word)
            ends[word].append(at)
            at += 1
    ends.pop("", None)  # what stands between two spaces
    keys.update(ends, [NO_KEY])
    return Vocabulary(lines, dict(ends), keys)


def _words_alone(text: str) -> str:
    """A text with a space for each character that is part of no word; lines stay lines."""
    try:
        return text.encode("latin-1").translate(_SPACED).decode("latin-1")
    except UnicodeEncodeError:
        return _NO_WORD.sub(" ", text)


class Joined(msgspec.Struct, frozen=True, eq=False):
    """All texts of a document as one, a line each, so that terms are looked for in one go."""

    text: str
    starts: tuple[int, ...]
    passages: tuple[Passage, ...]
    known: dict[str, list[int]] = {}

    def places(self, chunk: str, find: Callable[[str, str], list[int]]) -> list[int]:
        """Where a stretch of text stands, looked for once however many ask."""
        if chunk not in self.known:
            self.known[chunk] = find(self.text, chunk)
        return self.known[chunk]

    def at(self, offset: int) -> tuple[Passage, int]:
        """The text in which an offset lies, and where in it."""
        number = bisect_right(self.starts, offset) - 1
        return self.passages[number], offset - self.starts[number]


def joined(passages: list[Passage], text: Callable[[Passage], str]) -> Joined:
    """Texts joined, each as `text` gives it; no character of a text may be a line end."""
    parts = [text(passage).replace("\n", " ") for passage in passages]
    starts = accumulate((len(part) + 1 for part in parts[:-1]), initial=0)
    return Joined("\n".join(parts), tuple(starts), tuple(passages))


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


def passages(report: Document) -> Iterator[Passage]:
    """The texts of a document, in the order in which it is read."""
    yield from _front(report)
    yield from _read(report.summary, _PROSE | {"summary"})
    yield from _points(report)
    for section in report.sections:
        yield from _section(section)
    yield from _read(report.footnotes, _ANY | {"footnote"})
    yield from _read(report.closing, _ANY | {"closing"})
    for foot in report.footers:
        yield Passage(foot.prose, _ANY | {"footer"}, foot.address, foot.copies)
    for text in report.unrecognised:
        yield Passage(text, _ANY | {"unrecognised"}, "unrecognised")


def _read(parts: Iterable[Paragraph | Footnote], tags: frozenset[str]) -> Iterator[Passage]:
    return (Passage(part.prose, tags, part.address) for part in parts)


def _points(report: Document) -> Iterator[Passage]:
    if report.improvements_heading:
        yield Passage(report.improvements_heading, _ANY | {"heading"}, "improvements/heading")
    yield from _read(report.improvements_prose, _PROSE | {"improvement"})
    for point in report.improvements:
        for text in (point.prose, *point.items):
            yield Passage(text, _PROSE | {"improvement"}, point.address)


def _front(report: Document) -> Iterator[Passage]:
    if report.title:
        yield Passage(report.title.prose, _FRONT | {"title"}, report.title.address)
    if report.dates:
        yield Passage(report.dates.prose, _FRONT | {"dates"}, report.dates.address)
    for inspector in report.inspectors:
        yield Passage(inspector.name, _FRONT | {"inspector"}, inspector.address)
    for row in report.judgements:
        area = _ANY | {"table", row.area} if row.area else _ANY | {"table"}
        yield Passage(row.label, area | {"label"}, row.address)
        if row.grade:
            yield Passage(row.grade.prose, area | {"grade"}, row.grade.address)


def _section(section: Section) -> Iterator[Passage]:
    tags = _ANY | {section.area} if section.area else _ANY
    if section.grade and section.grade.value:
        tags |= {section.grade.value.tag}
    if section.heading:
        yield Passage(section.heading.prose, tags | {"heading"}, section.heading.address)
    yield from _read(section.paragraphs, tags | _PROSE | {"paragraph"})
