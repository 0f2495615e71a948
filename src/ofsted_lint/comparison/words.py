"""The words of a text as they are compared, each with its place.

Kinds of quotation marks, apostrophes, dashes, hyphens and spaces do not tell
texts apart. A mark of punctuation is a word of its own, so that a comma that is
added is a small difference and leaves the words beside it the same; hyphens
and apostrophes within a word, and points and commas within a number, belong to
it. What is not printed (soft hyphens, zero-width spaces) is no part of a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f"
_LETTER = rf"[\w\u0300-\u036f{_UNSEEN}]"
_WORD = re.compile(rf"{_LETTER}+(?:(?:['’‘ʼ`‐‑‒–−-]|(?<=\d)[.,](?=\d)){_LETTER}+)*|[^\s\w{_UNSEEN}]")
_UNSEEN_SIGNS = re.compile(rf"[{_UNSEEN}]")
# A mark for each kind; outside a word, single and double quotation marks are one
# as well: which of them is used depends on what else is quoted round it.
_PLAIN = str.maketrans(dict.fromkeys("’‘ʼ`", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("‐‑‒–—−", "-"))
_LONGEST_KEPT = 20_000
_QUOTES = str.maketrans("'", '"')


class Word(NamedTuple):
    """A word or a mark: as it is compared (`text`), the same in lower case (`folded`), and where it stands."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not (self.text[:1].isalnum() or any(char.isalnum() for char in self.text))

    @property
    def joined(self) -> Word:
        """The same without its hyphens."""
        return self._replace(text=self.text.replace("-", ""), folded=self.folded.replace("-", ""))


def words(text: str) -> list[Word]:
    """The words and marks of a text, in order; any text will do."""
    return list(_kept(text) if len(text) <= _LONGEST_KEPT else _read(text))


@lru_cache(1 << 11)
def _kept(text: str) -> tuple[Word, ...]:
    """The words of a paragraph, which is asked for to find its counterpart and again to tell what differs."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        plain, folded = _forms(match[0])
        if plain:
            yield Word(plain, folded, *match.span())


@lru_cache(1 << 14)
def _forms(word: str) -> tuple[str, str]:
    plain = normal(word)
    return plain, plain.casefold()


def normal(word: str) -> str:
    """A word or mark as it is compared, its capitals kept; empty where nothing of it is printed."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).translate(_PLAIN)
    word = _UNSEEN_SIGNS.sub("", word).strip()
    return word if any(char.isalnum() for char in word) else word.translate(_PLAIN).translate(_QUOTES)
