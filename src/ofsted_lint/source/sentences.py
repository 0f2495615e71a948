"""Find where the sentences of a text begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ofsted_lint.files.patterns import pattern

# A pattern that begins with a set of characters is looked for several times faster than one that looks back first.
_END = pattern(r"[.!?](?<![.!?].)[.!?]*[’”\"')\]]*\s+(?=[‘“\"'(\[]?[A-Z0-9])")
_NO_END = pattern(r"(?:\b(?:e\.g|i\.e|etc|vs|Mr|Mrs|Ms|Dr|St|No|Cllr|Rev|cf|approx)|\b[A-Z])\.\s+\Z")


@lru_cache(256)  # several rules use the sentences of each paragraph
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the start and end of each sentence of a text; words after the last full stop count as a sentence."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if not _NO_END.search(text, max(match.start() - 8, 0), match.end()):
            yield start, match.start() + len(match[0].rstrip())
            start = match.end()
    if start < len(text):
        yield start, len(text)
