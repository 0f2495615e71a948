"""Known misspellings, from the list that codespell keeps: data only, none of its program is run."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = "codespell_lib"
_LIST = Path("data", "dictionary.txt")
_ADVERBS = (("ably", "able"), ("ibly", "ible"))


class Listed:
    """The lines of the list, “misspelling->meant”, in order."""

    def __init__(self, lines: list[str]) -> None:
        # Sorted by the program, so that a word is found without reading all 60,000 lines.
        self._lines = sorted(lines)

    def get(self, word: str) -> str:
        """What the list says of a misspelling in lower case, or nothing."""
        wanted = f"{word}->"
        at = bisect_left(self._lines, wanted)
        line = self._lines[at] if at < len(self._lines) else ""
        return line[len(wanted) :] if line.startswith(wanted) else ""


@cache
def known() -> Listed | None:
    """The list of misspellings; None where it is not installed."""
    spec = find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        try:
            return Listed((Path(folder) / _LIST).read_text("utf-8").splitlines())
        except (OSError, UnicodeDecodeError):
            continue
    return None


@lru_cache(1 << 13)
def meant(word: str, listed: Listed) -> tuple[str, ...]:
    """What may be meant by a word in lower case; nothing where it is no known misspelling.

    Reports share most of their words, so each is looked up once. The adverb of
    an adjective that is one is one as well: “knowledgable”, “knowledgably”.
    """
    if said := listed.get(word):
        return _words(said)
    for adverb, adjective in _ADVERBS:
        if word.endswith(adverb):
            right = _words(listed.get(word.removesuffix(adverb) + adjective))
            return tuple(each.removesuffix(adjective) + adverb for each in right if each.endswith(adjective))
    return ()


def _words(right: str) -> tuple[str, ...]:
    """The words that may be meant: “needs, ends,” as several; what follows the last comma is a remark."""
    words = tuple(word.strip() for word in right.split(","))
    return words if len(words) == 1 else words[:-1]
