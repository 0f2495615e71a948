"""A copy of a PDF with its findings as notes: highlights at their words, added after the bytes of the original."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from ofsted_lint.output.copies.notes import Note
from ofsted_lint.source.original import letters
from ofsted_lint.source.readers.pdf.reader import READER
from ofsted_lint.source.source import AUTHOR, Source

_COLOUR = (1.0, 0.85, 0.3)
_CORNER = (20.0, 20.0)
# The last line of a copy: how many bytes of it are the original.
_END = b"%% ofsted-lint %d\n"
_ENDS = re.compile(rb"% ofsted-lint (\d{1,12})\n\Z")
_LONGEST_END = 64
# The word before a mark.
_WORD = re.compile(r"\w+(?=\W*\Z)")
_LONGEST_WORD = 40
MISSING = "notes in PDFs need an extra: pip install 'ofsted-lint[pdf]'"
_Rectangle = tuple[float, float, float, float]


def noted(data: bytes, source: Source, notes: Iterable[Note]) -> bytes:
    """Return a PDF with notes; those of an earlier run are replaced. `ValueError` with a reason if that fails."""
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        raise ValueError(MISSING) from None
    notes, data = list(notes), _original(data)
    places = READER.find(data, [_asked(source, note) for note in notes])
    if places.error:
        raise ValueError(places.error)
    try:
        writer = pypdf.PdfWriter(io.BytesIO(data), incremental=True)
        _remove_own(writer)
        _skip_number(writer)
        for note, found in zip(notes, places.places, strict=True):
            _add(writer, (source.page(note.span.start) or 1) - 1, note, found)
        made = io.BytesIO()
        writer.write(made)
        made.write(_END % len(data))
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise ValueError(f"its pages cannot be written ({type(error).__name__})") from None
    return made.getvalue()


def _original(data: bytes) -> bytes:
    """Return the original in a copy to which nobody has added anything since; other files as they are."""
    end = _ENDS.search(data, max(len(data) - _LONGEST_END, 0))
    length = int(end[1]) if end else 0
    return data[:length] if 0 < length < len(data) else data


def _asked(source: Source, note: Note) -> tuple[int, str, int]:
    """Return the page of a note, the letters of its words, and where they begin in the text of the page.

    Marks are found by the word before them.
    """
    page = source.page(note.span.start) or 1
    start = source.page_starts[page - 1] if source.page_starts else 0
    words, at = letters(source.slice(note.span)), note.span.start
    if not words and (before := _WORD.search(source.text, max(start, at - _LONGEST_WORD), at)):
        words, at = letters(before[0]), before.start()
    return page, words, at - start


def _skip_number(writer: Any) -> None:
    """Leave out a number of objects: that of the last list of objects may be free by its own entries, as pypdf's is."""
    from pypdf.generic import NullObject

    writer._add_object(NullObject())


def _remove_own(writer: Any) -> None:
    """Remove the notes of an earlier run from all pages."""
    from pypdf.generic import ArrayObject, NameObject

    for page in writer.pages:
        there = page.get("/Annots")
        kept = [each for each in there or () if each.get_object().get("/T") != AUTHOR]
        if there is not None and len(kept) < len(there):
            page[NameObject("/Annots")] = ArrayObject(kept)


def _add(writer: Any, page: int, note: Note, rectangles: Sequence[_Rectangle]) -> None:
    """Add a note: a highlight of its words, or a mark in the corner of the page if they are not found."""
    from pypdf.annotations import Highlight, Text
    from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

    if rectangles:
        sides = list(zip(*rectangles, strict=True))
        points = [value for each in rectangles for value in _corners(each)]
        made: Any = Highlight(
            rect=(min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])),
            quad_points=ArrayObject(FloatObject(round(value, 2)) for value in points),
        )
        made[NameObject("/C")] = ArrayObject(map(FloatObject, _COLOUR))
    else:
        box = writer.pages[page].cropbox
        left, top = float(box.left) + _CORNER[0], float(box.top) - _CORNER[1]
        made = Text(text="", rect=(left, top - _CORNER[1], left + _CORNER[0], top))
    made[NameObject("/Contents")] = TextStringObject("\n".join(note.lines))
    made[NameObject("/T")] = TextStringObject(AUTHOR)
    made[NameObject("/NM")] = TextStringObject(note.key)
    writer.add_annotation(page, made)


def _corners(each: _Rectangle) -> tuple[float, ...]:
    """Return the corners of a rectangle in the order that viewers expect: the upper two, the lower two."""
    left, bottom, right, top = each
    return left, top, right, top, left, bottom, right, bottom
