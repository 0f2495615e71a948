"""Known misspellings, from the list of codespell: only its data is read, none of its code is run."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = "codespell_lib"
_LIST = Path("data", "dictionary.txt")
_ADVERBS = (("ably", "able"), ("ibly", "ible"))


class Listed:
    """The lines of the list, “misspelling->correction”, in order."""

    def __init__(self, lines: list[str]) -> None:
        # Sorted by the program, so that a word is found without reading all 60,000 lines.
        self._lines = sorted(lines)

    def get(self, word: str) -> str:
        """Return the corrections that the list has for a misspelling in lower case, or an empty text."""
        wanted = f"{word}->"
        at = bisect_left(self._lines, wanted)
        line = self._lines[at] if at < len(self._lines) else ""
        return line[len(wanted) :] if line.startswith(wanted) else ""


@cache
def known() -> Listed | None:
    """Return the list of misspellings; None if it is not installed."""
    spec = find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        try:
            return Listed((Path(folder) / _LIST).read_text("utf-8").splitlines())
        except (OSError, UnicodeDecodeError):
            continue
    return None


@lru_cache(1 << 15)
def meant(word: str, listed: Listed) -> tuple[str, ...]:
    """Return the possible corrections of a word in lower case; none if it is not a known misspelling.

    Reports share most of their words, so each is looked up once. The adverb of
    an adjective that is one is one as well: “knowledgable”, “knowledgably”.
    """
    if corrections := listed.get(word):
        return _words(corrections)
    for adverb, adjective in _ADVERBS:
        if word.endswith(adverb):
            right = _words(listed.get(word.removesuffix(adverb) + adjective))
            return tuple(each.removesuffix(adjective) + adverb for each in right if each.endswith(adjective))
    return ()


def _words(right: str) -> tuple[str, ...]:
    """Split corrections: “needs, ends,” are two; text after the last comma is a remark."""
    words = tuple(word.strip() for word in right.split(","))
    return words if len(words) == 1 else words[:-1]
