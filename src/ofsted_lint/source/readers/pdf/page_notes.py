"""What was put onto the pages of a PDF after it was made: notes, text that was typed on, marks on its words."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

from ofsted_lint.source.readers.pdf.pages import BROKEN, UNSEEN, Page

_MOST = 200
_LONGEST = 160
_MOST_UNITS = 4_000
# What is done to the words under a mark that says nothing itself.
_MARKED = {
    pdfium.FPDF_ANNOT_HIGHLIGHT: "highlighted",
    pdfium.FPDF_ANNOT_UNDERLINE: "underlined",
    pdfium.FPDF_ANNOT_SQUIGGLY: "underlined",
    pdfium.FPDF_ANNOT_STRIKEOUT: "struck out",
    pdfium.FPDF_ANNOT_REDACT: "to be redacted",
}
# What the others are called if they say nothing; a note without words was only opened, or is a reply to another.
_SILENT = {
    pdfium.FPDF_ANNOT_FREETEXT: "",
    pdfium.FPDF_ANNOT_TEXT: "",
    pdfium.FPDF_ANNOT_LINE: "a line that was drawn",
    pdfium.FPDF_ANNOT_SQUARE: "a box that was drawn",
    pdfium.FPDF_ANNOT_CIRCLE: "a circle that was drawn",
    pdfium.FPDF_ANNOT_POLYGON: "a shape that was drawn",
    pdfium.FPDF_ANNOT_POLYLINE: "a line that was drawn",
    pdfium.FPDF_ANNOT_STAMP: "a stamp",
    pdfium.FPDF_ANNOT_CARET: "a sign that something is missing",
    pdfium.FPDF_ANNOT_INK: "a line that was drawn",
    pdfium.FPDF_ANNOT_FILEATTACHMENT: "a file that is attached",
}
_KINDS = {*_MARKED, *_SILENT}
_TAG = re.compile(r"<[^<>]{0,400}>")
# Single surrogates are in no text: they mark characters until the text is complete.
_FIRST_SIGN = 0xD800
_MOST_SIGNS = 0x800

Box = tuple[float, float, float, float]


class Note(NamedTuple):
    """A note with the first and last of the characters that it is on, or the nearest one: offsets in a text."""

    start: int
    end: int
    words: str
    author: str


def notes(page: Page) -> list[Note]:
    """Return the notes on a page that has text, by the offsets of PDFium's characters."""
    found: list[Note] = []
    places: list[tuple[int, float, float]] = []
    for at in range(min(pdfium.FPDFPage_GetAnnotCount(page.handle), _MOST)):
        with _opened(page.handle, at) as annotation:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation) if annotation else 0
            if kind not in _KINDS or pdfium.FPDFAnnot_HasKey(annotation, b"StateModel"):
                continue
            places = places or _places(page)
            note = _note(page.text, annotation, kind, places) if places else None
            if note:
                found.append(note)
    return found


def placed(page: Page, found: list[Note], read: Callable[[], str]) -> list[Note]:
    """Return notes by their offsets in the text that `read` makes of the page."""
    there = offsets(page, (at for note in found for at in note[:2]), read)
    spans = (sorted(there.get(at, 0) for at in note[:2]) for note in found)
    return sorted(note._replace(start=start, end=end + 1) for note, (start, end) in zip(found, spans, strict=True))


def offsets(page: Page, places: Iterable[int], read: Callable[[], str]) -> dict[int, int]:
    """Return the offsets that characters of a page have in the text that `read` makes of it, if they are in it."""
    text = page.text
    signs = {at: chr(_FIRST_SIGN + n) for n, at in enumerate(islice(dict.fromkeys(places), _MOST_SIGNS))}
    page.text = "".join(signs.get(at, char) for at, char in enumerate(text))
    try:
        made = read()
    finally:
        page.text = text
    return {at: made.index(sign) for at, sign in signs.items() if sign in made}


@contextmanager
def _opened(page: Any, index: int) -> Iterator[Any]:
    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    try:
        yield annotation
    finally:
        if annotation:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _places(page: Page) -> list[tuple[int, float, float]]:
    """Return the offset of each printed character, and the place of its middle."""
    return [
        (at, *page.middle(at))
        for at, char in enumerate(page.text)
        if char != UNSEEN and not char.isspace() and not page.is_made(at)
    ]


def _note(text: str, annotation: Any, kind: int, places: list[tuple[int, float, float]]) -> Note | None:
    """Return a note; None if it says nothing and marks no words."""
    boxes = list(_boxes(annotation))
    under = [at for at, x, y in places if any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in boxes)]
    words = _shortened(_string(annotation, b"Contents") or _typed(annotation) or _SILENT.get(kind, ""))
    if not words and kind in _MARKED and under:
        words = f"{_shortened(text[under[0] : under[-1] + 1])} ({_MARKED[kind]})"
    if not words or not boxes:
        return None
    if kind not in _MARKED or not under:
        under = [min(places, key=lambda place: _distance(boxes[0], place))[0]]
    return Note(under[0], under[-1], words, _string(annotation, b"T"))


def _typed(annotation: Any) -> str:
    """Return the words of a note that has them with their format only."""
    import html  # few notes have a format

    return html.unescape(_TAG.sub(" ", _string(annotation, b"RC")))


def _shortened(words: str) -> str:
    """Return words for quoting, on one line and cut at the end if they are long."""
    words = " ".join(words.replace(UNSEEN, "").replace(BROKEN, "-").split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _boxes(annotation: Any) -> Iterator[Box]:
    """Yield the left, bottom, right and top of the places that an annotation is on."""
    quads = min(pdfium.FPDFAnnot_CountAttachmentPoints(annotation), _MOST)
    quad, box = pdfium.FS_QUADPOINTSF(), pdfium.FS_RECTF()
    for at in range(quads):
        if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, at, quad):
            across, up = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(across), min(up), max(across), max(up)
    if quads <= 0 and pdfium.FPDFAnnot_GetRect(annotation, box):
        yield box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top)


def _distance(box: Box, place: tuple[int, float, float]) -> tuple[float, float]:
    """Return how far a character is from the height of a box, and from its left edge."""
    _, x, y = place
    return round(max(box[1] - y, y - box[3], 0)), abs(x - box[0])


def _string(annotation: Any, key: bytes) -> str:
    """Return a text of an annotation."""
    size = min(pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0), _MOST_UNITS)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    wide = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, wide, size)
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", "replace").rstrip("\0")
