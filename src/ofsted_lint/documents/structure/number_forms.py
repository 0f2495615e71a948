"""Numbers of paragraphs in other forms than “1.”: “1)”, “(1)”, “[1]”, “1:”, “1 –”, “1.1”, “1st”, “①”, “Point 1”."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import pairwise

import msgspec

from ofsted_lint.documents.structure.blocks import Block
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.source import Source, Span

# Figures in circles, in brackets and with a full stop that are one character each.
_ENCLOSED = "\u2460-\u249b\u24eb-\u24fe\u2776-\u2793\u3251-\u325f\u32b1-\u32bf"
# A number that a sentence follows; each form is a group.
NUMBER = pattern(
    # Nearly all lines begin with words that are no number, and are left at once.
    rf"[ \t]{{0,20}}+(?=[\d(\[{{§¶#{_ENCLOSED}]|[A-Za-z]{{1,9}}\.?[ \t]?[\d.)])"
    r"(?:(?P<brackets>\(\d{1,3}\)\.?)|(?P<bracket>\d{1,3}[ \t]?\.?\)\.?)|(?P<square>\[?\d{1,3}\])"
    r"|(?P<curly>\{\d{1,3}\})|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)[.:)]?)(?=[ \t])"
    rf"|(?P<enclosed>[{_ENCLOSED}][.:)]?|\d{{1,2}}\u20e3)"
    r"|(?P<colon>\d{1,3}[:;,/])(?=[ \t])|(?P<dash>\d{1,3}[ \t]?[-–—])(?=[ \t])"
    r"|(?P<parts>\(?\d{1,2}(?:\.\d{1,3}){1,2}[.)]?)(?=[ \t])|(?P<sign>[§¶#][ \t]?\d{1,3}[.:)]?)(?=[ \t])"
    r"|(?P<word>(?i:para(?:graph)?|point|item|section|number|no|p)\.?[ \t]?\d{1,3}(?:\.\d{1,3})?[.:)]?)(?=[ \t])"
    r"|(?P<letter>\(?(?:[a-z]|[A-Z]|[ivxl]{2,6}|[IVXL]{2,6})[.)])(?=[ \t]))"
    r"[ \t]*(?=[A-Z‘“\"'])"
)
_DIGITS = pattern(r"\d+")
_MARKS = "().]"
_LAST_LETTER = 26
_LAST_ROMAN = 89
_FEWEST = 3
_FEWEST_POINTS = 2


class _Line(msgspec.Struct):
    """A line that begins with such a number: the offset, the form, its figures or letters, and what it counts as."""

    start: int
    form: str
    figures: tuple[int, ...]
    value: int = 0
    letters: str = ""


def other_numbers(source: Source, found: list[Block]) -> None:
    """Make numbered blocks of the running text in which a document numbers its paragraphs in another form.

    It does if most of its numbers have one such form and count on from 1: lists
    within paragraphs begin again and again. So is a single one that the numbers
    before and after it leave out.
    """
    lines = [line for block in found if block.is_text for line in _lines(source, block)]
    starts = _chosen(lines, sum(block.kind == "NUMBERED" for block in found)) if lines else {}
    starts = starts or _left_out(source, found, lines)
    if starts:
        found[:] = [part for block in found for part in (_parted(source, block, starts) if block.is_text else [block])]


def other_points(source: Source, found: list[Block]) -> None:
    """Make numbered blocks of a list’s running text if its points have numbers in one other form, in order from 1."""
    if any(block.kind in ("NUMBERED", "BULLET") for block in found):
        return
    lines = [line for block in found if block.is_text for line in _lines(source, block)]
    chosen = [line for line in lines if line.form == lines[0].form]
    if chosen and chosen[0].form == "letter":
        _read_letters(chosen)
    _count(chosen)
    if len(chosen) >= _FEWEST_POINTS and [line.value for line in chosen] == [*range(1, len(chosen) + 1)]:
        starts = {line.start: line.value for line in chosen}
        found[:] = [part for block in found for part in (_parted(source, block, starts) if block.is_text else [block])]


def _chosen(lines: list[_Line], plain: int) -> dict[int, int]:
    """Return the offsets and values of the numbers in the form that a document with so many others has for most."""
    form, count = Counter(line.form for line in lines).most_common(1)[0]
    if count < _FEWEST or count <= 2 * plain:
        return {}
    chosen = [line for line in lines if line.form == form]
    if form == "letter":
        _read_letters(chosen)
    _count(chosen)
    followed = sum(two.value == one.value + 1 for one, two in pairwise(chosen))
    if chosen[0].value != 1 or 3 * followed < 2 * (count - 1) or 3 * max(line.value for line in chosen) < 2 * count:
        return {}
    return {line.start: line.value for line in chosen}


def _left_out(source: Source, found: list[Block], lines: list[_Line]) -> dict[int, int]:
    """Return the numbers in another form of which the plain number before is one less, and the one after one more."""
    numbers = ((block.start, _DIGITS.search(source.words(block.span))) for block in found if block.kind == "NUMBERED")
    plain = [(start, int(match[0])) for start, match in numbers if match]
    made: dict[int, int] = {}
    for (start, before), (end, after) in pairwise(plain):
        here = [line for line in lines if start < line.start < end]
        if after == before + 2 and len(here) == 1 and here[0].figures == (before + 1,):
            made[here[0].start] = before + 1
    return made


def _lines(source: Source, block: Block) -> list[_Line]:
    """Return the lines of a block that begin with a number in another form."""
    made = []
    for line in source.lines(block.span):
        match = NUMBER.match(source.printed, line.start, line.end)
        if match:
            form, shown = match.lastgroup or "", match[match.lastgroup or 0]
            figures = tuple(int(each) for each in _DIGITS.findall(shown)) or (_enclosed(shown),)
            made.append(_Line(line.start, form, figures, letters=shown.strip(_MARKS)))
    return made


def _enclosed(shown: str) -> int:
    """Return the number that one character is; 0 if it is none."""
    return int(unicodedata.numeric(shown[0], 0))


def _read_letters(lines: list[_Line]) -> None:
    """Read numbers in letters: Roman ones if the first is “i”, else the places of the letters in the alphabet."""
    from ofsted_lint.source.readers.word.numerals import written  # few documents have them

    form, last = ("lowerRoman", _LAST_ROMAN) if lines[0].letters.lower() == "i" else ("lowerLetter", _LAST_LETTER)
    values = {written(number, form): number for number in range(1, last + 1)}
    for line in lines:
        line.figures = (values.get(line.letters.lower(), 0),)


def _count(lines: list[_Line]) -> None:
    """Count the numbers: those of two parts go on where the second part begins again with the first."""
    before: _Line | None = None
    for line in lines:
        line.value = line.figures[-1]
        if before and len(line.figures) > 1:
            same = line.figures[0] == before.figures[0]
            line.value += before.value - (before.figures[-1] if same else 0)
        before = line


def _parted(source: Source, block: Block, starts: dict[int, int]) -> list[Block]:
    """Return a block of running text parted before its numbered lines."""
    made: list[Block] = []
    for line in source.lines(block.span):
        if line.start in starts:
            made.append(Block("NUMBERED", line.start, line.end, value=starts[line.start]))
        elif made:
            made[-1].end = line.end
        else:
            made.append(Block(block.kind, line.start, line.end))
    return made or [block]


def number_of(source: Source, block: Block) -> tuple[Span, int]:
    """Return the span of a block's number in another form, and where the text after it begins."""
    match = NUMBER.match(source.printed, block.start)
    assert match is not None, "the block was made of such a line"
    return Span(*match.span(match.lastgroup or 0)), match.end()
