"""Lists of tagged PDFs whose tags name the wrong marks.

A word processor may give the bullet of an item the mark of its first words, and
those the mark of the bullet. The page itself has both in their places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from ofsted_lint.source.readers.pdf.pages import Tile
from ofsted_lint.source.readers.pdf.tag_tree import Tag

_BULLET = re.compile(r"[^\w\s‘’“”'\"(£\x00]\s")
# Words, or a mark within a sentence; not “1.”, “(a)” or a bullet.
_NO_LABEL = re.compile(r"[.,;:!?’”)–-]|(?!\(?\w{1,5}[.)]$|\d{1,3}$).{2,}", re.DOTALL)
_ITEM = re.compile(r"^[ \t]*(?=[^\w\s‘’“”'\"(£\x00][ \t])", re.MULTILINE)


def is_disordered(tag: Tag, tiles: Mapping[int, Sequence[Tile]], words: Callable[[Tile], str]) -> bool:
    """True if the text of a list is in another order than on its page, and words have the tag of a bullet."""
    order = [tile.start for mark in marks(tag) for tile in tiles.get(mark, ())]
    if all(one < two for one, two in pairwise(order)):
        return False
    labels = [tile for mark in _labels(tag) for tile in tiles.get(mark, ())]
    others = [tile for mark in marks(tag) for tile in tiles.get(mark, ()) if tile not in labels]
    return any(_NO_LABEL.fullmatch(words(tile).strip()) for tile in labels) and any(
        _BULLET.match(words(tile)) for tile in others
    )


def items(text: str) -> Iterator[str]:
    """Yield the items of a list, each from the line with its bullet; what comes before all bullets is the first."""
    starts = [match.end() for match in _ITEM.finditer(text)]
    for start, end in pairwise([0, *(start for start in starts if start), len(text)]):
        if item := text[start:end].strip():
            yield item


def marks(tag: Tag) -> Iterator[int]:
    """Yield the marks in a tag, in the order of the tags."""
    for kid in tag.kids:
        if isinstance(kid, int):
            yield kid
        else:
            yield from marks(kid)


def _labels(tag: Tag) -> Iterator[int]:
    """Yield the marks of the labels in a tag."""
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from marks(kid) if kid.kind == "Lbl" else _labels(kid)
