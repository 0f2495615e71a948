"""Parts of a quotation found in a report: in the order that the quotation has them, or one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from ofsted_lint.comparison.quotations.letters import Letters
from ofsted_lint.comparison.quotations.segments import Segment
from ofsted_lint.comparison.quotations.stream import Stream

# The quoter's own words in brackets stand for no more letters than these.
_MOST_OWN = 40
_MOST_ANCHORS = 20
_SHORTEST = 4
_MOST_PIECES = 40
_SENTENCE_ENDS = ".!?"
Found = tuple[int, int]


def in_order(stream: Stream, parts: Sequence[Segment]) -> list[Found] | None:
    """The letters at which all parts stand in this order, each as near the longest as can be."""
    anchor = max(range(len(parts)), key=lambda at: len(parts[at].letters.letters))
    for at in islice(stream.places(parts[anchor].letters, whole=_whole(parts[anchor])), _MOST_ANCHORS):
        start, end = at, at + len(parts[anchor].letters.letters)
        behind = list(_behind(stream, parts[anchor + 1 :], end))
        before = list(_before(stream, parts[: anchor + 1], start))
        if len(before) + 1 + len(behind) == len(parts):
            return [*reversed(before), (start, end), *behind]
    return None


def _whole(part: Segment) -> tuple[bool, bool]:
    return part.whole_start, part.whole_end


def _behind(stream: Stream, parts: Sequence[Segment], at: int) -> Iterator[Found]:
    """The parts one behind the other from some letter, as far as they are found."""
    for part in parts:
        length = len(part.letters.letters)
        end = at + _MOST_OWN + length if part.join == "bracket" else None
        start = stream.find(part.letters, at, end, _whole(part))
        if start < 0:
            return
        at = start + length
        yield start, at


def _before(stream: Stream, parts: Sequence[Segment], at: int) -> Iterator[Found]:
    """The parts but the last, from the last back, each before the one found last."""
    for part, joined in zip(reversed(parts[:-1]), reversed(parts[1:]), strict=True):
        length = len(part.letters.letters)
        start = max(at - _MOST_OWN - length, 0) if joined.join == "bracket" else 0
        found = stream.last(part.letters, start, at, _whole(part))
        if found < 0:
            return
        yield found, found + length
        at = found


def pieces(stream: Stream, quoted: Letters, text: str) -> list[tuple[Letters, Found]] | None:
    """A quotation as a few stretches of some words that each stand in the report; None where it is not made of such.

    Each is as long as can be, but ends with a sentence where the next can
    begin there.
    """
    starts = [*quoted.word_starts, len(quoted.letters)]
    found: list[tuple[Letters, Found]] = []
    word, behind = 0, 0
    while word < len(starts) - 1:
        count = _longest(stream, quoted, starts, word)
        if count < _SHORTEST or len(found) == _MOST_PIECES:
            return None
        stop = _at_sentence_end(quoted, starts, word, word + count, text)
        part = quoted.part(starts[word], starts[stop])
        at = stream.find(part, behind)
        at = at if at >= 0 else stream.find(part)
        behind = at + len(part.letters)
        found.append((part, (at, behind)))
        word = stop
    return found


def _longest(stream: Stream, quoted: Letters, starts: Sequence[int], word: int) -> int:
    """How many words from some word on stand in the report as they are."""
    some, none = 0, len(starts) - word
    step = _SHORTEST
    while none - some > 1:
        tried = min(some + step, none - 1)
        if stream.find(quoted.part(starts[word], starts[word + tried])) >= 0:
            some, step = tried, step * 2
        else:
            none, step = tried, max((tried - some) // 2, 1)
    return some


def _at_sentence_end(quoted: Letters, starts: Sequence[int], word: int, stop: int, text: str) -> int:
    """Where to end a stretch: with a sentence that ends in its last few words, if there is one."""
    if stop == len(starts) - 1:
        return stop
    for each in range(stop, max(stop - _SHORTEST, word + _SHORTEST - 1), -1):
        between = text[quoted.offsets[starts[each] - 1] + 1 : quoted.offsets[starts[each]]]
        if any(mark in between for mark in _SENTENCE_ENDS):
            return each
    return stop
