"""A text as its letters and digits alone, with what stands between them: how quotations are compared.

Kinds of marks, hyphens, spaces, wraps, accents, capitals and what is not
printed do not count. A space may stand for a hyphen and a hyphen for nothing
(“decisionmaking”, “decision- making”), but a space is never nothing: “not able”
is no “notable”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# What stands before a letter.
NOTHING, HYPHEN, SPACE = range(3)
_SIGNS = frozenset("%£$€&+")
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d)")
_RUN = re.compile(r"[a-z0-9%$&+]+")
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f"
# What a word is not parted by: apostrophes, and what is not printed.
_WITHIN = re.compile(rf"['’‘ʼ`´{_UNSEEN}]*")
# A hyphen, perhaps with a wrap behind it; or marks without any space.
_HYPHEN = re.compile(r"[-‐‑\u00ad]\s*|\S*")


class Letters(NamedTuple):
    """The letters of a text; `gaps` says what stands before each, `offsets` where it is in the text."""

    letters: str
    gaps: bytes
    offsets: tuple[int, ...]

    def part(self, start: int, end: int) -> Letters:
        gaps = bytes([SPACE]) + self.gaps[start + 1 : end] if start < end else b""
        return Letters(self.letters[start:end], gaps, self.offsets[start:end])

    def span(self, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """Where some of the letters are in the text; there is one at least."""
        return self.offsets[start], self.offsets[(len(self.offsets) if end is None else end) - 1] + 1

    @property
    def word_starts(self) -> list[int]:
        """The letters at which words begin; what hyphens join is one."""
        return [at for at, gap in enumerate(self.gaps) if gap == SPACE]


@lru_cache(1 << 12)
def _folded(char: str) -> str:
    """A character as it is compared: none, one or (ligatures) several."""
    if char.isascii():
        return char.lower() if char.isalnum() or char in _SIGNS else ""
    if unicodedata.category(char) == "No":  # the mark of a note: ¹
        return ""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(each for each in plain if each.isalnum() or each in _SIGNS)


class _Table(dict[int, str]):
    """What a character becomes; what is none of a word becomes a space, or nothing within one."""

    def __init__(self, between: str) -> None:
        self.between = between

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = found = _folded(char) or ("" if _WITHIN.fullmatch(char) else self.between)
        return found


_LETTERS, _WORDS = _Table(""), _Table(" ")
_ASCII_WORDS = {code: _WORDS[code] or None for code in range(128)}
# With these gone a text is usually ASCII, which is translated many times faster.
_APOSTROPHES, _MARKS = "’‘", "“”–—‑•…\u00a0"


def words(text: str) -> list[str]:
    """The words of a text as they are compared; joined they are its letters."""
    text = text if text.isascii() else _marked(text)
    text = _THOUSANDS.sub("", text)
    return text.translate(_ASCII_WORDS if text.isascii() else _WORDS).split()


def read(text: str) -> Letters:
    """The letters of a text, with what stands between them and where they are."""
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
    """Letters that stand beside each other, in one run or more."""
    plain = text if text.isascii() else _marked(text)
    if plain.isascii():
        for match in _RUN.finditer(plain.lower()):
            yield match.start(), match.end(), match[0]
        return
    for at, char in enumerate(text):
        if _LETTERS[ord(char)]:
            yield at, at + 1, _LETTERS[ord(char)]


def _marked(text: str) -> str:
    """A text of the same length with plain marks."""
    for mark in _APOSTROPHES:
        text = text.replace(mark, "'")
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text


@lru_cache(1 << 12)
def _gap(text: str) -> int:
    """What stands between two letters, which `text` begins and ends with."""
    first, between, last = text[0], text[1:-1], text[-1]
    if _WITHIN.fullmatch(between):
        return NOTHING
    if first.isdigit() and last.isdigit():
        return NOTHING if between == "," else SPACE
    if first in _SIGNS or last in _SIGNS or _HYPHEN.fullmatch(between):
        return HYPHEN
    return SPACE


def alike(one: bytes, other: bytes) -> bool:
    """Whether what stands between the same letters differs by no more than it may; the first does not count."""
    return one[1:] == other[1:] or all(abs(a - b) < SPACE for a, b in zip(one[1:], other[1:], strict=True))
