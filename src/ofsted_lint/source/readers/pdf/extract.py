"""Extract the text of a PDF, with form feeds between its pages."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

from ofsted_lint.source.readers.pdf import letter_spacing, line_numbers, pages
from ofsted_lint.source.readers.pdf import tagged as _pdf_tags
from ofsted_lint.source.readers.pdf import untagged as _pdf_places

# The longest published report has 25 pages.
_MOST_PAGES = 500
_MOST_TEXT = 1_000_000
_SPELT = ("ff", "fi", "fl", "ffi", "ffl", "ft", "st")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_RAISED = re.compile(f"[{''.join(pages.RAISED)}]+")
_FIGURES = str.maketrans(pages.RAISED)
_LETTERS = str.maketrans(dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", _SPELT, strict=True)))
_UNTAGGED = "The PDF has no tags, so its lines were ordered by their positions on the page; check tables and notes."
# What is taken out of a page's text before its lines are put in order.
_CLEARED = (letter_spacing.closed, line_numbers.removed)
_DAMAGED = "this PDF is damaged; fetch or export it again"
_LOST = "{} page(s) are damaged and were left out, the first is page {}."


class Read(NamedTuple):
    """The text of a PDF, notes for the user on how it was read, and the start and end of footnote markers."""

    text: str
    notes: list[str]
    raised: list[tuple[int, int]]


def read(data: bytes) -> Read:
    """Return the text of a PDF; `ValueError` with a reason if it cannot be read."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise ValueError(_reason())
    try:
        return _read(document)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _read(document: Any) -> Read:
    count = pdfium.FPDF_GetPageCount(document)
    if count <= 0:
        raise ValueError("it has no pages")
    if count > _MOST_PAGES:
        raise ValueError(f"it has {count:,} pages; at most {_MOST_PAGES} are read")
    texts: list[str] = []
    lost: list[int] = []
    untagged = pictures = False
    length = 0
    for index in range(count):
        with pages.page(document, index) as page:
            if page is None:
                lost.append(index + 1)
                texts.append("")
                continue
            if len(page.text) + length > _MOST_TEXT:
                raise ValueError("it has more than a million characters of text")
            text, tagged = _page(page)
            pictures = pictures or (not text and page.has_picture())
        untagged = untagged or (not tagged and bool(text))
        length += len(text)
        texts.append(text)
    if not length:
        raise ValueError(_wordless(lost, pictures))
    notes = [_UNTAGGED] if untagged else []
    if lost:
        notes.append(_LOST.format(len(lost), lost[0]))
    made = "\n\f".join(texts) + "\n"
    raised = [match.span() for match in _RAISED.finditer(made)]
    return Read(made.translate(_FIGURES) if raised else made, notes, raised)


def _page(page: pages.Page) -> tuple[str, bool]:
    """Return a page's text, and True if the page is tagged."""
    for clear in _CLEARED:
        page.text = clear(page)
    tags = page.tags()
    text = _pdf_tags.lines(page, tags) if tags else _pdf_places.lines(page)
    return text.translate(_LETTERS) if _LIGATURE.search(text) else text, tags is not None


def _reason() -> str:
    """Return the reason why a file cannot be opened."""
    if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
        return "it is encrypted; save a copy that opens without a password"
    return _DAMAGED


def _wordless(lost: list[int], pictures: bool) -> str:
    """Return the reason why a PDF has no text."""
    if pictures:
        return "its pages are pictures without text; it needs optical character recognition (OCR) first"
    return _DAMAGED if lost else "its pages are empty"
