"""Split a quotation into the parts that claim to be quoted: between ellipses and square brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ofsted_lint.comparison.quotations.letters import Letters

Join = Literal["start", "ellipsis", "bracket", "seam"]
# “[T]he”: the capital is the quoter's, the letter is not.
_CAPITAL = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
_ELLIPSIS = r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.\.?"
_OWN = r"\[[^\[\]]{0,120}\]"
_BREAK = re.compile(f"(?P<ellipsis>{_ELLIPSIS})|(?P<bracket>{_OWN})")


class Segment(NamedTuple):
    """Letters that are claimed to be in the report in this order, and their link to the part before.

    `whole_start` and `whole_end` are True if it begins and ends with a whole
    word; it need not next to a bracket (“improve[d]”).
    """

    letters: Letters
    join: Join
    whole_start: bool = True
    whole_end: bool = True


def plain(quotation: str) -> str:
    """Return a quotation of the same length in which “[T]he” is “The”."""
    return _CAPITAL.sub("\u200b\\1\u200b", quotation)


def owned(quotation: str) -> list[tuple[int, int]]:
    """Return the start and end of each of the quoter's own words in square brackets."""
    return [match.span() for match in _BREAK.finditer(quotation) if match["bracket"]]


def segments(quotation: str, whole: Letters) -> list[Segment]:
    """Return the parts of a quotation, in order, except those without any letters.

    `quotation` is the result of `plain`, `whole` its letters.
    """
    found: list[Segment] = []
    join: Join = "bracket"
    for start, end, by in _between_breaks(quotation):
        join = "ellipsis" if by == "ellipsis" else join
        there = whole.part(bisect_left(whole.offsets, start), bisect_left(whole.offsets, end))
        if there.letters:
            ends = not _touches(quotation, start - 1, start), not _touches(quotation, end, end - 1)
            found.append(Segment(there, join if found else "start", *ends))
            join = "bracket"
    return found


def _between_breaks(quotation: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield the ranges between ellipses and brackets, each with the kind of mark before it."""
    start, by = 0, None
    for match in _BREAK.finditer(quotation):
        yield start, match.start(), by
        start, by = match.end(), match.lastgroup
    yield start, len(quotation), by


def _touches(quotation: str, mark: int, beside: int) -> bool:
    """Return True if a bracket is directly next to a word."""
    within = 0 <= mark < len(quotation) and 0 <= beside < len(quotation)
    return within and quotation[mark] in "[]" and not quotation[beside].isspace()
