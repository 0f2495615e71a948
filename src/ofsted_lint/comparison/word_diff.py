"""Find the words in which two texts differ, and show the differences on a line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from ofsted_lint.comparison.words import Word, words
from ofsted_lint.source.source import Span

# Texts with more pairs of words than this have one difference, from the first
# to the last differing word: no person reads a comparison of such texts.
_MOST_PAIRS = 100_000_000
# This many equal words between two larger differences, or fewer, are coincidence.
_CHANCE = 3
# Equal words are left out only if there are more than this.
_FEW = 3
Kind = Literal["words", "capitals", "marks"]
_Ranges = tuple[int, int, int, int]


class Difference(msgspec.Struct, frozen=True):
    """A range of the old text and the range of the new text that replaces it.

    If words were added or dropped, the other range is empty and comes directly
    after the preceding word. `kind` is `capitals` if only these differ, `marks`
    if only punctuation and capitals differ.
    """

    old: Span
    new: Span
    kind: Kind


class Piece(NamedTuple):
    """A part of a displayed comparison: `same`, `old`, `new`, or `gap` in place of equal words left out."""

    kind: Literal["same", "old", "new", "gap"]
    text: str


def differences(old: str, new: str, folded: bool = False, hyphens: bool = True) -> tuple[Difference, ...]:
    """Return the differences between two texts, in order; empty if their words are the same.

    With `folded`, capitals are ignored; without `hyphens`, hyphens are ignored,
    because some texts lose them at line ends. If `old` and `new` are exchanged,
    so are the sides of each difference, and nothing else changes.
    """
    if old == new:
        return ()
    here, there = _read(old, hyphens), _read(new, hyphens)
    found = []
    for a, b, c, d in _merge_close(list(_differing_ranges(_keys(here, folded), _keys(there, folded)))):
        kind = _kind(here[a:b], there[c:d])
        found.append(Difference(_span(here, a, b), _span(there, c, d), kind))
    return tuple(found)


def _read(text: str, hyphens: bool) -> list[Word]:
    """Return the words of a text, without their hyphens if these are ignored."""
    read = words(text)
    return read if hyphens else [word for each in read if (word := each.joined).text]


def _keys(read: list[Word], folded: bool) -> list[str]:
    return [word.folded if folded else word.text for word in read]


def _differing_ranges(old: list[str], new: list[str]) -> Iterator[_Ranges]:
    """Yield the ranges in which two lists differ; the result does not depend on which list comes first."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    back = 0
    while back < min(len(old), len(new)) - start and old[-1 - back] == new[-1 - back]:
        back += 1
    left, right = old[start : len(old) - back], new[start : len(new) - back]
    if not left and not right:
        return
    if not left or not right or len(left) * len(right) > _MOST_PAIRS:
        yield start, start + len(left), start, start + len(right)
        return
    from rapidfuzz.distance import LCSseq  # imported here: a few milliseconds that most runs do not need

    turned = (len(left), left) > (len(right), right)
    for code in LCSseq.opcodes(right, left) if turned else LCSseq.opcodes(left, right):
        if code.tag != "equal":
            one = start + code.src_start, start + code.src_end
            two = start + code.dest_start, start + code.dest_end
            yield (*two, *one) if turned else (*one, *two)


def _merge_close(ranges: list[_Ranges]) -> Iterator[_Ranges]:
    """Yield ranges, merging those that touch or are closer to each other than they are long."""
    last: _Ranges | None = None
    for each in ranges:
        if last and _are_close(last, each):
            last = (last[0], each[1], last[2], each[3])
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def _are_close(one: _Ranges, two: _Ranges) -> bool:
    """Return True if the equal words between two differences are too few to matter."""
    gap = two[0] - one[1]
    return gap == 0 or (gap <= _CHANCE and gap < max(_size(one), _size(two)))


def _size(ranges: _Ranges) -> int:
    return max(ranges[1] - ranges[0], ranges[3] - ranges[2])


def _kind(old: list[Word], new: list[Word]) -> Kind:
    if [word.folded for word in old] == [word.folded for word in new]:
        return "capitals"
    plain = [[word.folded for word in side if not word.is_mark] for side in (old, new)]
    return "marks" if plain[0] == plain[1] else "words"


def _span(read: list[Word], start: int, end: int) -> Span:
    """Return the span of a range of words; of an empty range, the position after the preceding word."""
    if start < end:
        return Span(read[start].start, read[end - 1].end)
    at = read[start - 1].end if start else 0
    return Span(at, at)


def shown(old: str, new: str, around: int = 4, hyphens: bool = True) -> str:
    """Return the differences on a line: `… plans are [clear → well written] and …`; empty if there are none.

    `[+ words]` were added, `[− words]` dropped; `around` is the number of equal
    words shown on each side of a difference.
    """
    return marked(pieces(old, new, around, hyphens))


def marked(shown: Iterable[Piece]) -> str:
    """Return the parts of a comparison as one text, with signs for words added and dropped."""
    line = ""
    there = [Piece("same", ""), *shown, Piece("same", "")]
    for before, piece, after in zip(there, there[1:], there[2:], strict=False):
        if piece.kind == "old" and after.kind == "new":
            line += f"[{piece.text} →"
        elif piece.kind == "new" and before.kind == "old":
            line += f" {piece.text}]"
        elif piece.kind in ("old", "new"):
            apart = line[-1:].strip() and piece.text[0].isalnum()
            line += f"{' ' if apart else ''}[{'−' if piece.kind == 'old' else '+'} {piece.text}]"
        else:
            line += piece.text
    return line


def pieces(old: str, new: str, around: int = 4, hyphens: bool = True) -> Iterator[Piece]:
    """Return the differences with some words around them, in order; equal words are those of the new text."""
    return (piece for piece in _pieces(old, new, around, hyphens) if piece.text)


def _pieces(old: str, new: str, around: int, hyphens: bool) -> Iterator[Piece]:
    found = differences(old, new, hyphens=hyphens)
    if not found:
        return
    read = words(new)
    at = 0
    for number, each in enumerate(found):
        yield from _same(new, read, Span(at, each.new.start), around if number else 0, around)
        yield Piece("old", old[each.old.start : each.old.end])
        yield Piece("new", new[each.new.start : each.new.end])
        at = each.new.end
    yield from _same(new, read, Span(at, len(new)), around, 0)


def _same(text: str, read: list[Word], between: Span, first: int, last: int) -> Iterator[Piece]:
    """Yield the equal words of a range, shortened to its first and last few."""
    start = bisect_left(read, between.start, key=lambda word: word.start)
    end = bisect_right(read, between.end, key=lambda word: word.end)
    if end - start <= first + last + _FEW:
        yield Piece("same", text[between.start : between.end])
        return
    while first and read[start + first - 1].is_mark:
        first -= 1
    while last and read[end - last].is_mark:
        last -= 1
    yield Piece("same", f"{text[between.start : read[start + first - 1].end]} " if first else "")
    yield Piece("gap", "…")
    yield Piece("same", f" {text[read[end - last].start : between.end]}" if last else "")
