"""The pages of a PDF from PDFium: their characters, with the mark, the size and the place of each.

The text of a page is fetched as a whole, and its marks are queried at the ends
of lines only (and within lines that belong to two).
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

from ofsted_lint.source import note_marks
from ofsted_lint.source.readers.pdf import library
from ofsted_lint.source.readers.pdf.tag_tree import Tag, tags

# Marks of ranges of text that belong to no tag.
ARTIFACT, LOOSE = -1, -2
# A character that PDFium inserts: a hyphen at which a word was broken.
BROKEN = "\ufffe"
# A character for text that is not visible on the page.
UNSEEN = "\x00"
# Placeholders for the superscript figures of footnote markers until the text is
# complete: no text may contain these code points.
RAISED = {chr(0xFDD0 + digit): str(digit) for digit in range(10)}
_RAISE = {ord(digit): sign for sign, digit in RAISED.items()}
_NO_SIGNS = [chr(code) for code in range(0xFDD0, 0xFDF0)]
_REPLACED = str.maketrans(dict.fromkeys(_NO_SIGNS, "\ufffd"))
_FIGURE = re.compile(r"[0-9][0-9]?(?!\w)")
_GAP_AFTER = re.compile(r"\s+(?=[.,;:?!])")
_SMALL = 0.85
_DEEPEST_FORM = 4
# The number of characters that show in which direction a page is written.
_SAMPLES = 3
# What PDFium writes its answers to, and the addresses of them.
_MATRIX, _ROOM, _SIDES = pdfium.FS_MATRIX(), pdfium.FS_RECTF(), tuple(ctypes.c_double() for _ in range(4))
_MATRIX_AT, _ROOM_AT, _SIDES_AT = (
    ctypes.addressof(_MATRIX),
    ctypes.addressof(_ROOM),
    tuple(map(ctypes.addressof, _SIDES)),
)


class Tile(NamedTuple):
    """A range of a page's text with one mark: the id of its marked content, ARTIFACT or LOOSE."""

    start: int
    end: int
    mark: int


