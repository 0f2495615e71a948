"""The gaps between the letters of spaced-out headings, which PDFium takes for spaces."""

from __future__ import annotations

import re
from itertools import pairwise

from ofsted_lint.source.readers.pdf.pages import UNSEEN, Page

# A heading is shorter than most lines of running text, and does not end like the last lines of paragraphs.
_LINE = re.compile(r"(?m)^[^\W\d_]{2}[^\r\n]{2,64}?[^\s.;,](?=[ \t]*\r?$)")
_LETTERS = re.compile(rf"[^\s{UNSEEN}]")
# In multiples of the font size: the gap between letters that are spaced out, and how much wider a space is.
_SPACED = 0.03
_WIDER = 0.06


def closed(page: Page) -> str:
    """Return the text of a page with the gaps within its spaced-out words as UNSEEN."""
    text = page.text
    for line in _LINE.finditer(page.text):
        start, end = line.span()
        if " " in line[0] and _gap(page, start, start + 1) > _SPACED * page.size(start):
            for at in _false_spaces(page, start, end):
                text = f"{text[:at]}{UNSEEN}{text[at + 1 :]}"
    return text


def _false_spaces(page: Page, start: int, end: int) -> list[int]:
    """Return the offsets of the spaces in a line that PDFium made of gaps like those between its letters.

    No space is false if a letter is usually followed directly by the next.
    """
    letters = [match.start() for match in _LETTERS.finditer(page.text, start, end)]
    pairs = list(pairwise(letters))
    gaps = sorted(_gap(page, *pair) for pair in pairs if all(map(page.is_made, range(pair[0] + 1, pair[1]))))
    usual, size = gaps[len(gaps) // 2] if gaps else 0.0, page.size(start)
    if usual < _SPACED * size:
        return []
    return [
        before + 1
        for before, after in pairs
        if after == before + 2 and page.is_made(before + 1) and _gap(page, before, after) < usual + _WIDER * size
    ]


def _gap(page: Page, before: int, after: int) -> float:
    """Return the distance between two letters, in points."""
    return page.extent(after)[0] - page.extent(before)[1]
