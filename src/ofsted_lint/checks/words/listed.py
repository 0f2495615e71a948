"""The lists of correct words: a small one of words that reports use, and a large one of British English.

`common.zz` has the words that reports of several authorities use, compressed,
with a line for each degree of frequency. `words.txt` has all others: a line for
each three first letters, then the endings in order, first of the familiar words
and after `|` of the rare ones; `+` means that the word may also take an s. It is
searched in the file, and only opened for a word that is not in the small list.
Both are made by `benchmarks/word_list.py`; `NOTICE` gives the sources.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent
COMMON, WORDS = _HERE / "common.zz", _HERE / "words.txt"
_PREFIX, _RARE = 3, b"|"


@cache
def common() -> dict[str, int]:
    """Return the words that reports use, each with its degree of frequency: 0 for the most frequent."""
    lines = zlib.decompress(COMMON.read_bytes()).decode("utf-8").split("\n")
    return {word: degree for degree, line in enumerate(lines) for word in line.split(" ")}


@lru_cache(1 << 12)
def is_word(word: str) -> bool:
    """True if a word in lower case is in either list."""
    return word in common() or any(_has(part, word) for part in _parts(word))


def is_familiar(word: str) -> bool:
    """True if a word is one that most people know."""
    return word in common() or any(_has(part, word) for part in _parts(word)[:1])


def _parts(word: str) -> list[bytes]:
    """Return the endings of the words that begin like a word: of familiar ones, and of rare ones."""
    return _line(word[:_PREFIX].encode()).split(_RARE)


def _has(part: bytes, word: str) -> bool:
    rest = word[_PREFIX:].encode()
    return b" %b " % rest in part or b" %b+ " % rest in part or (rest[-1:] == b"s" and b" %b+ " % rest[:-1] in part)


@cache
def _words() -> bytes:
    return WORDS.read_bytes()


@lru_cache(1 << 8)
def _line(prefix: bytes) -> bytes:
    """Return the endings of the words with these first letters, between spaces, by a binary search of the file."""
    text = _words()
    low, high = 0, len(text)
    while low < high:
        start = text.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = text.find(b"\n", start) % (len(text) + 1)
        found = text[start : text.find(b" ", start)]
        if found == prefix:
            return text[start + len(prefix) : end]
        low, high = (low, start) if prefix < found else (end + 1, high)
    return b""


def packed(familiar: set[str], rare: set[str]) -> str:
    """Return words of three letters or more in the format of `words.txt`."""
    lines: dict[str, tuple[list[str], list[str]]] = {}
    for which, words in enumerate((familiar, rare - familiar)):
        for word in sorted(words):
            if len(word) == _PREFIX or not word.endswith("s") or word[:-1] not in words:
                more = "+" if f"{word}s" in words else ""
                lines.setdefault(word[:_PREFIX], ([], []))[which].append(f" {word[_PREFIX:]}{more}")
    return "".join(f"{prefix}{''.join(one)} |{''.join(two)} \n" for prefix, (one, two) in sorted(lines.items()))
