"""A paragraph as a few numbers: paragraphs with nearly the same words have mostly the same numbers.

The words are taken three at a time, in any order; of those that fall into each
of a few bins the smallest is kept (MinHash with one hash function). Paragraphs
that agree in a pair of neighbouring bins are worth comparing word by word.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from ofsted_lint.files.hashes import blake2b
from ofsted_lint.files.patterns import pattern

# A shorter text may be the same by chance.
LEAST_WORDS = 15
_TOGETHER = 3
_BINS = 16
_PAIR = 2
_FULL = 1 << 32
_WORD = pattern(r"[^\W_]+(?:['’][^\W_]+)*")


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared: in lower case, without marks."""
    return _WORD.findall(text.casefold().replace("’", "'"))


def bands(text: list[str]) -> tuple[int, ...]:
    """Return the numbers of a text that has these words; empty if it is too short."""
    if len(text) < LEAST_WORDS:
        return ()
    least = [_FULL] * _BINS
    for at in range(len(text) - _TOGETHER + 1):
        value = zlib.crc32(" ".join(text[at : at + _TOGETHER]).encode("utf-8", "replace"))
        place = value % _BINS
        least[place] = min(least[place], value)
    return tuple(_numbers(_filled(least)))


def _filled(least: list[int]) -> list[int]:
    """Return the bins with those that are empty filled from the next one that is not."""
    return [next(v for step in range(_BINS) if (v := least[(at + step) % _BINS]) < _FULL) for at in range(_BINS)]


def _numbers(least: list[int]) -> Iterator[int]:
    for at in range(0, _BINS, _PAIR):
        part = repr((at, least[at : at + _PAIR])).encode()
        yield int.from_bytes(blake2b(part, digest_size=8).digest(), "big", signed=True)
