"""The lists of right words: a small one of those that reports use, and a large one of British English.

`common.zz` has the words that reports of several authorities use, a line for
each degree of commonness, compressed. `words.txt` has all others: a line for
each three letters that words begin with, then how they go on, in order; `+`
says that the word may take an s as well. It is searched where it lies, and not
read before a word is asked for that is not in the small one. Both are made by
`benchmarks/word_list.py`; `NOTICE` says where the words come from.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from pathlib import Path

_HERE = Path(__file__).resolve().parent
COMMON, WORDS = _HERE / "common.zz", _HERE / "words.txt"
_PREFIX = 3


@cache
def common() -> dict[str, int]:
    """The words that reports use, each with its degree: 0 for the commonest."""
    lines = zlib.decompress(COMMON.read_bytes()).decode("utf-8").split("\n")
    return {word: degree for degree, line in enumerate(lines) for word in line.split(" ")}


@lru_cache(1 << 15)
def is_word(word: str) -> bool:
    """Whether a word in lower case is in either list."""
    if word in common():
        return True
    line, rest = _line(word[:_PREFIX].encode()), word[_PREFIX:].encode()
    if b" %b " % rest in line or b" %b+ " % rest in line:
        return True
    return rest.endswith(b"s") and b" %b+ " % rest[:-1] in line


@cache
def _words() -> bytes:
    return WORDS.read_bytes()


def _line(prefix: bytes) -> bytes:
    """How words go on that begin so, each between two spaces; found by halving the file."""
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


def packed(words: set[str]) -> str:
    """Words of three letters or more as `words.txt` has them."""
    lines: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) > _PREFIX and word.endswith("s") and word[:-1] in words:
            continue
        more = "+" if f"{word}s" in words else ""
        lines.setdefault(word[:_PREFIX], []).append(word[_PREFIX:] + more)
    return "".join(f"{prefix} {' '.join(rests)} \n" for prefix, rests in lines.items())
