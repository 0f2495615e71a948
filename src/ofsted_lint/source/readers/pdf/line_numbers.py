"""The numbers of lines in the margin of a draft, which are no text of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from ofsted_lint.source.readers.pdf.pages import BROKEN, UNSEEN, Page

_NUMBER = re.compile(r"\n[ \t]*(\d{1,4})(?=[ \t]|\r?(?:\n|\Z))")
_LINE = re.compile(rf"[^\r\n{BROKEN}]+")
_INK = re.compile(rf"[^\s{UNSEEN}]")
_FEWEST = 4
_MOST = 400
# The share of the numbers that are one step, and as many lines of text, after the last.
_USUALLY = 0.75
_SAME_LINE = 3.0


class _Number(NamedTuple):
    """A number that begins a line: its value, its baseline and right edge in points, and its place."""

    value: int
    baseline: float
    right: float
    start: int
    end: int


def removed(page: Page) -> str:
    """Return the text of a page with the numbers of its lines as UNSEEN."""
    found = [(match.start(1) - 1, match.end(1) - 1) for match in _NUMBER.finditer("\n" + page.text)]
    if not _FEWEST <= len(found) <= _MOST:
        return page.text
    numbers = sorted(
        (
            _Number(int(page.text[start:end]), page.baseline(start), page.box(end - 1)[2], start, end)
            for start, end in found
        ),
        key=lambda each: -each.baseline,
    )
    heights = _text_heights(page, numbers)
    if heights is None or not _counts_lines(numbers, heights):
        return page.text
    text = page.text
    for each in numbers:
        text = text[: each.start] + UNSEEN * (each.end - each.start) + text[each.end :]
    return text


def _text_heights(page: Page, numbers: list[_Number]) -> list[float] | None:
    """Return the heights of the lines of text, from the bottom; None if one begins left of the numbers' right edge."""
    edge = max(each.right for each in numbers)
    ends = {each.start: each.end for each in numbers}
    heights: list[float] = []
    for line in _LINE.finditer(page.text):
        first = _INK.search(page.text, line.start(), line.end())
        if first and first.start() in ends:
            first = _INK.search(page.text, ends[first.start()], line.end())
        if first is None:
            continue
        if page.box(first.start())[0] <= edge:
            return None
        heights.append(page.baseline(first.start()))
    return sorted(heights)


def _counts_lines(numbers: list[_Number], heights: list[float]) -> bool:
    """True if numbers rise by one step from each to the next, with at most so many lines of text on the way."""
    steps = Counter(below.value - above.value for above, below in pairwise(numbers))
    step = steps.most_common(1)[0][0]
    regular = sum(
        below.value - above.value == step
        and bisect_left(heights, above.baseline - _SAME_LINE) - bisect_left(heights, below.baseline - _SAME_LINE)
        <= step
        for above, below in pairwise(numbers)
    )
    return step > 0 and regular >= _USUALLY * (len(numbers) - 1)
