"""Find how a quotation differs from the closest words of the report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec

from ofsted_lint.comparison.quotations.letters import alike, read
from ofsted_lint.comparison.quotations.segments import owned
from ofsted_lint.comparison.quotations.stream import Stream, Stretch
from ofsted_lint.comparison.word_diff import Difference, Kind, differences
from ofsted_lint.source.source import Span

_WORD = re.compile(r"\S+")
_ENDS = (".", "!", "?")
_STOPS = ".,;:!?"
_CLOSING = "’”\"')]"
# A range is widened by at most so many words, within so many characters.
_WIDER, _FAR = 3, 200


class Change(msgspec.Struct, frozen=True):
    """Words that differ between a quotation and the report, with their places; one of the two may be empty."""

    quoted: Span
    there: tuple[Stretch, ...]
    kind: Kind


def changes(stream: Stream, quotation: str, quoted: Span, there: Sequence[Stretch]) -> Iterator[Change]:
    """Yield the differences between a range of a quotation and ranges of the report.

    Hyphens, capitals and the quoter's own words in brackets are ignored.
    """
    old, new = stream.text(there), quotation[quoted.start : quoted.end]
    own = owned(new)
    for each in differences(old, new, folded=True):
        if not _is_change(each, old, new) or any(start <= each.new.end and each.new.start <= end for start, end in own):
            continue
        span = Span(quoted.start + each.new.start, quoted.start + each.new.end)
        yield Change(span, _within(there, each.old), each.kind)


def _is_change(each: Difference, old: str, new: str) -> bool:
    """Return True if a difference concerns more than hyphens."""
    if each.kind != "words":
        return True
    one, other = read(old[each.old.start : each.old.end]), read(new[each.new.start : each.new.end])
    return one.letters != other.letters or not alike(one.gaps, other.gaps)


def _within(there: Sequence[Stretch], span: Span) -> tuple[Stretch, ...]:
    """Convert a span of the joined text of some ranges to ranges in the passages."""
    starts = list(accumulate((each.end - each.start + 1 for each in there[:-1]), initial=0))
    first, last = (max(bisect_right(starts, at) - 1, 0) for at in (span.start, max(span.end - 1, span.start)))
    return tuple(
        Stretch(
            there[at].passage,
            min(there[at].start + max(span.start - starts[at], 0), there[at].end),
            min(there[at].start + span.end - starts[at], there[at].end),
        )
        for at in range(first, last + 1)
    )


def widened(stream: Stream, there: Sequence[Stretch], before: int, after: int) -> tuple[Stretch, ...]:
    """Extend ranges by a few words of their sentence where the quotation has other words.

    `before` and `after` are the numbers of such words in the quotation.
    """
    first, last = there[0], there[-1]
    text = stream.passages[first.passage].text
    start = first.start
    for match in reversed(list(_WORD.finditer(text, max(start - _FAR, 0), start))[-_WIDER:]):
        if before <= 0 or _ends_sentence(match[0]):
            break
        start, before = match.start(), before - _is_word(match[0])
    text = stream.passages[last.passage].text
    end = last.end
    for match in list(_WORD.finditer(text, end, end + _FAR))[:_WIDER]:
        if after <= 0 or (not _is_word(match[0]) and _ends_sentence(match[0])):
            break
        end = match.start() + len(match[0].rstrip(_CLOSING + _STOPS))
        after = 0 if _ends_sentence(match[0]) else after - _is_word(match[0])
    begun = (Stretch(first.passage, start, first.end), *there[1:])
    return (*begun[:-1], Stretch(last.passage, begun[-1].start, end))


def _ends_sentence(word: str) -> bool:
    """Return True if a sentence ends with this word."""
    return word.rstrip(_CLOSING).endswith(_ENDS)


def _is_word(text: str) -> bool:
    return any(map(str.isalnum, text))
