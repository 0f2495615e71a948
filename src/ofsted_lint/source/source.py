"""The text of a document and places in it: offsets inside, lines at the edge."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.files.text_lines import Position

if TYPE_CHECKING:
    from collections.abc import Iterator


_LONGEST_WORD = 40


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open range of code points, the only position inside the program."""

    start: int
    end: int


class Leftover(msgspec.Struct, frozen=True):
    """What is left in a file of the work on it, and is not part of what it says.

    `kind` is `insertion`, `deletion` or `move` for a change that was tracked,
    or `comment`. `words` are those inserted, deleted, moved or commented.
    """

    kind: str
    span: Span
    words: str
    author: str = ""


class Source(msgspec.Struct, frozen=True, dict=True, eq=False):
    """One document's text as it was read, and what its reader knows of it.

    `path` is the name shown to people. `encoding` is what the bytes were read
    as, `notes` what the reader had to guess, and `sha256` the hash of the bytes.
    `form` is the kind of file: text, markdown, pdf or word; only the first two
    are written to. `labels` are offsets with what is said of places from there
    on, where that is not their page (“paragraph 12”). `furniture` are stretches
    that the format knows to be heads and feet of pages, `leftovers` what is left
    of the work on the file. `shown` is the text as it is printed, of the same
    length, where that is another than the text (Markdown). `raised` are the small
    figures, in order, that the format knows to refer to notes, `headings` the
    paragraphs, in order, that are set in a style for headings.
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

    @property
    def printed(self) -> str:
        """The text as it is printed, each character in its place."""
        return self.shown or self.text

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets of the lines. A line ends at a line feed and nowhere else."""
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    @cached_property
    def widest(self) -> int:
        """How long the longest line is."""
        return max((len(line) for line in self.printed.split("\n")), default=0)

    def position(self, offset: int) -> Position:
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def slice(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def words(self, span: Span) -> str:
        """What is printed in a range."""
        return self.printed[span.start : span.end]

    def line_span(self, line: int) -> Span:
        """The line with this number (from 1), without its line end."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))

    def in_heading(self, offset: int) -> bool:
        """Whether a place lies in a paragraph that the format knows to be a heading."""
        at = bisect_right(self.headings, offset, key=lambda each: each.start)
        return at > 0 and offset < self.headings[at - 1].end

    def unraised(self, span: Span) -> Iterator[Span]:
        """A range without the marks of notes in it."""
        start = span.start
        for mark in self.raised[bisect_left(self.raised, span.start, key=lambda each: each.start) :]:
            if mark.start >= span.end:
                break
            yield Span(start, mark.start)
            start = mark.end
        yield Span(start, span.end)

    def word(self, offset: int) -> Span:
        """The characters around an offset up to the white space on its line."""
        start = end = offset
        while start > 0 and not self.text[start - 1].isspace() and offset - start < _LONGEST_WORD:
            start -= 1
        while end < len(self.text) and not self.text[end].isspace() and end - offset < _LONGEST_WORD:
            end += 1
        return Span(start, end)

    def lines(self, span: Span) -> Iterator[Span]:
        """The lines of a stretch of text, each with its line end."""
        start = span.start
        while start < span.end:
            end = self.text.find("\n", start, span.end) + 1 or span.end
            yield Span(start, end)
            start = end

    @cached_property
    def page_starts(self) -> list[int]:
        """Offsets at which pages begin; empty where the text has no form feed."""
        starts, at = [0], self.text.find("\f")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\f", at + 1)
        return starts if len(starts) > 1 else []

    def page(self, offset: int) -> int | None:
        """The page an offset lies on, from 1; None where pages are not known."""
        return bisect_right(self.page_starts, offset) or None

    def beside(self, offset: int) -> str:
        """What is said of a place besides its line: “page 7”, or what the reader calls it; else nothing."""
        at = bisect_right(self.labels, offset, key=lambda label: label[0])
        page = self.page(offset)
        return self.labels[at - 1][1] if at else f"page {page}" if page else ""


class Place(msgspec.Struct, frozen=True, eq=False):
    """Where something is printed: pieces of one source, in order.

    What is printed in one go may lie in several pieces: a table cell wrapped
    round its grade, a sentence that runs over a page.
    """

    source: Source
    pieces: tuple[Span, ...]

    @property
    def span(self) -> Span:
        """The range from the first piece to the last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)

    @property
    def text(self) -> str:
        return " ".join(self.source.slice(piece) for piece in self.pieces)
