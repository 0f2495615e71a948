"""All texts of a document as one, with an index of its words."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

import msgspec

from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.files.patterns import pattern

NO_KEY = ""
_LARGE = 1_000_000


_NO_WORD = pattern(r"[^\w\n]")


# The same for texts with a byte a character, as nearly all are once they are
# folded: many times faster.
_SPACED = _NO_WORD.sub(" ", bytes(range(256)).decode("latin-1")).encode("latin-1")


class Vocabulary(msgspec.Struct, frozen=True, eq=False):
    """The words of a text in lower case, and where they are.

    `ends` has for each word the offsets at which it ends, `keys` the words and
    the pairs of words that follow each other in a line, with a space between,
    and `NO_KEY`, for what can be looked for by no word. `known` keeps what was
    looked up by them.
    """

    ends: Mapping[str, Sequence[int]]
    keys: set[str]
    known: dict[int, Any] = {}


def vocabulary(text: str) -> Vocabulary:
    """Return the words of a folded text; the characters between the words of a pair do not matter."""
    # Numbers in an array take a ninth of the memory, and in a list a little less time.
    ends: dict[str, list[int] | array[int]] = defaultdict(list if len(text) < _LARGE else lambda: array("I"))
    keys: set[str] = set()
    at = 0
    for line in worded_lines(text):
        keys.update(map(" ".join, pairwise(line.split())))
        for word in line.split(" "):
            at += len(word)
            ends[word].append(at)
            at += 1
    ends.pop("", None)  # the text between two spaces
    keys.update(ends, [NO_KEY])
    return Vocabulary(dict(ends), keys)


def worded_lines(text: str) -> list[str]:
    """Return the lines of a text with a space for each character outside words."""
    return _words_alone(text).split("\n")


def _words_alone(text: str) -> str:
    """Return a text with a space for each character outside words; line ends remain."""
    try:
        return text.encode("latin-1").translate(_SPACED).decode("latin-1")
    except UnicodeEncodeError:
        return _NO_WORD.sub(" ", text)


class Joined(msgspec.Struct, frozen=True, eq=False):
    """All texts of a document as one, a line each, so that terms are searched for in one pass."""

    text: str
    starts: tuple[int, ...]
    passages: tuple[Passage, ...]
    known: dict[str, list[int]] = {}

    def places(self, chunk: str, find: Callable[[str, str], list[int]]) -> list[int]:
        """Return the offsets of a chunk of text, searched for once however many rules need it."""
        if chunk not in self.known:
            self.known[chunk] = find(self.text, chunk)
        return self.known[chunk]

    def at(self, offset: int) -> tuple[Passage, int]:
        """Return the passage that contains an offset, and the offset in it."""
        number = bisect_right(self.starts, offset) - 1
        return self.passages[number], offset - self.starts[number]


def joined(passages: list[Passage], text: Callable[[Passage], str]) -> Joined:
    """Join texts, each as `text` gives it; no character of a text may be a line end."""
    parts = [text(passage).replace("\n", " ") for passage in passages]
    starts = accumulate((len(part) + 1 for part in parts[:-1]), initial=0)
    return Joined("\n".join(parts), tuple(starts), tuple(passages))
