"""Edits of the source that change the words of a range of prose.

Each edit stays within a line: words are replaced in place, so that line ends,
headers and footers between the lines and the layout do not change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose, marked
from ofsted_lint.source.source import Span

_WORD = pattern(r"\S+")
_BLANK = " \t\xa0"
# Punctuation that may follow a deleted word; it is kept.
_CLOSING = ".,;:!?)’'”\""
_MOST_WORDS = 400
_Range = tuple[int, int]


def revised(prose: Prose, start: int, end: int, text: str) -> tuple[Edit, ...] | None:
    """Return edits that change `prose.text[start:end]` to `text`, or None if that is not safely possible.

    Words that differ only in kinds of quotation marks and hyphens count as
    equal, and new words take the document's own kinds.
    """
    old = [match.span() for match in _WORD.finditer(prose.text, start, end)]
    new = _styled(text, prose.source.text).split()
    if not old or max(len(old), len(new)) > _MOST_WORDS:
        return None
    made: list[Edit] = []
    for first, last, words in _changes([marked(prose.text[a:b]) for a, b in old], new):
        if first == last == 0:  # inserted words are attached to the word after them, or before
            last, words = 1, [*words, prose.text[slice(*old[0])]]
        elif first == last:
            first, words = first - 1, [prose.text[slice(*old[first - 1])], *words]
        edits = _hyphened(prose, old[first:last], words) or _replaced(prose, old[first:last], words)
        if edits is None:
            return None
        made += edits
    made.sort(key=lambda edit: edit.span)
    clear = all(one.span.end <= two.span.start for one, two in pairwise(made))
    return tuple(made) if clear else None


def corrected(prose: Prose, copies: Iterable[Prose], start: int, end: int, text: str) -> tuple[Edit, ...]:
    """Return edits that change part of a text, and of its copies, to `text`; empty if that is not safely possible."""
    found = prose.text[start:end]
    if text != text.strip():
        start, end, text = _with_words_around(prose.text, start, end, text)
        found = prose.text[start:end]
    made: list[Edit] = []
    for each in (prose, *copies):
        # Footers differ only in the page number, which may be printed first.
        at = start if each.text[start:end] == found else each.text.find(found)
        edits = revised(each, at, at + len(found), text) if at >= 0 else None
        if edits is None:
            return ()
        made += edits
    return tuple(sorted(made, key=lambda edit: edit.span))


def _with_words_around(whole: str, start: int, end: int, text: str) -> tuple[int, int, str]:
    """Return a range with the rest of the words that it lies in, and its new text: blanks part it from that rest."""
    first, last = start, end
    while first and not whole[first - 1].isspace():
        first -= 1
    while last < len(whole) and not whole[last].isspace():
        last += 1
    return first, last, f"{whole[first:start]}{text}{whole[end:last]}"


def reworded(prose: Prose, text: str) -> tuple[Edit, ...] | None:
    """Return edits that change the whole of a prose to `text`, or None if that is not safely possible."""
    return revised(prose, 0, len(prose.text), text)


def _styled(text: str, source: str) -> str:
    """Return a text with the kinds of apostrophes and quotation marks that the document uses."""
    if "’" not in source and "'" in source:
        return text.replace("’", "'").replace("‘", "'")
    return re.sub(r"(?<=\w)'", "’", text) if "’" in source else text


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the ranges of `old` to replace, as start and end, each with its new words."""
    plain = [marked(word) for word in new]
    first = 0
    while first < min(len(old), len(new)) and old[first] == plain[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == plain[-1 - last]:
        last += 1
    mine, theirs = old[first : len(old) - last], plain[first : len(new) - last]
    if not mine or not theirs or len(mine) == len(theirs) == 1:
        if mine or theirs:
            yield first, first + len(mine), new[first : first + len(theirs)]
        return
    from difflib import SequenceMatcher  # imported here because few fixes change more than a word

    for op, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if op != "equal":
            yield first + a, first + b, new[first + c : first + d]


def _replaced(prose: Prose, ranges: list[_Range], words: list[str]) -> list[Edit] | None:
    """Replace words one by one: the last takes any surplus words, and words without a counterpart are deleted."""
    pieces = [_word_span(prose, a, b) for a, b in ranges]
    found = [piece for piece in pieces if piece]
    if len(found) < len(pieces):
        return None
    kept = min(len(found), len(words))
    made = [Edit(piece, words[at] if at + 1 < kept else " ".join(words[at:])) for at, piece in enumerate(found[:kept])]
    for span in _adjacent_joined(prose, found[kept:]):
        deletion = _deletion(prose, span)
        if deletion is None:
            return None
        made.append(deletion)
    return made


def _hyphened(prose: Prose, ranges: list[_Range], words: list[str]) -> list[Edit] | None:
    """Return edits that only join words with hyphens, or None if the change is another; line ends stay."""
    if len(ranges) < 2 or words != ["-".join(prose.text[a:b] for a, b in ranges)]:
        return None
    made: list[Edit] = []
    for (_, end), (start, _) in pairwise(ranges):
        gap = Span(prose.offset(end - 1) + 1, prose.offset(start))
        between = prose.source.slice(gap)
        if between.strip() or between.count("\n") > 1 or "\f" in between:
            return None
        made.append(Edit(Span(gap.start, gap.start) if "\n" in between else gap, "-"))
    return made


def _word_span(prose: Prose, start: int, end: int) -> Span | None:
    """Return a word's span in the source, or None if it is split there or written with other characters."""
    pieces = prose.pieces(start, end)
    if len(pieces) > 1 or prose.source.slice(pieces[0]) != prose.text[start:end]:
        return None
    escaped = prose.source.text[pieces[0].start - 1 : pieces[0].start] == "\\"
    return None if escaped and prose.source.shown else pieces[0]


def _adjacent_joined(prose: Prose, gone: list[Span]) -> list[Span]:
    """Return the spans of deleted words, joining those that are adjacent on one line."""
    spans: list[Span] = []
    for span in gone:
        if spans and not prose.source.text[spans[-1].end : span.start].strip(_BLANK):
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
    return spans


def _deletion(prose: Prose, span: Span) -> Edit | None:
    """Return the edit that deletes words with the space on one side, or with their line; None if markup adjoins."""
    text = prose.source.text
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end) + 1 or len(text)
    before, after = text[start : span.start], text[span.end : end]
    if not after.strip() and not before.strip(_BLANK):
        return Edit(Span(start, end), "") if after.endswith("\n") and "\f" not in after else None
    gap, space = len(before) - len(before.rstrip(_BLANK)), len(after) - len(after.lstrip(_BLANK))
    if space and (gap == len(before) or (0 < space < gap and after.strip())):
        return Edit(Span(span.start, span.end + space), "")
    if 0 < gap < len(before) and (space or not after.strip() or after[0] in _CLOSING):
        return Edit(Span(span.start - gap, span.end), "")
    return None


class Edit(msgspec.Struct, frozen=True):
    """A change of the source: an insertion has an empty span, a deletion no text."""

    span: Span
    text: str
