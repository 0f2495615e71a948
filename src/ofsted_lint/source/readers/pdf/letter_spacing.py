"""The gaps between the letters of spaced-out words, which PDFium takes for spaces."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from ofsted_lint.source.readers.pdf.pages import UNSEEN, Page

# A heading is shorter than most lines of running text, and does not end like the last lines of paragraphs.
_SHORTEST, _LONGEST = 6, 66
_STOPS = (".", ";", ",")
_LETTERS = re.compile(rf"[^\s{UNSEEN}]")
# Letters by themselves that are neither words nor bullets: signs that words are torn.
_TORN = re.compile(r"[ \n][b-hj-np-zB-HJ-NP-Z](?=[ \r\n])")
# In multiples of the font size: the gap between letters that are spaced out, and how much wider a space is.
_SPACED = 0.03
_WIDER = 0.06


def closed(page: Page) -> str:
    """Return the text of a page with the gaps within its spaced-out words as UNSEEN."""
    text, end = page.text, -1
    is_torn = _TORN.search(text) is not None
    for line in page.text.split("\n"):
        start, end = end + 1, end + 1 + len(line)
        shown = line.rstrip()
        if " " in shown and (_is_spaced(page, start, shown) if is_torn else _may_be_spaced(page, start, shown)):
            for at in _false_spaces(page, start, start + len(shown)):
                text = f"{text[:at]}{UNSEEN}{text[at + 1 :]}"
    return text


def _may_be_spaced(page: Page, start: int, line: str) -> bool:
    """True if a line looks like a heading whose first letters are spaced out."""
    is_heading = _SHORTEST <= len(line) <= _LONGEST and line[:2].isalpha() and not line.endswith(_STOPS)
    return is_heading and _gap(page, start, start + 1) > _SPACED * page.size(start)


def _is_spaced(page: Page, start: int, line: str) -> bool:
    """True if the first letters of any line are spaced out."""
    first = [start + match.start() for match in islice(_LETTERS.finditer(line), 2)]
    return len(first) > 1 and len(line) >= _SHORTEST and _gap(page, *first) > _SPACED * page.size(first[0])


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
