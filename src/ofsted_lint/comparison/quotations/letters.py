"""Reduce texts to their letters and digits and the gaps between these, to compare quotations.

Kinds of marks, hyphens, spaces, line ends, accents, capitals and invisible
characters are ignored. A space matches a hyphen and a hyphen matches no gap
(“decisionmaking”, “decision- making”), but a space does not match no gap: “not
able” is not “notable”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# Kinds of gaps before a letter.
NOTHING, HYPHEN, SPACE = range(3)
_SIGNS = frozenset("%£$€&+")
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d)")
_RUN = re.compile(r"[a-z0-9%$&+]+")
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f"
# Characters that do not split a word: apostrophes and invisible ones.
_WITHIN = re.compile(rf"['’‘ʼ`´{_UNSEEN}]*")
# A hyphen, perhaps with a line end after it; or marks without any space.
_HYPHEN = re.compile(r"[-‐‑\u00ad]\s*|\S*")


class Letters(NamedTuple):
    """The letters of a text; `gaps` are the gaps before each, `offsets` their places in the text."""

    letters: str
    gaps: bytes
    offsets: tuple[int, ...]

    def part(self, start: int, end: int) -> Letters:
        """Return a range of the letters, with a space before the first."""
        gaps = bytes([SPACE]) + self.gaps[start + 1 : end] if start < end else b""
        return Letters(self.letters[start:end], gaps, self.offsets[start:end])

    def span(self, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """Return the start and end in the text of a range of letters, which must not be empty."""
        return self.offsets[start], self.offsets[(len(self.offsets) if end is None else end) - 1] + 1

    @property
    def word_starts(self) -> list[int]:
        """The indexes of letters at which words begin; words joined by hyphens are one."""
        return [at for at, gap in enumerate(self.gaps) if gap == SPACE]


@lru_cache(1 << 12)
def _folded(char: str) -> str:
    """Return a character in the form that is compared: none, one or (ligatures) several characters."""
    if char.isascii():
        return char.lower() if char.isalnum() or char in _SIGNS else ""
    if unicodedata.category(char) == "No":  # a footnote marker: ¹
        return ""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(each for each in plain if each.isalnum() or each in _SIGNS)


class _Table(dict[int, str]):
    """Maps characters to the form that is compared: nothing for those within words, `between` for other marks."""

    def __init__(self, between: str) -> None:
        self.between = between

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = found = _folded(char) or ("" if _WITHIN.fullmatch(char) else self.between)
        return found


_LETTERS, _WORDS = _Table(""), _Table(" ")
_ASCII_WORDS = {code: _WORDS[code] or None for code in range(128)}
# Without these a text is usually ASCII, which is translated many times faster.
_APOSTROPHES, _MARKS = "’‘", "“”–—‑•…\u00a0"


def words(text: str) -> list[str]:
    """Return the words of a text in the form that is compared; joined, they are its letters."""
    text = text if text.isascii() else _marked(text)
    text = _THOUSANDS.sub("", text)
    return text.translate(_ASCII_WORDS if text.isascii() else _WORDS).split()


def read(text: str) -> Letters:
    """Return the letters of a text, with their gaps and offsets."""
    found: list[str] = []
    gaps = bytearray()
    offsets: list[int] = []
    last = 0
    for start, end, folded in _runs(text):
        gaps.append(_gap(text[last - 1 : start + 1]) if found else SPACE)
        gaps += bytes(len(folded) - 1)
        found.append(folded)
        offsets += range(start, end) if len(folded) == end - start else [start] * len(folded)
        last = end
    return Letters("".join(found), bytes(gaps), tuple(offsets))


def _runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield runs of adjacent letters: start, end and the form that is compared."""
    plain = text if text.isascii() else _marked(text)
    if plain.isascii():
        for match in _RUN.finditer(plain.lower()):
            yield match.start(), match.end(), match[0]
        return
    for at, char in enumerate(text):
        if _LETTERS[ord(char)]:
            yield at, at + 1, _LETTERS[ord(char)]


def _marked(text: str) -> str:
    """Return a text of the same length with plain marks."""
    for mark in _APOSTROPHES:
        text = text.replace(mark, "'")
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text


@lru_cache(1 << 12)
def _gap(text: str) -> int:
    """Return the kind of gap between two letters, which are the first and last characters of `text`."""
    first, between, last = text[0], text[1:-1], text[-1]
    if _WITHIN.fullmatch(between):
        return NOTHING
    if first.isdigit() and last.isdigit():
        return NOTHING if between == "," else SPACE
    if first in _SIGNS or last in _SIGNS or _HYPHEN.fullmatch(between):
        return HYPHEN
    return SPACE


def alike(one: bytes, other: bytes) -> bool:
    """Return True if the gaps between the same letters match; the first gap is ignored."""
    return one[1:] == other[1:] or all(abs(a - b) < SPACE for a, b in zip(one[1:], other[1:], strict=True))
