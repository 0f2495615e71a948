"""What paragraphs of a Word file print, pieced together to a text with its places."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from ofsted_lint.source.source import Leftover, Span

_MOST_WORDS = 160
# What stands between two paragraphs that were put in: the number of the second.
_LABEL = re.compile(r"\s{0,2}(?:\d{1,3}\.|[◼–])?\s{0,3}")


class Mark(msgspec.Struct, frozen=True):
    """A place in a printed text: a change that was tracked there, an end of what a comment is about, a note's figure.

    `kind` is that of a leftover, `open` and `close` for a comment, whose id is
    in `words` then, or `raised`.
    """

    kind: str
    start: int
    end: int
    words: str
    author: str = ""


class Printed(msgspec.Struct, frozen=True):
    """What a paragraph, a row of a table or a note prints.

    `label` is what is said of its place, `close` that no blank line stands
    before it, `furniture` that it is a head or foot of pages, `heading` that it
    is set as one.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    label: str = ""
    close: bool = False
    furniture: bool = False
    heading: bool = False

    def stripped(self) -> Printed:
        """The same without white space around its text."""
        text = self.text.strip()
        left = len(self.text) - len(self.text.lstrip())
        return replace(self, text=text, marks=_moved(self.marks, -left, len(text)))


def _moved(marks: tuple[Mark, ...], by: int, most: int) -> tuple[Mark, ...]:
    """Marks as they lie when their text has moved, within a text of this length."""
    return tuple(
        replace(mark, start=min(max(mark.start + by, 0), most), end=min(max(mark.end + by, 0), most)) for mark in marks
    )


def joined(pieces: Iterable[Printed], between: str, label: str = "") -> Printed:
    """Several texts as one, with something between them."""
    texts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for piece in pieces:
        if length and piece.text:
            texts.append(between)
            length += len(between)
        marks += _moved(piece.marks, length, length + len(piece.text))
        texts.append(piece.text)
        length += len(piece.text)
    return Printed("".join(texts), tuple(marks), label)


class Laid(msgspec.Struct, frozen=True):
    """The text of a file, with what its reader knows of places in it."""

    text: str
    labels: tuple[tuple[int, str], ...]
    furniture: tuple[Span, ...]
    leftovers: tuple[Leftover, ...]
    raised: tuple[Span, ...]
    headings: tuple[Span, ...]


def laid_out(pieces: Iterable[Printed], comments: dict[str, Leftover]) -> Laid:
    """The text of a file: a paragraph a line, with blank lines between them; rows of a table stand close."""
    texts: list[str] = []
    labels: list[tuple[int, str]] = []
    furniture: list[Span] = []
    headings: list[Span] = []
    marks: list[Mark] = []
    length = 0
    for piece in pieces:
        if not piece.text:
            marks += (replace(mark, start=length, end=length) for mark in piece.marks)
            continue
        gap = "" if not texts else "\n" if piece.close else "\n\n"
        texts += [gap, piece.text]
        length += len(gap)
        labels.append((length, piece.label))
        end = length + len(piece.text)
        marks += _moved(piece.marks, length, end)
        if piece.furniture:
            furniture.append(Span(length, end))
        elif piece.heading:
            headings.append(Span(length, end))
        length = end
    text = "".join(texts) + "\n"
    found = [*_changes(marks, text), *_comments(marks, comments)]
    raised = tuple(Span(mark.start, mark.end) for mark in marks if mark.kind == "raised" and mark.start < mark.end)
    leftovers = tuple(sorted(found, key=lambda each: each.span))
    return Laid(text, tuple(labels), tuple(furniture), leftovers, raised, tuple(headings))


def _changes(marks: list[Mark], text: str) -> list[Leftover]:
    """The tracked changes; what one person did in one go is one change."""
    found: list[Leftover] = []
    for mark in marks:
        if mark.kind in ("open", "close", "raised"):
            continue
        last = found[-1] if found else None
        between = text[last.span.end : mark.start] if last else ""
        if last and (last.kind, last.author) == (mark.kind, mark.author) and _LABEL.fullmatch(between):
            words = _shown(f"{last.words} {mark.words}" if mark.start > last.span.end else last.words + mark.words)
            found[-1] = replace(last, span=Span(last.span.start, max(mark.end, last.span.end)), words=words)
        else:
            found.append(Leftover(mark.kind, Span(mark.start, mark.end), _shown(mark.words), mark.author))
    return [replace(each, words=" ".join(each.words.split())) for each in found]


def _shown(words: str) -> str:
    """Words as they are quoted: long ones are cut at their end."""
    return words if len(words) <= _MOST_WORDS else words[: _MOST_WORDS - 1].rstrip("…") + "…"


def _comments(marks: list[Mark], comments: dict[str, Leftover]) -> list[Leftover]:
    """The comments, each with what it is about; one whose place is not known is about the beginning."""
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    for mark in marks:
        if mark.kind == "open":
            starts.setdefault(mark.words, mark.start)
        elif mark.kind == "close":
            ends[mark.words] = mark.end
    found = []
    for id_, comment in comments.items():
        start = starts.get(id_, ends.get(id_, 0))
        span = Span(start, max(ends.get(id_, start), start))
        found.append(replace(comment, span=span, words=_shown(comment.words)))
    return found
