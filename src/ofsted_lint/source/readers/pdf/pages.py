"""Pages of a PDF as PDFium has them: their characters, and the tree of their tags.

PDFium is called through `ctypes` without wrappers, since a page has thousands
of characters: the text of a page is fetched whole, and which tag it belongs to
is asked at the ends of lines only (and in lines that belong to two).
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

# Marks of stretches of text that no tag names.
ARTIFACT, LOOSE = -1, -2
# Characters that PDFium makes up: a hyphen at which a word was broken.
BROKEN = "\ufffe"
# What is in a page's text and not on the page.
UNSEEN = "\x00"
# The small raised figures that refer to notes, by the signs that stand for them
# until the text is whole: no text may have these code points.
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
# What stands within a line; every other kind of tag begins one.
WITHIN = frozenset({"Span", "Link", "Lbl", "LBody", "Reference", "Quote", "Em", "Strong", "Sub", "Annot", "Code"})
# Tags that hold other tags and no text. Each page is told of all that a
# document has, mostly of other pages, so it is not asked whether they are text.
_GROUPS = frozenset({"Document", "Part", "Table", "TBody", "THead", "L"})


class Tile(NamedTuple):
    """A stretch of a page's text with one mark: the id of its marked content, ARTIFACT or LOOSE."""

    start: int
    end: int
    mark: int


class Tag(NamedTuple):
    """An element of the tree of tags: its kind (P, H1, TD ...), and its elements and marks in order.

    `within` says that it stands within a line, with all that is in it.
    """

    kind: str
    kids: list[Tag | int]
    within: bool = False


def _quick(name: str, result: Any, *arguments: Any) -> Any:
    """A function of PDFium with plain numbers for handles, which is called several times as fast."""
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
    """A page while it is open; `text` is what PDFium makes of its characters, one for each."""

    def __init__(self, page: Any, words: Any) -> None:
        self._page, self._words = page, words
        self._handle = ctypes.cast(words, ctypes.c_void_p).value
        self._marks: dict[int, int] = {}
        self.text = self._marked(_text(words))

    def _marked(self, text: str) -> str:
        """A text whose small raised figures, the marks of notes, follow their words.

        PDFium takes them for lines of their own. What parts them from their
        words becomes UNSEEN and they become RAISED, so that characters keep
        their places.
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
        return self.size(mark) < self.size(word) * _SMALL and self.baseline(mark) > self.baseline(word)

    def tiles(self) -> list[Tile]:
        """The page's text from its beginning to its end, by marks."""
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
        """Where lines begin, and parts of lines that belong to another mark; None where nothing says to which."""
        for line in _LINE.finditer(self.text):
            start, stop = line.span()
            last = self._settled(start + len(line[0].rstrip()), start)
            while start < stop:
                first = self._at(start)
                yield start, first
                start = start + 1 if first is None else stop if first == last else self._end(start, stop, first)

    def _end(self, start: int, stop: int, mark: int) -> int:
        """Where in a line another mark begins."""
        low, high = start, stop
        while high - low > 1:
            middle = (low + high) // 2
            if self._settled(middle + 1, low) in (mark, None):
                low = middle
            else:
                high = middle
        return high

    def _settled(self, end: int, start: int) -> int | None:
        """The mark of the last character before `end` that has one."""
        for at in range(end - 1, start - 1, -1):
            mark = self._at(at)
            if mark is not None:
                return mark
        return None

    def _at(self, index: int) -> int | None:
        found = _object_of(self._handle, index)
        if found is None:  # a space or a line end that PDFium has put in
            return None
        if found not in self._marks:
            mark = _content_id(found)
            self._marks[found] = mark if mark >= 0 else ARTIFACT if _is_artifact(found) else LOOSE
        return self._marks[found]

    def tags(self) -> Tag | None:
        """The page's part of the tree of tags; None where it has none."""
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
        """The size of a character's letters."""
        return float(pdfium.FPDFText_GetFontSize(self._words, index))

    def box(self, index: int) -> tuple[float, float, float, float]:
        """A character's left, bottom, right and top, in points from the page's lower left corner."""
        sides = [ctypes.c_double() for _ in range(4)]
        left, right, bottom, top = sides
        pdfium.FPDFText_GetCharBox(self._words, index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def baseline(self, index: int) -> float:
        """How far above the page's lower edge a character's line stands."""
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._words, index, x, y)
        return y.value

    def has_picture(self) -> bool:
        """Whether there is a picture on the page."""
        count = pdfium.FPDFPage_CountObjects(self._page)
        objects = (pdfium.FPDFPage_GetObject(self._page, at) for at in range(count))
        return any(pdfium.FPDFPageObj_GetType(each) == pdfium.FPDF_PAGEOBJ_IMAGE for each in objects)


@contextmanager
def page(document: Any, index: int) -> Iterator[Page | None]:
    """A page while it is looked at; None where it is damaged."""
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
    """An element and what is in it, or None where that is nothing; `left` is how many may still come."""
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
    """What was written into `_NAME`: so many bytes, an end of two bytes among them."""
    return _decoded(_NAME.raw[: size - 2]) if 2 < size <= len(_NAME) else ""


@lru_cache(256)
def _decoded(name: bytes) -> str:
    return name.decode("utf-16-le", "replace")


def _is_artifact(found: int) -> bool:
    """Whether a piece of text is marked as no content: a running foot, a page number."""
    size = ctypes.c_ulong()
    return any(
        _mark_name(_mark(found, at), _NAME, len(_NAME), ctypes.addressof(size)) and _name(size.value) == "Artifact"
        for at in range(_mark_count(found))
    )