class Page:
    """A page while it is open; `text` has one character for each of PDFium's."""

    def __init__(self, page: Any, words: Any, has_layers: bool) -> None:
        self.handle, self.words, self.has_layers = page, words, has_layers
        self._handle = library.address_of(words)
        self._marks: dict[int, int] = {}
        self._sizes: dict[int | None, tuple[float, int]] = {}
        self.has_note_marks = False
        self.text = _text(words)
        self.text = self._with_note_marks(self.text)

    def _with_note_marks(self, text: str) -> str:
        """Return the text with its footnote markers, superscript figures, directly after their words.

        PDFium treats them as lines of their own. The gap before them becomes
        UNSEEN and the figures become RAISED, so that all offsets stay the same.
        """
        if holds_any(text, _NO_SIGNS):
            text = text.translate(_REPLACED)
        for match in _FIGURE.finditer(text):
            gap = note_marks.gap(text, match.start())
            if gap is not None and self._is_raised(match.start(), gap - 1):
                self.has_note_marks = True
                text = _unseen(text, gap, match.start())
                text = text[: match.start()] + match[0].translate(_RAISE) + text[match.end() :]
                after = _GAP_AFTER.match(text, match.end())
                text = _unseen(text, match.end(), after.end()) if after else text
        return text

    def _is_raised(self, mark: int, word: int) -> bool:
        """Return True if a figure is smaller and higher than a character of its word."""
        return self.size(mark) < self.size(word) * _SMALL and self.baseline(mark) > self.baseline(word)

    def tiles(self) -> list[Tile]:
        """Return the page's text from beginning to end, divided by marks."""
        found: list[Tile] = []
        begun, current = 0, None
        for start, mark in self._pieces():
            if mark is None or mark == current:
                continue
            if current is not None:
                found.append(Tile(begun, start, current))
                begun = start
            current = mark
        return [*found, Tile(begun, len(self.text), LOOSE if current is None else current)] if self.text else []

    def _pieces(self) -> Iterator[tuple[int, int | None]]:
        """Yield the starts of lines, and of parts of lines with another mark, with the mark, or None if unknown."""
        stop = 0
        for line in self.text.replace(BROKEN, "\n").split("\n"):
            start, stop = stop, min(stop + len(line) + 1, len(self.text))
            last = self._last_mark(start + len(line.rstrip()), start)
            while start < stop:
                first = self._at(start)
                yield start, first
                start = start + 1 if first is None else stop if first == last else self._end(start, stop, first)

    def _end(self, start: int, stop: int, mark: int) -> int:
        """Return the offset in a line at which another mark begins."""
        low, high = start, stop
        while high - low > 1:
            middle = (low + high) // 2
            if self._last_mark(middle + 1, low) in (mark, None):
                low = middle
            else:
                high = middle
        return high

    def _last_mark(self, end: int, start: int) -> int | None:
        """Return the mark of the last character before `end` that has one, or None."""
        for at in range(end - 1, start - 1, -1):
            mark = self._at(at)
            if mark is not None:
                return mark
        return None

    def _at(self, index: int) -> int | None:
        found = library.object_of(self._handle, index)
        if found is None:  # a space or a line end that PDFium inserted
            return None
        if found not in self._marks:
            mark = library.content_id(found)
            self._marks[found] = mark if mark >= 0 else ARTIFACT if library.is_artifact(found) else LOOSE
        return self._marks[found]

    def tags(self) -> Tag | None:
        """Return the page's part of the tree of tags, or None if it has none."""
        return tags(self.handle)

    def size(self, index: int) -> float:
        """Return the height of a character's font as it is printed, in points."""
        return self._printed(index)[0]

    @cached_property
    def _turn(self) -> int:
        """The direction of most letters: how many quarter turns, against the clock, from left to right."""
        step = max(len(self.text) // _SAMPLES, 1)
        turns = Counter(self._printed(at)[1] for at in range(0, len(self.text), step) if self.text[at].isalnum())
        return turns.most_common(1)[0][0] if turns else 0

    def _printed(self, index: int) -> tuple[float, int]:
        """Return the size of a character and the direction of its line, which are those of its text object.

        The number that is set with a font counts for nothing by itself: many
        programs set 1, or 100, and scale it.
        """
        found = library.object_of(self._handle, index)
        if found not in self._sizes:
            size = library.font_size(self._handle, index)
            if found is None or not library.matrix(self._handle, index, _MATRIX_AT):
                return abs(size), 0
            along = (-_MATRIX.b, -_MATRIX.a) if size < 0 else (_MATRIX.b, _MATRIX.a)
            turn = round(math.atan2(*along) / (math.pi / 2)) % 4 if all(map(math.isfinite, along)) else 0
            self._sizes[found] = abs(size) * math.hypot(_MATRIX.c, _MATRIX.d), turn
        return self._sizes[found]

    def is_made(self, index: int) -> bool:
        """True if a character is not in the file, and PDFium inserted it: a space, a line end."""
        return self.object_at(index) is None

    def object_at(self, index: int) -> int | None:
        """Return the text object of a character, as a plain handle; None if PDFium inserted the character."""
        found: int | None = library.object_of(self._handle, index)
        return found

    @cached_property
    def shown(self) -> tuple[float, float, float, float]:
        """The left, bottom, right and top of the part of the page that is shown, before the page is turned."""
        pdfium.FPDF_GetPageBoundingBox(self.handle, _ROOM)
        return _ROOM.left, _ROOM.bottom, _ROOM.right, _ROOM.top

    def middle(self, index: int) -> tuple[float, float]:
        """Return the place of the middle of a character, before the page is turned."""
        library.char_box(self._handle, index, *_SIDES_AT)
        left, right, bottom, top = (side.value for side in _SIDES)
        return (left + right) / 2, (bottom + top) / 2

    def extent(self, index: int) -> tuple[float, float]:
        """Return where the width of a character begins and ends, in points, with the room that its font gives it."""
        library.loose_box(self._handle, index, _ROOM_AT)
        if not self._turn:
            return _ROOM.left, _ROOM.right
        ends = self._turned(_ROOM.left, _ROOM.bottom)[0], self._turned(_ROOM.right, _ROOM.top)[0]
        return min(ends), max(ends)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Return a character's left, bottom, right and top, in points, the page being turned for its letters."""
        left, right, bottom, top = _SIDES
        library.char_box(self._handle, index, *_SIDES_AT)
        if not self._turn:
            return left.value, bottom.value, right.value, top.value
        corners = self._turned(left.value, bottom.value), self._turned(right.value, top.value)
        (left_, right_), (bottom_, top_) = map(sorted, zip(*corners, strict=True))
        return left_, bottom_, right_, top_

    def baseline(self, index: int) -> float:
        """Return the height of a character's baseline, in points, the page being turned for its letters."""
        x, y = _SIDES[:2]
        library.char_origin(self._handle, index, *_SIDES_AT[:2])
        return self._turned(x.value, y.value)[1] if self._turn else y.value

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        """Return a place on the page after it was turned so that its letters run from left to right."""
        return ((x, y), (y, -x), (-x, -y), (-y, x))[self._turn]

    @property
    def drawn(self) -> set[int]:
        """The kinds of what is drawn on the page, also in forms."""
        count = pdfium.FPDFPage_CountObjects(self.handle)
        return _kinds((pdfium.FPDFPage_GetObject(self.handle, at) for at in range(count)), _DEEPEST_FORM)


def _kinds(objects: Iterable[Any], levels: int) -> set[int]:
    """Return the kinds of objects, and of those in forms, so many levels deep."""
    found: set[int] = set()
    for each in objects:
        kind = pdfium.FPDFPageObj_GetType(each)
        found.add(kind)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and levels:
            count = pdfium.FPDFFormObj_CountObjects(each)
            found |= _kinds((pdfium.FPDFFormObj_GetObject(each, at) for at in range(count)), levels - 1)
    return found


@contextmanager
def page(document: Any, index: int, has_layers: bool) -> Iterator[Page | None]:
    """Open a page and close it afterwards; the value is None if the page is damaged."""
    opened = pdfium.FPDF_LoadPage(document, index)
    words = pdfium.FPDFText_LoadPage(opened) if opened else None
    try:
        yield Page(opened, words, has_layers) if words else None
    finally:
        if words:
            pdfium.FPDFText_ClosePage(words)
        if opened:
            pdfium.FPDF_ClosePage(opened)


def _text(words: Any) -> str:
    count = pdfium.FPDFText_CountChars(words)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(words, 0, count, buffer)
    with suppress(UnicodeDecodeError):
        text = bytes(buffer)[: 2 * max(got - 1, 0)].decode("utf-16-le")
        if len(text) == count:
            return text
    return "".join(_char(pdfium.FPDFText_GetUnicode(words, at)) for at in range(count))


def holds_any(text: str, signs: Iterable[str]) -> bool:
    """True if one of these characters is in a text; for a few characters faster than a pattern."""
    return any(sign in text for sign in signs)


def _unseen(text: str, start: int, end: int) -> str:
    return text[:start] + UNSEEN * (end - start) + text[end:]


def _char(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"
