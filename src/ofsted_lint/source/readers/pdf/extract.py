"""Extract the text of a PDF, with form feeds between its pages."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

from ofsted_lint.source.readers.pdf import (
    damage,
    layers,
    letter_spacing,
    line_numbers,
    page_notes,
    pages,
    tagged,
    unseen,
    untagged,
)
from ofsted_lint.source.readers.pdf.tag_tree import Tag

# The longest published report has 25 pages.
_MOST_PAGES = 500
_MOST_TEXT = 1_000_000
_MOST_NOTES = 500
_NEXT = "\n\f"
_SPELT = ("ff", "fi", "fl", "ffi", "ffl", "ft", "st")
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
# Written so that the search for a first figure is quick.
_RAISED = re.compile("[{0}][{0}]*".format("".join(pages.RAISED)))
_FIGURES = str.maketrans(pages.RAISED)
_LETTERS = str.maketrans(dict(zip(_LIGATURES, _SPELT, strict=True)))
_UNTAGGED = "The PDF has no tags, so its lines were ordered by their positions on the page; check tables and notes."
# What is taken out of a page's text before its lines are put in order.
_CLEARED = (unseen.removed, letter_spacing.closed, line_numbers.removed)
_DAMAGED = "this PDF is damaged; fetch or export it again"
_LOST = "{} page(s) are damaged and were left out, the first is page {}."


class Read(NamedTuple):
    """The text of a PDF, and what is known of it.

    `notes` are for the user on how it was read, `raised` the start and end of
    footnote markers, `leftovers` the notes on its pages: start, end, words and author.
    """

    text: str
    notes: list[str]
    raised: list[tuple[int, int]]
    leftovers: list[tuple[int, int, str, str]]


def read(data: bytes) -> Read:
    """Return the text of a PDF; `ValueError` with a reason if it cannot be read."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise ValueError(_reason())
    try:
        made = _read(document, layers.possible(data))
        harm = damage.note(data)
        return made._replace(notes=[*made.notes, harm]) if harm else made
    finally:
        pdfium.FPDF_CloseDocument(document)


def _read(document: Any, has_layers: bool) -> Read:
    count = pdfium.FPDF_GetPageCount(document)
    if count <= 0:
        raise ValueError("it has no pages")
    if count > _MOST_PAGES:
        raise ValueError(f"it has {count:,} pages; at most {_MOST_PAGES} are read")
    reading = _Reading()
    for index in range(count):
        with pages.page(document, index, has_layers) as page:
            reading.add(page)
    return reading.finished()


class _Reading:
    """A PDF while its pages are read."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._length = 0
        self._untagged = self._has_note_marks = False
        self._lost: list[int] = []
        self._drawn: set[int] = set()
        self._leftovers: list[tuple[int, int, str, str]] = []

    def add(self, page: pages.Page | None) -> None:
        """Add the next page; None if it is damaged."""
        if page is None:
            self._lost.append(len(self._texts) + 1)
            self._texts.append("")
            return
        if len(page.text) + self._length > _MOST_TEXT:
            raise ValueError("it has more than a million characters of text")
        clear(page)
        tags = page.tags()
        text = lines(page, tags)
        if not text:
            self._drawn |= page.drawn
        elif found := page_notes.notes(page):
            self._leave(page_notes.placed(page, found, lambda: lines(page, tags)), len(text))
        self._untagged = self._untagged or (tags is None and bool(text))
        self._has_note_marks = self._has_note_marks or page.has_note_marks
        self._length += len(text)
        self._texts.append(text)

    def _leave(self, found: list[page_notes.Note], length: int) -> None:
        """Keep the notes on a page whose text has this length."""
        begin = sum(len(text) + len(_NEXT) for text in self._texts)
        room = _MOST_NOTES - len(self._leftovers)
        for start, end, words, author in found[:room]:
            self._leftovers.append((begin + min(start, length), begin + min(end, length), words, author))

    def finished(self) -> Read:
        """Return what was read; `ValueError` if that is no text."""
        if not self._length:
            raise ValueError(_DAMAGED if self._lost and not self._drawn else _wordless(self._drawn))
        notes = [_UNTAGGED] if self._untagged else []
        if self._lost:
            notes.append(_LOST.format(len(self._lost), self._lost[0]))
        made = _NEXT.join(self._texts) + "\n"
        raised = [match.span() for match in _RAISED.finditer(made)] if self._has_note_marks else []
        return Read(made.translate(_FIGURES) if raised else made, notes, raised, self._leftovers)


def clear(page: pages.Page) -> None:
    """Take out of a page's text what is not read."""
    for removed in _CLEARED:
        page.text = removed(page)


def lines(page: pages.Page, tags: Tag | None) -> str:
    """Return the lines of a page that was cleared."""
    text = tagged.lines(page, tags) if tags else untagged.lines(page)
    return text.translate(_LETTERS) if pages.holds_any(text, _LIGATURES) else text


def _reason() -> str:
    """Return the reason why a file cannot be opened."""
    if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
        return "it is encrypted; save a copy that opens without a password"
    return _DAMAGED


def _wordless(drawn: set[int]) -> str:
    """Return the reason why a PDF has no text, from the kinds of what is drawn on its pages."""
    if pdfium.FPDF_PAGEOBJ_IMAGE in drawn:
        return "its pages are pictures without text; it needs optical character recognition (OCR) first"
    if pdfium.FPDF_PAGEOBJ_TEXT in drawn:
        return "its pages show no text: what there is is hidden or cannot be turned into letters; export it again"
    if drawn - {pdfium.FPDF_PAGEOBJ_FORM}:
        return "its pages are drawings without text; export it again with its letters as text, or use OCR"
    return "its pages are empty"
