"""Footnote markers in headings and prose."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Source

# A digit after a word or its full stop; a name like Foster4 has a capital.
_MARK = pattern(r"[0-9](?<=[a-z?.,;]\d)(?![\w%]|[.,-]\d)")
_MARKED = pattern(r"(?<!\w)[a-z]{4,}[?.,;]?\Z|improve\??\Z|(?<![\w.])[A-Z][a-z]{3,}\.\Z")
# The parts in which figures refer to notes.
MARKED = frozenset({"prose", "heading"})


class Mark(msgspec.Struct, frozen=True, eq=False):
    """The small figure that refers to a footnote."""

    prose: Prose
    mark: str
    address: str


def raised(source: Source, passages: Sequence[Passage]) -> Iterator[Mark]:
    """Find the footnote markers that the file's format identifies, in the prose and headings that they follow."""
    runs = sorted((origin, number) for number, each in enumerate(passages) for origin in each.prose.origins)
    for span in source.raised:
        at = bisect_left(runs, (span.start, 0)) - 1
        passage = passages[runs[at][1]] if at >= 0 else None
        if passage and passage.tags & MARKED:
            yield Mark(reflow(source, [span], whole=True), source.words(span), passage.address)


def marks(passages: Iterable[Passage]) -> Iterator[Mark]:
    """Find figures printed like footnote markers, in texts that do not mark superscripts."""
    for passage in passages:
        for match in _figures(passage.prose.text):
            yield Mark(passage.prose.part(*match.span()), match[0], passage.address)


def unmarked(text: str) -> str:
    """Remove figures printed like footnote markers: the result is the text that a PDF or Word file has."""
    for match in reversed(list(_figures(text))):
        text = text[: match.start()] + text[match.end() :]
    return text


def _figures(text: str) -> Iterator[re.Match[str]]:
    return (m for m in _MARK.finditer(text) if _MARKED.search(text, max(m.start() - 30, 0), m.start()))
