"""Join the printed paragraphs of a Word file into a text with its places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from ofsted_lint.source.source import Leftover, Span

FORMATTING, WATERMARK = "formatting", "watermark"
# A place from which words were moved, which counts if the place to which they were is not in the file.
MOVED = "moved"
# Leftovers that are merged with those that they adjoin: of all kinds in a group only with the one before them.
_KINDS = (
    frozenset({"insertion", "deletion", "move", "merge", "renumbering"}),
    frozenset({"strike"}),
    frozenset({"highlight"}),
)
_MOST_WORDS = 160
# As in a PDF; no report has a third of it.
_MOST_TEXT = 1_000_000
# The text between two inserted paragraphs: the number of the second.
_LABEL = re.compile(r"\s{0,2}(?:\d{1,3}\.|[◼–])?\s{0,3}")


class Mark(msgspec.Struct, frozen=True):
    """A place in a printed text: a tracked change, the start or end of a comment, or a footnote marker.

    `kind` is that of a `Leftover`, or `open` or `close` for a comment, whose id
    is then in `words`, or `raised` for a footnote marker. For changes of
    formatting `words` is their number.
    """

    kind: str
    start: int
    end: int
    words: str
    author: str = ""


class Origin(msgspec.Struct, frozen=True, eq=False):
    """A range of a printed text and the element of the file that prints it."""

    start: int
    end: int
    element: Any


class Printed(msgspec.Struct, frozen=True):
    """The printed text of a paragraph, a row of a table or a note.

    `label` is the label of its place; `close` is True if no blank line comes
    before it, `furniture` if it is a header or footer, `heading` if it has a
    heading style, `note` if it is a note after its marker. `origins` are the
    elements whose words it has, in order.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    label: str = ""
    close: bool = False
    furniture: bool = False
    heading: bool = False
    note: bool = False
    origins: tuple[Origin, ...] = ()

    def stripped(self) -> Printed:
        """Return the same without white space around its text."""
        text = self.text.strip()
        left = len(self.text) - len(self.text.lstrip())
        return replace(
            self, text=text, marks=_moved(self.marks, -left, len(text)), origins=_shifted(self.origins, -left)
        )


def _moved(marks: tuple[Mark, ...], by: int, most: int) -> tuple[Mark, ...]:
    """Return marks shifted with their text, kept within a text of this length."""
    return tuple(
        replace(mark, start=min(max(mark.start + by, 0), most), end=min(max(mark.end + by, 0), most)) for mark in marks
    )


def _shifted(origins: tuple[Origin, ...], by: int) -> tuple[Origin, ...]:
    """Return origins shifted with their text; they may begin before it and end after it, where it was stripped."""
    return tuple(Origin(each.start + by, each.end + by, each.element) for each in origins) if by else origins


def joined(pieces: Iterable[Printed], between: str, label: str = "") -> Printed:
    """Join several texts into one, with `between` as separator."""
    texts: list[str] = []
    marks: list[Mark] = []
    origins: list[Origin] = []
    length = 0
    for piece in pieces:
        if length and piece.text:
            texts.append(between)
            length += len(between)
        marks += _moved(piece.marks, length, length + len(piece.text))
        origins += _shifted(piece.origins, length)
        texts.append(piece.text)
        length += len(piece.text)
    return Printed("".join(texts), tuple(marks), label, origins=tuple(origins))


class Laid(msgspec.Struct, frozen=True):
    """The text of a file, and the places in it that its reader knows."""

    text: str
    labels: tuple[tuple[int, str], ...]
    furniture: tuple[Span, ...]
    leftovers: tuple[Leftover, ...]
    raised: tuple[Span, ...]
    headings: tuple[Span, ...]
    notes: tuple[Span, ...]
    origins: tuple[Origin, ...]


