"""Find words on the pages of a PDF: the rectangles that they take."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any

import pypdfium2_raw as pdfium

from ofsted_lint.source.original import letters
from ofsted_lint.source.readers.pdf import extract, layers, page_notes, pages

# The page, from 1; the letters and digits of the words; where they begin in the text that is read of the page.
Asked = tuple[int, str, int]
# Left, bottom, right, top: in points of the page as it is in the file.
Rectangle = tuple[float, float, float, float]
_MOST = 40
# Two rectangles are on one line if this share of the lower one is beside the other, and touch if they are not further
# apart than this share of their height.
_BESIDE = 0.5
_TOUCHING = 0.5
_NOWHERE = 10**9


def find(data: bytes, asked: Iterable[Asked]) -> list[list[Rectangle]]:
    """Return the rectangles of words, none where they are not found; those of a page are looked for together."""
    wanted = list(asked)
    found: list[list[Rectangle]] = [[] for _ in wanted]
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return found
    try:
        has_layers = layers.possible(data)
        for number in sorted({each[0] for each in wanted}):
            here = {at: each for at, each in enumerate(wanted) if each[0] == number}
            with pages.page(document, number - 1, has_layers) as page:
                for at, rectangles in _on_page(page, here) if page else ():
                    found[at] = rectangles
    finally:
        pdfium.FPDF_CloseDocument(document)
    return found


def _on_page(page: pages.Page, asked: dict[int, Asked]) -> Iterator[tuple[int, list[Rectangle]]]:
    extract.clear(page)
    signs = [(sign, at) for at, each in enumerate(page.text) for sign in letters(pages.RAISED.get(each, each))]
    there, places = "".join(sign for sign, _ in signs), [at for _, at in signs]
    found = {each: list(_occurrences(there, words)) for each, (_, words, _) in asked.items()}
    read = _as_read(page, [places[start] for starts in found.values() if len(starts) > 1 for start in starts])
    for each, (_, words, offset) in asked.items():
        if found[each]:
            start = min(found[each], key=lambda at: abs(read.get(places[at], _NOWHERE) - offset))
            first, last = places[start], places[start + len(words) - 1]
            yield each, _joined(_rectangles(page.words, first, last - first + 1))


def _occurrences(there: str, words: str) -> Iterator[int]:
    """Yield where words occur, overlapping ones included."""
    start = there.find(words) if words else -1
    while start >= 0:
        yield start
        start = there.find(words, start + 1)


def _as_read(page: pages.Page, places: list[int]) -> dict[int, int]:
    """Return the offsets of characters in the text that is read of a page, whose order may be another."""
    tags = page.tags() if places else None
    return page_notes.offsets(page, places, lambda: extract.lines(page, tags)) if places else {}


def _rectangles(words: Any, start: int, count: int) -> Iterator[Rectangle]:
    """Yield what PDFium has as one: the letters of a text object on a line."""
    sides = [ctypes.c_double() for _ in range(4)]
    for at in range(min(pdfium.FPDFText_CountRects(words, start, count), _MOST)):
        if pdfium.FPDFText_GetRect(words, at, *map(ctypes.byref, sides)):
            left, top, right, bottom = (side.value for side in sides)
            yield left, bottom, right, top


def _joined(rectangles: Iterable[Rectangle]) -> list[Rectangle]:
    """Return rectangles with those that touch on a line as one: others overlap at letters whose font changes."""
    made: list[Rectangle] = []
    for each in rectangles:
        if made and _touch(made[-1], each):
            sides = list(zip(made[-1], each, strict=True))
            each = min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])
            made.pop()
        made.append(each)
    return made


def _touch(one: Rectangle, two: Rectangle) -> bool:
    """Return True if two rectangles are on one line, with no more than a space from one to the other."""
    height = min(one[3] - one[1], two[3] - two[1])
    beside = min(one[3], two[3]) - max(one[1], two[1])
    apart = max(one[0], two[0]) - min(one[2], two[2])
    return beside > _BESIDE * height and apart < _TOUCHING * height
