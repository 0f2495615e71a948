"""Split texts into words that can be compared, each with its place.

Kinds of quotation marks, apostrophes, dashes, hyphens and spaces are ignored. A
punctuation mark is a word of its own, so that an added comma is a small
difference and leaves the words beside it the same; hyphens and apostrophes
within a word, and points and commas within a number, belong to it. Invisible
characters (soft hyphens, zero-width spaces) are not part of a word.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ofsted_lint.files.patterns import pattern

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f"
_LETTER = rf"[\w\u0300-\u036f{_UNSEEN}]"
_WORD = pattern(rf"{_LETTER}+(?:(?:['’‘ʼ`‐‑‒–−-]|(?<=\d)[.,](?=\d)){_LETTER}+)*|[^\s\w{_UNSEEN}]")
_UNSEEN_SIGNS = pattern(rf"[{_UNSEEN}]")
# One mark for each kind; outside a word, single and double quotation marks are
# equal too, since the choice depends on the quotations around them.
_PLAIN = str.maketrans(dict.fromkeys("’‘ʼ`", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("‐‑‒–—−", "-"))
_LONGEST_KEPT = 20_000
_QUOTES = str.maketrans("'", '"')


class Word(NamedTuple):
    """A word or a mark in the form that is compared (`text`), the same in lower case (`folded`), and its place."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """True if it is punctuation."""
        return not (self.text[:1].isalnum() or any(char.isalnum() for char in self.text))

    @property
    def joined(self) -> Word:
        """The same word without its hyphens."""
        return self._replace(text=self.text.replace("-", ""), folded=self.folded.replace("-", ""))


def words(text: str) -> list[Word]:
    """Return the words and marks of any text, in order."""
    return list(_cached_words(text) if len(text) <= _LONGEST_KEPT else _read(text))


@lru_cache(1 << 11)
def _cached_words(text: str) -> tuple[Word, ...]:
    """Return the words of a paragraph; they are used to find its counterpart and again for the differences."""
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
    """Return a word or mark in the form that is compared, with its capitals; empty if it is all invisible."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).translate(_PLAIN)
    word = _UNSEEN_SIGNS.sub("", word).strip()
    return word if any(char.isalnum() for char in word) else word.translate(_PLAIN).translate(_QUOTES)
