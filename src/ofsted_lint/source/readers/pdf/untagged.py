"""Convert an untagged page to lines of text, ordering characters by their positions."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from ofsted_lint.source.readers.pdf.pages import BROKEN, RAISED, UNSEEN, Page

# In multiples of the font size: the height of a line, a gap between cells, a gap between paragraphs.
_LEVEL = 0.5
_CELLS_APART = 1.2
_PARAGRAPHS_APART = 1.55
# Text that begins this far from the rest, in points, is a cell of a table's right column.
_RIGHT = 150
_RIGHT_INDENT = 30
_SMALLER = 0.85
_LINE = re.compile(rf"[^\r\n{BROKEN}]+{BROKEN}?")
_NOTE_MARK = re.compile(r"\d{1,2}")
_RAISED = re.compile(f"[{''.join(RAISED)}]{{1,2}}")
_FIGURES = str.maketrans(RAISED)
_BEGINS_NOTE = re.compile("[A-Z‘“]")


class _Piece(NamedTuple):
    """Characters of one size that follow each other on a line."""

    baseline: float
    left: float
    right: float
    size: float
    text: str


def lines(page: Page) -> str:
    """Return the text of a page from top to bottom, with tabs between cells and empty lines between paragraphs."""
    rows = _rows([piece for line in _LINE.finditer(page.text) for piece in _pieces(page, *line.span())])
    margin = min((row[0].left for row in rows), default=0.0)
    parts: list[str] = []
    below: _Piece | None = None
    for row in rows:
        widest = max(row, key=lambda piece: len(piece.text))
        if below:
            parts.append("\n\n" if below.baseline - widest.baseline > _PARAGRAPHS_APART * widest.size else "\n")
        parts.append(" " * _RIGHT_INDENT * (row[0].left - margin > _RIGHT) + _row(row))
        below = widest
    return _with_notes("".join(parts)) if page.has_note_marks else "".join(parts)


def _with_notes(text: str) -> str:
    """Return a text with the numbers of its notes on lines of their own, where they are as large as the words.

    Each is the first of a paragraph below the marker in the text.
    """
    for mark in list(_RAISED.finditer(text)):
        number = mark[0].translate(_FIGURES)
        at = text.find(f"\n\n{number} ", mark.end())
        after = at + len(number) + 3
        if at >= 0 and _BEGINS_NOTE.match(text, after):
            text = f"{text[: after - 1]}\n{text[after:]}"
    return text


def _pieces(page: Page, start: int, end: int) -> list[_Piece]:
    """Split one of PDFium's lines at wide gaps and at changes of the font size."""
    found: list[_Piece] = []
    for at in range(start, end):
        char = page.text[at]
        if char == UNSEEN:
            continue
        if char.isspace():
            if found and not found[-1].text.endswith(" "):
                found[-1] = found[-1]._replace(text=found[-1].text + " ")
            continue
        left, _, right, _ = page.box(at)
        size = page.size(at) or 1.0
        last = found[-1] if found else None
        if last and left - last.right < _CELLS_APART * size and abs(last.size - size) < 1:
            found[-1] = last._replace(text=last.text + ("-" if char == BROKEN else char), right=right)
        else:
            found.append(_Piece(page.baseline(at), left, right, size, "-" if char == BROKEN else char))
    return found


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Group pieces into lines, from the top of the page; each line from the left."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda each: -each.baseline):
        if rows and rows[-1][0].baseline - piece.baseline < _LEVEL * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _row(row: list[_Piece]) -> str:
    """Return the text of a line; a footnote marker is on a line of its own."""
    parts = [row[0].text]
    for before, piece in pairwise(row):
        if len(parts) == 1 and _NOTE_MARK.fullmatch(before.text.strip()) and before.size < piece.size * _SMALLER:
            parts.append("\n")
        elif piece.left - before.right >= _CELLS_APART * piece.size:
            parts.append("\t")
        parts.append(piece.text)
    return re.sub(r" *([\t\n]) *", r"\1", "".join(parts)).rstrip()
