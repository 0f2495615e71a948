"""An untagged page as lines of text: characters put in order by their places."""

from __future__ import annotations

from typing import NamedTuple

from ofsted_lint.readers._pdf_pages import Page

# In sizes of letters: what stands on one line, a gap between cells, a gap between paragraphs.
_LEVEL = 0.3
_CELLS_APART = 1.5
_PARAGRAPHS_APART = 1.55


class _Piece(NamedTuple):
    """Characters that follow each other on a line."""

    baseline: float
    left: float
    right: float
    size: float
    text: str


def lines(page: Page) -> str:
    """The text of a page from top to bottom: cells parted by tabs, paragraphs by empty lines."""
    rows = _rows(_pieces(page))
    parts: list[str] = []
    below: _Piece | None = None
    for row in rows:
        text = _row(row).rstrip()
        if below:
            step = below.baseline - row[0].baseline
            parts.append("\n\n" if step > _PARAGRAPHS_APART * max(row[0].size, 1.0) else "\n")
        parts.append(text)
        below = row[0]
    return "".join(parts)


def _pieces(page: Page) -> list[_Piece]:
    found: list[_Piece] = []
    start = 0
    text = page.text
    for at in range(len(text) + 1):
        if at == len(text) or text[at] in "\r\n\ufffe":
            end = at + (at < len(text) and text[at] == "\ufffe")
            found += _split(page, start, end)
            start = at + 1
    return found


def _split(page: Page, start: int, end: int) -> list[_Piece]:
    """A line of PDFium's as pieces, parted where a gap is wide."""
    found: list[_Piece] = []
    for at in range(start, end):
        char = page.text[at].replace("\ufffe", "-")
        if char.isspace():
            if found and not found[-1].text.endswith(" "):
                found[-1] = found[-1]._replace(text=found[-1].text + " ")
            continue
        left, _, right, _ = page.box(at)
        size = page.size(at) or 1.0
        if found and left - found[-1].right < _CELLS_APART * size:
            found[-1] = found[-1]._replace(text=found[-1].text + char, right=right)
        else:
            found.append(_Piece(page.baseline(at), left, right, size, char))
    return found


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Pieces by lines, from the top of the page; each line from the left."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda each: -each.baseline):
        if rows and rows[-1][0].baseline - piece.baseline < _LEVEL * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _row(row: list[_Piece]) -> str:
    return "\t".join(piece.text.strip() for piece in row)
