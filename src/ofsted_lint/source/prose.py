"""Reflowed text with a map back to the source."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.source import Place, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Soft hyphens, zero-width and bidirectional controls are printed as nothing.
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f"
_MARKS = pattern(rf"[*#{_UNSEEN}](?:(?<!\*)|\*)")
_WORDS = pattern(r"\S+(?: \S+)*")
_SPACE = pattern(r"\s")
_SOFT_HYPHEN = "\u00ad"
# "16-" at a line end before "and 17-year-olds" keeps its space.
_SUSPENDED = pattern(r"(?:and|or|to)\b")


# Kinds of quotation marks and of hyphens make no difference between words.
_PLAIN_MARKS = (("’", "'"), ("‘", "'"), ("`", "'"), ("“", '"'), ("”", '"'), ("‑", "-"))
# Other common signs that would need more than one byte per character, which
# makes searching several times slower; they become their Windows-1252 codes.
_NARROW_MARKS = (("–", "\x96"), ("—", "\x97"), ("…", "\x85"), ("•", "\x95"))


class Prose(msgspec.Struct, frozen=True, eq=False):
    """A text as it is read: wrapped lines joined, headers and footers removed.

    `starts` are the offsets in `text` of runs that are contiguous in the source
    too; `origins` are the source offsets of those runs.
    """

    source: Source
    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def offset(self, at: int) -> int:
        """Return the source offset of the character at `at`, or of the end."""
        run = bisect_right(self.starts, at) - 1
        return self.origins[run] + at - self.starts[run]

    def pieces(self, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """Return the source spans of `text[start:end]`; a space that replaces a line end has none."""
        end = len(self.text) if end is None else end
        found: list[Span] = []
        run = max(bisect_right(self.starts, start) - 1, 0)
        while run < len(self.starts) and self.starts[run] < end:
            stop = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.text)
            first, last = max(start, self.starts[run]), min(end, stop)
            piece = self.text[first:last].rstrip(" ") if last == stop else self.text[first:last]
            if piece:
                at = self.origins[run] + first - self.starts[run]
                found.append(Span(at, at + len(piece)))
            run += 1
        if not found:
            at = self.offset(min(start, len(self.text)))
            found.append(Span(at, at))
        return tuple(found)

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Return where `text[start:end]` is printed in the source."""
        return Place(self.source, self.pieces(start, end))

    def part(self, start: int, end: int | None = None) -> Prose:
        """Return `text[start:end]` as a prose of its own, footnote markers included."""
        end = len(self.text) if end is None else min(end, len(self.text))
        run = bisect_right(self.starts, start) - 1
        text = self.text[start:end]
        # Most parts lie in one run, whose words are printed as they are here.
        within = run >= 0 and (run + 1 == len(self.starts) or end < self.starts[run + 1])
        if within and text and "#" not in text and text == text.strip():
            return Prose(self.source, text, (0,), (self.origins[run] + start - self.starts[run],))
        return reflow(self.source, self.pieces(start, end), whole=True)

    @property
    def span(self) -> Span:
        """The range from the first character to the last."""
        return self.place().span


def reflow(source: Source, spans: Iterable[Span], *, whole: bool = False) -> Prose:
    """Join the text printed in `spans` into one line of prose.

    White space of any kind becomes one space; a word broken after a hyphen at
    a line end is joined with its hyphen kept, or without a soft one; marks for bold (`**`) and for
    headings (`#` at the start of a line) are removed and, unless `whole`,
    footnote markers too.
    """
    text = source.printed
    if source.raised and not whole:
        spans = [part for span in spans for part in source.unraised(span)]
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length, last, first = 0, -1, None
    for span in spans:
        first = span.start if first is None else first
        for start, run in _runs(text, span):
            if last >= 0 and _spaced(parts[-1], text[last:start], run):
                parts.append(" ")
                length += 1
            parts.append(run)
            starts.append(length)
            origins.append(start)
            length += len(run)
            last = start + len(run)
    if not parts:
        return Prose(source, "", (0,), (first or 0,))
    return Prose(source, "".join(parts), tuple(starts), tuple(origins))


def _runs(text: str, span: Span) -> Iterator[tuple[int, str]]:
    """The runs of words in a stretch of text that a single space parts, without marks, each with where it begins."""
    at, whole = span.start, text[span.start : span.end]
    if _MARKS.search(whole):
        for match in _MARKED_WORDS.finditer(text, span.start, span.end):
            run = match.group()
            if run != "**" and run.strip("#"):
                yield match.start(), run
        return
    for line in whole.split("\n"):
        words = line.strip()
        if "  " not in words and " ".join(words.split()) == words:  # as nearly all lines are
            if words:
                yield at + line.index(words), words
        else:
            for match in _WORDS.finditer(text, at, at + len(line)):
                yield match.start(), match.group()
        at += len(line) + 1


# Words, and marks between them.
_MARKED_WORDS = pattern(rf"\*\*|(?m:^#{{1,6}}(?= ))|(?:(?!\*\*)[^\s{_UNSEEN}])+(?: (?:(?!\*\*)[^\s{_UNSEEN}])+)*")


def _spaced(before: str, gap: str, after: str) -> bool:
    """Return True if a space is printed between two runs of words."""
    if not _SPACE.search(gap) or gap.startswith(_SOFT_HYPHEN):
        return False
    if not (before.endswith("-") and "\n" in gap and len(before) > 1):
        return True
    return not (before[-2].isalnum() and after[0].isalnum()) or bool(_SUSPENDED.match(after))


def folded(text: str) -> str:
    """Return a text in lower case and ready for searching, all offsets unchanged."""
    lower = text.lower()
    if len(lower) != len(text):  # “İ” becomes two characters
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return searchable(lower)


def searchable(text: str) -> str:
    """Return a text ready for searching with its capitals, all offsets unchanged."""
    return text if text.isascii() else _replaced(marked(text), _NARROW_MARKS)


def marked(text: str) -> str:
    """Return a text with plain quotation marks and hyphens, all offsets unchanged."""
    return text if text.isascii() else _replaced(text, _PLAIN_MARKS)


def _replaced(text: str, marks: tuple[tuple[str, str], ...]) -> str:
    for mark, plain in marks:  # much faster than a translation table
        text = text.replace(mark, plain)
    return text
