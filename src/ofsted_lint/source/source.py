"""The text of a document and places in it: offsets inside the program, lines and columns for people."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.files.text_lines import Position
from ofsted_lint.source.original import Original

if TYPE_CHECKING:
    from collections.abc import Iterator


# Who makes the comments and changes in the copies of drafts that this program writes.
AUTHOR = "ofsted-lint"
_LONGEST_WORD = 40
_NOT_LONGER = 0.9


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open range of code points, the only position inside the program."""

    start: int
    end: int


class Leftover(msgspec.Struct, frozen=True):
    """A trace of editing that was left in a file.

    `kind` is `insertion`, `deletion`, `move`, `merge` (of cells) or `renumbering`
    for a tracked change, `formatting` for all of that kind, whose `words` are their number;
    or `comment`, `strike`, `highlight` or `watermark`. `words` are else those
    inserted, deleted, moved, struck out, highlighted or drawn, or the comment.
    """

    kind: str
    span: Span
    words: str
    author: str = ""


class Source(msgspec.Struct, frozen=True, dict=True, eq=False):
    """One document's text as it was read, and its reader's knowledge of it.

    `path` is the name shown to people. `encoding` is that used to decode the
    bytes, `notes` are the reader's guesses and remarks for the user, `sha256` is
    the hash of the bytes. `form` is the kind of file: text, markdown, pdf or
    word; only the first two can be written. `labels` are offsets with the label
    of the places from there on (“paragraph 12”), used instead of a page number.
    `furniture` are the spans that the format marks as headers and footers,
    `leftovers` the tracked changes and comments. `shown` is the text as printed,
    of the same length, if it differs from the text (Markdown). `raised` are the
    footnote markers that the format marks as such, `headings` the paragraphs in
    heading styles, `notes_at` the footnotes, each with its marker on its first
    line; all in order. `original` is the file's own text if that has
    characters which are not read as they are (see `original`).
    """

    path: str
    text: str
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    sha256: str = ""
    form: str = "text"
    labels: tuple[tuple[int, str], ...] = ()
    furniture: tuple[Span, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    shown: str = ""
    raised: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()
    notes_at: tuple[Span, ...] = ()
    original: Original | None = None

    @property
    def written(self) -> str:
        """The text of the file, to which fixes are applied."""
        return self.original.text if self.original else self.text

    def span_written(self, span: Span) -> Span:
        """Return the span in the file of a span in the text."""
        return Span(self.original.offset(span.start), self.original.offset(span.end)) if self.original else span

    def is_whole(self, span: Span) -> bool:
        """Return True if a span neither begins nor ends within a character of the file, such as a ligature."""
        return not (self.original and (self.original.divides(span.start) or self.original.divides(span.end)))

    @property
    def printed(self) -> str:
        """The text as it is printed, all offsets unchanged."""
        return self.shown or self.text

    @cached_property
    def line_starts(self) -> list[int]:
        """The offsets at which lines begin. Only a line feed ends a line."""
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    @cached_property
    def width(self) -> int:
        """The width of the text in characters: nine in ten of the lines that are not blank are no longer.

        The longest lines say nothing of it: a letterhead in columns, or lines that were joined at a hyphen.
        """
        lengths = sorted(len(line) for line in self.printed.split("\n") if line.strip())
        return lengths[ceil(len(lengths) * _NOT_LONGER) - 1] if lengths else 0

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset in the file, from 1."""
        line = bisect_right(self.line_starts, offset)
        start = self.line_starts[line - 1]
        if self.original is None:
            return Position(line, offset - start + 1)
        # What comes before the first character that is read of a line has columns too.
        begins = self.original.offset(start - 1) + 1 if start else 0
        return Position(line, self.original.offset(offset) - begins + 1)

    def slice(self, span: Span) -> str:
        """Return the text of a span as it is in the file."""
        return self.text[span.start : span.end]

    def words(self, span: Span) -> str:
        """Return the text of a span as it is printed."""
        return self.printed[span.start : span.end]

    def line_span(self, line: int) -> Span:
        """Return the span of the line with this number (from 1), without its line end."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))

    def in_heading(self, offset: int) -> bool:
        """Return True if an offset is in a paragraph that the format marks as a heading."""
        at = bisect_right(self.headings, offset, key=lambda each: each.start)
        return at > 0 and offset < self.headings[at - 1].end

    def unraised(self, span: Span) -> Iterator[Span]:
        """Yield the parts of a span between its footnote markers."""
        start = span.start
        for mark in self.raised[bisect_left(self.raised, span.start, key=lambda each: each.start) :]:
            if mark.start >= span.end:
                break
            yield Span(start, mark.start)
            start = mark.end
        yield Span(start, span.end)

    def word(self, offset: int) -> Span:
        """Return the span of the word around an offset, up to the white space beside it."""
        start = end = offset
        while start > 0 and not self.text[start - 1].isspace() and offset - start < _LONGEST_WORD:
            start -= 1
        while end < len(self.text) and not self.text[end].isspace() and end - offset < _LONGEST_WORD:
            end += 1
        return Span(start, end)

    def lines(self, span: Span) -> Iterator[Span]:
        """Yield the lines of a span, each with its line end."""
        start = span.start
        while start < span.end:
            end = self.text.find("\n", start, span.end) + 1 or span.end
            yield Span(start, end)
            start = end

    @cached_property
    def page_starts(self) -> list[int]:
        """The offsets at which pages begin; empty if the text has no form feed."""
        starts, at = [0], self.text.find("\f")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\f", at + 1)
        return starts if len(starts) > 1 else []

    def page(self, offset: int) -> int | None:
        """Return the page of an offset, from 1, or None if pages are not known."""
        return bisect_right(self.page_starts, offset) or None

    def beside(self, offset: int) -> str:
        """Return a label for a place besides its line: “page 7”, or the reader's own label; empty if there is none."""
        at = bisect_right(self.labels, offset, key=lambda label: label[0])
        page = self.page(offset)
        return self.labels[at - 1][1] if at else f"page {page}" if page else ""


class Place(msgspec.Struct, frozen=True, eq=False):
    """The place of printed words: one or more spans of a source, in order.

    Continuous words may have several spans: a table cell that is wrapped around
    its grade, a sentence that continues on the next page.
    """

    source: Source
    pieces: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """The range from the start of the first span to the end of the last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)

    @property
    def text(self) -> str:
        """The source text of the spans, joined by spaces."""
        return " ".join(self.source.slice(piece) for piece in self.pieces)
