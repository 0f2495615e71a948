"""Find words on the pages of a PDF: the rectangles that they take."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any

import pypdfium2_raw as pdfium

from ofsted_lint.source.original import letters
from ofsted_lint.source.readers.pdf import pages

# The page, from 1; the letters and digits of the words, and of how many of the same on the page they are.
Asked = tuple[int, str, int]
# Left, bottom, right, top: in points of the page as it is in the file.
Rectangle = tuple[float, float, float, float]
_MOST = 40


def find(data: bytes, asked: Iterable[Asked]) -> list[list[Rectangle]]:
    """Return the rectangles of words, none where they are not found; those of a page are looked for together."""
    wanted = list(asked)
    found: list[list[Rectangle]] = [[] for _ in wanted]
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        return found
    try:
        for number in sorted({each[0] for each in wanted}):
            here = [(at, each) for at, each in enumerate(wanted) if each[0] == number]
            for at, rectangles in _on_page(document, number, here):
                found[at] = rectangles
    finally:
        pdfium.FPDF_CloseDocument(document)
    return found


def _on_page(document: Any, number: int, asked: list[tuple[int, Asked]]) -> Iterator[tuple[int, list[Rectangle]]]:
    with pages.page(document, number - 1, False) as page:
        if page is None:
            return
        signs = [(sign, at) for at, each in enumerate(page.text) for sign in letters(each)]
        there = "".join(sign for sign, _ in signs)
        for at, (_, words, nth) in asked:
            start = _occurrence(there, words, nth)
            if start >= 0:
                first, last = signs[start][1], signs[start + len(words) - 1][1]
                yield at, _rectangles(page.words, first, last - first + 1)


def _occurrence(there: str, words: str, nth: int) -> int:
    """Return where words occur for the n-th time (from 0), or at last; -1 if they do not."""
    found, start = -1, there.find(words) if words else -1
    while start >= 0:
        found = start
        if not nth:
            break
        nth, start = nth - 1, there.find(words, start + 1)
    return found


def _rectangles(words: Any, start: int, count: int) -> list[Rectangle]:
    sides = [ctypes.c_double() for _ in range(4)]
    made: list[Rectangle] = []
    for at in range(min(pdfium.FPDFText_CountRects(words, start, count), _MOST)):
        if pdfium.FPDFText_GetRect(words, at, *map(ctypes.byref, sides)):
            left, top, right, bottom = (side.value for side in sides)
            made.append((left, bottom, right, top))
    return made
