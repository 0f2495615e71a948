"""The numbers of lines in the margin of a text, which are no text of it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from ofsted_lint.files.patterns import pattern

_NUMBER = pattern(r"[ \t]{0,12}(\d{1,4})[|:]?(?=[ \t]|\r?\Z)")
_FEWEST = 5
# The share of the numbers that are one step after the one above, and of the lines that they count.
_USUALLY = 0.75


class _Number(NamedTuple):
    """A number that begins a line: its value, the place of the line among those with words, its start and end."""

    value: int
    line: int
    start: int
    end: int


def removed(text: str) -> str:
    """Return a text with blanks for the numbers of its lines, if these are numbered from the first on."""
    numbers, edges, lines = _read(text)
    if len(numbers) < _FEWEST:
        return text
    width = max(each.end - each.start for each in numbers)
    if not _counts_lines(numbers, lines) or any(edge <= width for edge in edges):
        return text
    parts: list[str] = []
    at = 0
    for each in numbers:
        parts += (text[at : each.start], " " * (each.end - each.start))
        at = each.end
    return "".join([*parts, text[at:]])


def _read(text: str) -> tuple[list[_Number], list[int], int]:
    """Return the numbers that begin lines, where the other lines begin, and how many lines have words."""
    numbers: list[_Number] = []
    edges: list[int] = []
    at = lines = 0
    for line in text.split("\n"):
        shown = line.lstrip("\f")
        start, match = at + len(line) - len(shown), _NUMBER.match(shown)
        if match:
            numbers.append(_Number(int(match[1]), lines, start, start + match.end()))
        elif shown.strip():
            edges.append(len(shown) - len(shown.lstrip()))
        lines += bool(shown.strip() if match is None else shown[match.end() :].strip())
        at += len(line) + 1
    return numbers, edges, lines


def _counts_lines(numbers: list[_Number], lines: int) -> bool:
    """True if numbers rise by one step from each to the next, with at most so many lines on the way, to the end."""
    steps = Counter(below.value - above.value for above, below in pairwise(numbers))
    step = steps.most_common(1)[0][0]
    regular = sum(
        below.value - above.value == step and below.line - above.line <= step for above, below in pairwise(numbers)
    )
    return step > 0 and regular >= _USUALLY * (len(numbers) - 1) and len(numbers) * step >= _USUALLY * lines
