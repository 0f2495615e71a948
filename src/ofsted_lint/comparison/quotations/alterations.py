"""How words of a quotation differ from those of the report that it comes closest to."""

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
# By so many words is a passage widened, which are looked for among so many characters.
_WIDER, _FAR = 3, 200


class Change(msgspec.Struct, frozen=True):
    """Words that a quotation and the report have otherwise: where they are in both; one of the two may be empty."""

    quoted: Span
    there: tuple[Stretch, ...]
    kind: Kind


def changes(stream: Stream, quotation: str, quoted: Span, there: Sequence[Stretch]) -> Iterator[Change]:
    """How some words of a quotation differ from those in stretches of the report, but for what does not count.

    Hyphens, capitals and the quoter's own words in brackets do not.
    """
    old, new = stream.text(there), quotation[quoted.start : quoted.end]
    own = owned(new)
    for each in differences(old, new, folded=True):
        if not _counts(each, old, new) or any(start <= each.new.end and each.new.start <= end for start, end in own):
            continue
        span = Span(quoted.start + each.new.start, quoted.start + each.new.end)
        yield Change(span, _within(there, each.old), each.kind)


def _counts(each: Difference, old: str, new: str) -> bool:
    """Whether a difference is more than one of hyphens."""
    if each.kind != "words":
        return True
    one, other = read(old[each.old.start : each.old.end]), read(new[each.new.start : each.new.end])
    return one.letters != other.letters or not alike(one.gaps, other.gaps)


def _within(there: Sequence[Stretch], span: Span) -> tuple[Stretch, ...]:
    """A span of the text that stretches make, a space between them, in the passages."""
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


def widened(stream: Stream, there: Sequence[Stretch], before: int, behind: int) -> tuple[Stretch, ...]:
    """Stretches with a few words of their sentence beside them, for which a quotation has so many others."""
    first, last = there[0], there[-1]
    text = stream.passages[first.passage].text
    start = first.start
    for match in reversed(list(_WORD.finditer(text, max(start - _FAR, 0), start))[-_WIDER:]):
        if before <= 0 or _ends(match[0]):
            break
        start, before = match.start(), before - _is_word(match[0])
    text = stream.passages[last.passage].text
    end = last.end
    for match in list(_WORD.finditer(text, end, end + _FAR))[:_WIDER]:
        if behind <= 0 or (not _is_word(match[0]) and _ends(match[0])):
            break
        end = match.start() + len(match[0].rstrip(_CLOSING + _STOPS))
        behind = 0 if _ends(match[0]) else behind - _is_word(match[0])
    begun = (Stretch(first.passage, start, first.end), *there[1:])
    return (*begun[:-1], Stretch(last.passage, begun[-1].start, end))


def _ends(word: str) -> bool:
    """Whether a sentence ends with a word."""
    return word.rstrip(_CLOSING).endswith(_ENDS)


def _is_word(text: str) -> bool:
    return any(map(str.isalnum, text))
