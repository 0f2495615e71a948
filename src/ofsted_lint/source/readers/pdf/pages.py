"""The pages of a PDF from PDFium: their characters, and the tree of their tags.

PDFium is called through `ctypes` without wrappers, since a page has thousands
of characters: the text of a page is fetched as a whole, and its tags are
queried at the ends of lines only (and within lines that belong to two).
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

from ofsted_lint.source import note_marks

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
_NO_SIGN = re.compile("[\ufdd0-\ufdef]")
_FIGURE = re.compile(r"\d{1,2}(?!\w)")
_GAP_AFTER = re.compile(r"\s+(?=[.,;:?!])")
_LINE = re.compile("[^\n\ufffe]*[\n\ufffe]|[^\n\ufffe]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SMALL = 0.85
_DEEPEST = 40
_MOST_TAGS = 20_000
# The tags within a line; every other kind of tag begins a line.
WITHIN = frozenset({"Span", "Link", "Lbl", "LBody", "Reference", "Quote", "Em", "Strong", "Sub", "Annot", "Code"})
# Tags that contain other tags and no text. PDFium lists those of the whole
# document for each page, so their text is not queried.
_GROUPS = frozenset({"Document", "Part", "Table", "TBody", "THead", "L"})


class Tile(NamedTuple):
    """A range of a page's text with one mark: the id of its marked content, ARTIFACT or LOOSE."""

    start: int
    end: int
    mark: int


class Tag(NamedTuple):
    """An element of the tree of tags: its kind (P, H1, TD ...), and its elements and marks in order.

    `within` is True if it is part of a line, with all its content.
    """

    kind: str
    kids: list[Tag | int]
    within: bool = False


def _quick(name: str, result: Any, *arguments: Any) -> Any:
    """Return a function of PDFium with plain numbers as handles, which is several times faster to call."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address or 0)


_HANDLE, _INT = ctypes.c_void_p, ctypes.c_int
_object_of = _quick("FPDFText_GetTextObject", _HANDLE, _HANDLE, _INT)
_content_id = _quick("FPDFPageObj_GetMarkedContentID", _INT, _HANDLE)
_kid_count = _quick("FPDF_StructElement_CountChildren", _INT, _HANDLE)
_kid = _quick("FPDF_StructElement_GetChildAtIndex", _HANDLE, _HANDLE, _INT)
_kid_mark = _quick("FPDF_StructElement_GetChildMarkedContentID", _INT, _HANDLE, _INT)
_kind = _quick("FPDF_StructElement_GetType", ctypes.c_ulong, _HANDLE, _HANDLE, ctypes.c_ulong)
_roots = _quick("FPDF_StructTree_CountChildren", _INT, _HANDLE)
_root = _quick("FPDF_StructTree_GetChildAtIndex", _HANDLE, _HANDLE, _INT)
_mark_count = _quick("FPDFPageObj_CountMarks", _INT, _HANDLE)
_mark = _quick("FPDFPageObj_GetMark", _HANDLE, _HANDLE, ctypes.c_ulong)
_mark_name = _quick("FPDFPageObjMark_GetName", _INT, _HANDLE, _HANDLE, ctypes.c_ulong, _HANDLE)


class Page:
    """A page while it is open; `text` has one character for each of PDFium's."""

    def __init__(self, page: Any, words: Any) -> None:
        self._page, self._words = page, words
        self._handle = ctypes.cast(words, ctypes.c_void_p).value
        self._marks: dict[int, int] = {}
        self.text = self._with_note_marks(_text(words))

    def _with_note_marks(self, text: str) -> str:
        """Return the text with its footnote markers, superscript figures, directly after their words.

        PDFium treats them as lines of their own. The gap before them becomes
        UNSEEN and the figures become RAISED, so that all offsets stay the same.
        """
        text = _NO_SIGN.sub("\ufffd", text)
        for match in _FIGURE.finditer(text):
            gap = note_marks.gap(text, match.start())
            if gap is not None and self._is_raised(match.start(), gap - 1):
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
        for line in _LINE.finditer(self.text):
            start, stop = line.span()
            last = self._last_mark(start + len(line[0].rstrip()), start)
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
        found = _object_of(self._handle, index)
        if found is None:  # a space or a line end that PDFium inserted
            return None
        if found not in self._marks:
            mark = _content_id(found)
            self._marks[found] = mark if mark >= 0 else ARTIFACT if _is_artifact(found) else LOOSE
        return self._marks[found]

    def tags(self) -> Tag | None:
        """Return the page's part of the tree of tags, or None if it has none."""
        tree = pdfium.FPDF_StructTree_GetForPage(self._page)
        if not tree:
            return None
        try:
            left = [_MOST_TAGS]
            handle = ctypes.cast(tree, ctypes.c_void_p).value
            kids = [_tag(_root(handle, at), left, 0) for at in range(_roots(handle))]
        finally:
            pdfium.FPDF_StructTree_Close(tree)
        return Tag("", [kid for kid in kids if kid]) if any(kids) else None

    def size(self, index: int) -> float:
        """Return the font size of a character."""
        return float(pdfium.FPDFText_GetFontSize(self._words, index))

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Return a character's left, bottom, right and top, in points from the page's lower left corner."""
        sides = [ctypes.c_double() for _ in range(4)]
        left, right, bottom, top = sides
        pdfium.FPDFText_GetCharBox(self._words, index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def baseline(self, index: int) -> float:
        """Return the height of a character's baseline above the page's lower edge, in points."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._words, index, x, y)
        return y.value

    def has_picture(self) -> bool:
        """True if there is a picture on the page."""
        count = pdfium.FPDFPage_CountObjects(self._page)
        objects = (pdfium.FPDFPage_GetObject(self._page, at) for at in range(count))
        return any(pdfium.FPDFPageObj_GetType(each) == pdfium.FPDF_PAGEOBJ_IMAGE for each in objects)


