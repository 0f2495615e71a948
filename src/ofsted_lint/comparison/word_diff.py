"""Where two texts differ, in words, and how that is shown on a line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from ofsted_lint.comparison.words import Word, words
from ofsted_lint.source.source import Span

# Beyond so many pairs of words, what lies between the first and the last
# difference is one: no person reads a comparison of such texts.
_MOST_PAIRS = 100_000_000
# So many words that are the same between two larger differences are chance.
_CHANCE = 3
# So few words are shown rather than left out.
_FEW = 3
Kind = Literal["words", "capitals", "marks"]
Stretch = tuple[int, int, int, int]


class Difference(msgspec.Struct, frozen=True):
    """A stretch of the old text and the one of the new that stands for it.

    Where words were added or dropped, the other stretch is empty and lies
    behind the word before. `kind` is `capitals` where nothing but these differ,
    `marks` where the words are the same but for punctuation and capitals.
    """

    old: Span
    new: Span
    kind: Kind


class Piece(NamedTuple):
    """A stretch of what is shown: `same`, `old`, `new`, or `gap` where something the same is left out."""

    kind: Literal["same", "old", "new", "gap"]
    text: str


def differences(old: str, new: str, folded: bool = False, hyphens: bool = True) -> tuple[Difference, ...]:
    """Where two texts differ, in order; empty where they say the same words.

    With `folded`, capitals make no difference; without `hyphens`, these do not,
    which are lost at line ends in some texts. What differs from `new` to `old`
    is the same with its sides changed.
    """
    if old == new:
        return ()
    here, there = _read(old, hyphens), _read(new, hyphens)
    found = []
    for a, b, c, d in _joined(list(_stretches(_keys(here, folded), _keys(there, folded)))):
        kind = _kind(here[a:b], there[c:d])
        found.append(Difference(_span(here, a, b), _span(there, c, d), kind))
    return tuple(found)


def _read(text: str, hyphens: bool) -> list[Word]:
    read = words(text)
    return read if hyphens else [word for each in read if (word := each.joined).text]


def _keys(read: list[Word], folded: bool) -> list[str]:
    return [word.folded if folded else word.text for word in read]


def _stretches(old: list[str], new: list[str]) -> Iterator[Stretch]:
    """The stretches of two lists that differ; the same whichever list comes first."""
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
    from rapidfuzz.distance import LCSseq  # a few milliseconds that most runs do not need

    turned = (len(left), left) > (len(right), right)
    for code in LCSseq.opcodes(right, left) if turned else LCSseq.opcodes(left, right):
        if code.tag != "equal":
            one = start + code.src_start, start + code.src_end
            two = start + code.dest_start, start + code.dest_end
            yield (*two, *one) if turned else (*one, *two)


def _joined(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Stretches, with those as one that touch or have less between them than they are long."""
    last: Stretch | None = None
    for each in stretches:
        if last and _chance(last, each):
            last = (last[0], each[1], last[2], each[3])
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def _chance(one: Stretch, two: Stretch) -> bool:
    gap = two[0] - one[1]
    return gap == 0 or (gap <= _CHANCE and gap < max(_size(one), _size(two)))


def _size(stretch: Stretch) -> int:
    return max(stretch[1] - stretch[0], stretch[3] - stretch[2])


def _kind(old: list[Word], new: list[Word]) -> Kind:
    if [word.folded for word in old] == [word.folded for word in new]:
        return "capitals"
    meant = [[word.folded for word in side if not word.is_mark] for side in (old, new)]
    return "marks" if meant[0] == meant[1] else "words"


def _span(read: list[Word], start: int, end: int) -> Span:
    """The place of some words; of none, behind the word before."""
    if start < end:
        return Span(read[start].start, read[end - 1].end)
    at = read[start - 1].end if start else 0
    return Span(at, at)


def shown(old: str, new: str, around: int = 4, hyphens: bool = True) -> str:
    """What differs, on a line: `… plans are [clear → well written] and …`; empty where nothing does.

    `[+ words]` were added, `[− words]` dropped; `around` is how many words that
    are the same are shown on each side of a difference.
    """
    return marked(pieces(old, new, around, hyphens))


def marked(shown: Iterable[Piece]) -> str:
    """Pieces as one text, with signs for what was added and dropped."""
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
    """What differs with some words round it, in order; what is the same is in the words of the new text."""
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
    """What is the same in a stretch of a text: so many of its first words, and of its last."""
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
