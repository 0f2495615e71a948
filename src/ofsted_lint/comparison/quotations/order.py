"""Find the parts of a quotation in a report: in the order of the quotation, or one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from ofsted_lint.comparison.quotations.letters import Letters
from ofsted_lint.comparison.quotations.segments import Segment
from ofsted_lint.comparison.quotations.stream import Stream

# The quoter's own words in brackets replace at most so many letters.
_MOST_OWN = 40
_MOST_ANCHORS = 20
_SHORTEST = 4
_MOST_PIECES = 40
_SENTENCE_ENDS = ".!?"
Found = tuple[int, int]


def in_order(stream: Stream, parts: Sequence[Segment]) -> list[Found] | None:
    """Return the ranges of letters of all parts, in this order and close to the longest; None if not found."""
    anchor = max(range(len(parts)), key=lambda at: len(parts[at].letters.letters))
    for at in islice(stream.places(parts[anchor].letters, whole=_whole(parts[anchor])), _MOST_ANCHORS):
        start, end = at, at + len(parts[anchor].letters.letters)
        after = list(_after(stream, parts[anchor + 1 :], end))
        before = list(_before(stream, parts[: anchor + 1], start))
        if len(before) + 1 + len(after) == len(parts):
            return [*reversed(before), (start, end), *after]
    return None


def _whole(part: Segment) -> tuple[bool, bool]:
    return part.whole_start, part.whole_end


def _after(stream: Stream, parts: Sequence[Segment], at: int) -> Iterator[Found]:
    """Yield the ranges of successive parts from a letter on, as far as they are found."""
    for part in parts:
        length = len(part.letters.letters)
        end = at + _MOST_OWN + length if part.join == "bracket" else None
        start = stream.find(part.letters, at, end, _whole(part))
        if start < 0:
            return
        at = start + length
        yield start, at


def _before(stream: Stream, parts: Sequence[Segment], at: int) -> Iterator[Found]:
    """Yield the ranges of the parts before the last, backwards, as far as they are found."""
    for part, joined in zip(reversed(parts[:-1]), reversed(parts[1:]), strict=True):
        length = len(part.letters.letters)
        start = max(at - _MOST_OWN - length, 0) if joined.join == "bracket" else 0
        found = stream.last(part.letters, start, at, _whole(part))
        if found < 0:
            return
        yield found, found + length
        at = found


def pieces(stream: Stream, quoted: Letters, text: str) -> list[tuple[Letters, Found]] | None:
    """Split a quotation into a few ranges of words that are each in the report; None if that is not possible.

    Each range is as long as possible, but ends with a sentence if the next can
    begin there.
    """
    starts = [*quoted.word_starts, len(quoted.letters)]
    found: list[tuple[Letters, Found]] = []
    word, last = 0, 0
    while word < len(starts) - 1:
        count = _longest(stream, quoted, starts, word)
        if count < _SHORTEST or len(found) == _MOST_PIECES:
            return None
        stop = _at_sentence_end(quoted, starts, word, word + count, text)
        part = quoted.part(starts[word], starts[stop])
        at = stream.find(part, last)
        at = at if at >= 0 else stream.find(part)
        last = at + len(part.letters)
        found.append((part, (at, last)))
        word = stop
    return found


def _longest(stream: Stream, quoted: Letters, starts: Sequence[int], word: int) -> int:
    """Return how many words, from a given word on, are in the report unchanged."""
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
    """Return where to end a range: with a sentence that ends in its last few words, if there is one."""
    if stop == len(starts) - 1:
        return stop
    for each in range(stop, max(stop - _SHORTEST, word + _SHORTEST - 1), -1):
        between = text[quoted.offsets[starts[each] - 1] + 1 : quoted.offsets[starts[each]]]
        if any(mark in between for mark in _SENTENCE_ENDS):
            return each
    return stop