@contextmanager
def page(document: Any, index: int) -> Iterator[Page | None]:
    """Open a page and close it afterwards; the value is None if the page is damaged."""
    opened = pdfium.FPDF_LoadPage(document, index)
    words = pdfium.FPDFText_LoadPage(opened) if opened else None
    try:
        yield Page(opened, words) if words else None
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
    text = bytes(buffer)[: 2 * max(got - 1, 0)].decode("utf-16-le", "surrogatepass")
    if len(text) == count and not _SURROGATE.search(text):
        return text
    return "".join(_char(pdfium.FPDFText_GetUnicode(words, at)) for at in range(count))


def _unseen(text: str, start: int, end: int) -> str:
    return text[:start] + UNSEEN * (end - start) + text[end:]


def _char(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"


_NAME = ctypes.create_string_buffer(128)


def _tag(element: int | None, left: list[int], depth: int) -> Tag | None:
    """Return an element with its content, or None if it is empty; `left` is the number of elements still allowed."""
    if element is None or depth > _DEEPEST:
        return None
    kind = _kind_of(element)
    kids: list[Tag | int] = []
    for at in range(min(_kid_count(element), left[0])):
        left[0] -= 1
        found = _kid(element, at)
        if found is not None:
            kid = _tag(found, left, depth + 1)
            if kid:
                kids.append(kid)
        elif kind not in _GROUPS:
            mark = _kid_mark(element, at)
            if mark >= 0:
                kids.append(mark)
    if not kids:
        return None
    return Tag(kind, kids, kind in WITHIN and all(isinstance(kid, int) or kid.within for kid in kids))


def _kind_of(element: int) -> str:
    return _name(_kind(element, _NAME, len(_NAME)))


def _name(size: int) -> str:
    """Return the name in the buffer `_NAME`, of so many bytes including two for its end."""
    return _decoded(_NAME.raw[: size - 2]) if 2 < size <= len(_NAME) else ""


@lru_cache(256)
def _decoded(name: bytes) -> str:
    return name.decode("utf-16-le", "replace")


def _is_artifact(found: int) -> bool:
    """Return True if a piece of text is marked as an artifact: a header, a footer, a page number."""
    size = ctypes.c_ulong()
    return any(
        _mark_name(_mark(found, at), _NAME, len(_NAME), ctypes.addressof(size)) and _name(size.value) == "Artifact"
        for at in range(_mark_count(found))
    )