def laid_out(pieces: Iterable[Printed], comments: dict[str, Leftover]) -> Laid:
    """Lay out the text of a file: a line for each paragraph, blank lines between them but not between table rows.

    `ValueError` if it is too long.
    """
    texts: list[str] = []
    labels: list[tuple[int, str]] = []
    furniture: list[Span] = []
    headings: list[Span] = []
    notes: list[Span] = []
    marks: list[Mark] = []
    origins: list[Origin] = []
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
        origins += _shifted(piece.origins, length)
        if piece.furniture:
            furniture.append(Span(length, end))
        elif piece.heading:
            headings.append(Span(length, end))
        elif piece.note:
            notes.append(Span(length, end))
        length = end
        if length > _MOST_TEXT:
            raise ValueError("it has more than a million characters of text")
    text = "".join(texts) + "\n"
    marks = _without_ends_of_moves(marks)
    found = [each for kinds in _KINDS for each in _changes(marks, text, kinds)]
    found += [*_once(marks), *_comments(marks, comments)]
    raised = tuple(Span(mark.start, mark.end) for mark in marks if mark.kind == "raised" and mark.start < mark.end)
    leftovers = tuple(sorted(found, key=lambda each: each.span))
    return Laid(
        text,
        tuple(labels),
        tuple(furniture),
        leftovers,
        raised,
        tuple(headings),
        tuple(notes),
        tuple(origins),
    )


def _without_ends_of_moves(marks: list[Mark]) -> list[Mark]:
    """Return marks without those of places from which words were moved, if these are in the text where they went."""
    if not any(mark.kind == MOVED for mark in marks):
        return marks
    there = _joined_words(mark.words for mark in marks if mark.kind == "move")
    kept = (mark for mark in marks if mark.kind != MOVED or _joined_words([mark.words]) not in there)
    return [replace(mark, kind="move") if mark.kind == MOVED else mark for mark in kept]


def _joined_words(words: Iterable[str]) -> str:
    return " ".join(" ".join(words).split())


def _changes(marks: list[Mark], text: str, kinds: frozenset[str]) -> list[Leftover]:
    """Return the leftovers of these kinds; adjacent ones of a kind by one person are merged."""
    found: list[Leftover] = []
    for mark in marks:
        if mark.kind not in kinds:
            continue
        last = found[-1] if found else None
        between = text[last.span.end : mark.start] if last else ""
        if last and (last.kind, last.author) == (mark.kind, mark.author) and _LABEL.fullmatch(between):
            words = _shortened(f"{last.words} {mark.words}" if mark.start > last.span.end else last.words + mark.words)
            found[-1] = replace(last, span=Span(last.span.start, max(mark.end, last.span.end)), words=words)
        else:
            found.append(Leftover(mark.kind, Span(mark.start, mark.end), _shortened(mark.words), mark.author))
    return [replace(each, words=_quoted(each)) for each in found]


def _quoted(found: Leftover) -> str:
    """Return the words of a change; of inserted words with ends of paragraphs only the words."""
    words = " ".join(found.words.split())
    alone = not words.strip("¶ ")
    return words if alone or found.kind != "insertion" else " ".join(words.replace("¶", " ").split())


def _once(marks: list[Mark]) -> list[Leftover]:
    """Return what is recorded once for the whole file: the number of changes of formatting, and each watermark."""
    formatted = [mark for mark in marks if mark.kind == FORMATTING]
    count = sum(int(mark.words) for mark in formatted)
    found = {mark.words: mark for mark in marks if mark.kind == WATERMARK}
    made = [Leftover(WATERMARK, Span(mark.start, mark.end), _shortened(words)) for words, mark in found.items()]
    if formatted:
        first = formatted[0]
        made.append(Leftover(FORMATTING, Span(first.start, first.end), f"{count:,}", first.author))
    return made


def _shortened(words: str) -> str:
    """Return words for quoting, cut at the end if they are long."""
    return words if len(words) <= _MOST_WORDS else words[: _MOST_WORDS - 1].rstrip("…") + "…"


def _comments(marks: list[Mark], comments: dict[str, Leftover]) -> list[Leftover]:
    """Return the comments with their spans; a comment without a known place is at the beginning."""
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
        found.append(replace(comment, span=span, words=_shortened(comment.words)))
    return found
