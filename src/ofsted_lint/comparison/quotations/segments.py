"""The parts of a quotation that claim to be another's words: between ellipses and square brackets."""

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
    """Letters that claim to stand in this order in the report, and how they are joined to those before.

    `whole_start` and `whole_end` say whether it begins and ends with a whole
    word; it need not beside a bracket (“improve[d]”).
    """

    letters: Letters
    join: Join
    whole_start: bool = True
    whole_end: bool = True


def plain(quotation: str) -> str:
    """A quotation of the same length in which “[T]he” is “The”."""
    return _CAPITAL.sub("\u200b\\1\u200b", quotation)


def owned(quotation: str) -> list[tuple[int, int]]:
    """Where the quoter's own words in square brackets are."""
    return [match.span() for match in _BREAK.finditer(quotation) if match["bracket"]]


def segments(quotation: str, whole: Letters) -> list[Segment]:
    """The parts of a quotation, in order; those without any letter are left out.

    `quotation` is what `plain` made of it, `whole` its letters.
    """
    found: list[Segment] = []
    join: Join = "bracket"
    for start, end, by in _stretches(quotation):
        join = "ellipsis" if by == "ellipsis" else join
        there = whole.part(bisect_left(whole.offsets, start), bisect_left(whole.offsets, end))
        if there.letters:
            ends = not _touches(quotation, start - 1, start), not _touches(quotation, end, end - 1)
            found.append(Segment(there, join if found else "start", *ends))
            join = "bracket"
    return found


def _stretches(quotation: str) -> Iterator[tuple[int, int, str | None]]:
    """What is between ellipses and brackets, with what stands before it."""
    start, by = 0, None
    for match in _BREAK.finditer(quotation):
        yield start, match.start(), by
        start, by = match.end(), match.lastgroup
    yield start, len(quotation), by


def _touches(quotation: str, mark: int, beside: int) -> bool:
    """Whether a bracket stands directly beside a word."""
    within = 0 <= mark < len(quotation) and 0 <= beside < len(quotation)
    return within and quotation[mark] in "[]" and not quotation[beside].isspace()
