"""Traces of editing in a file: tracked changes, comments, and marks of drafts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.frameworks.fixed_values import EditKind
from ofsted_lint.documents.structure.lint_comments import speaks
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Source, Span

if TYPE_CHECKING:
    from ofsted_lint.documents.structure.passages import Passage


_FAR = 40


class Leftover(msgspec.Struct, frozen=True, eq=False):
    """A trace of editing: its `kind`, its words and its author.

    `kind` is one of those in `source.Leftover`; `prose` is the text that is
    there now, for a deletion the word next to it.
    """

    kind: EditKind
    prose: Prose
    words: str
    author: str
    address: str


def leftovers(source: Source, passages: Iterable[Passage]) -> Iterator[Leftover]:
    """Find the traces of editing in a file, each with the address of its part."""
    places = sorted((passage.prose.span.start, passage.address) for passage in passages) if source.leftovers else []
    for each in source.leftovers:
        if each.span.end > len(source.text):
            continue  # the text has changed since it was read
        if each.kind == "comment" and speaks(each.words):
            continue
        prose = reflow(source, [_shown(source, each.span)])
        at = bisect_right(places, each.span.start, key=lambda place: place[0])
        address = places[at - 1][1] if at else "document"
        yield Leftover(each.kind, prose, each.words, each.author, address)


def _shown(source: Source, span: Span) -> Span:
    """Return a span that can be shown: one with words, else the word next to it or before it."""
    if source.slice(span).strip():
        return span
    here = source.word(span.start)
    gap = source.text[max(span.start - _FAR, 0) : span.start]
    return here if here.start < here.end else source.word(span.start - len(gap) + len(gap.rstrip()))
