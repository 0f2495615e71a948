"""Known misspellings, from the list that codespell keeps: data only, none of its program is run."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = "codespell_lib"
_LIST = Path("data", "dictionary.txt")
_ADVERBS = (("ably", "able"), ("ibly", "ible"))


@cache
def known() -> Mapping[str, str] | None:
    """Misspellings in lower case, each with the list's words for what is meant; None where it is not installed."""
    spec = find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        try:
            text = (Path(folder) / _LIST).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        return dict(line.split("->", 1) for line in text.splitlines() if "->" in line)
    return None


def meant(word: str, listed: Mapping[str, str]) -> tuple[str, ...]:
    """What may be meant by a word in lower case; nothing where it is no known misspelling.

    The adverb of an adjective that is one is one as well: “knowledgable”, “knowledgably”.
    """
    if word in listed:
        return _words(listed[word])
    for adverb, adjective in _ADVERBS:
        if word.endswith(adverb):
            right = _words(listed.get(word.removesuffix(adverb) + adjective, ""))
            return tuple(each.removesuffix(adjective) + adverb for each in right if each.endswith(adjective))
    return ()


def _words(right: str) -> tuple[str, ...]:
    """The words that may be meant: “needs, ends,” as several; what follows the last comma is a remark."""
    words = tuple(word.strip() for word in right.split(","))
    return words if len(words) == 1 else words[:-1]
