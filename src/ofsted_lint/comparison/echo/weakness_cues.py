"""Whether a sentence says that something is not right, and in which words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, count
from typing import NamedTuple

from ofsted_lint.comparison.echo.word_counts import Weights

# A sentence without a word that marks a weakness counts this much of one that has it.
_UNMARKED = 0.4
# A sentence that says so with all its words.
STRONGEST = 1.5
# From here on a sentence is said to name a weakness.
WEAK = 0.7


# How the second word of a term begins, all its words behind the first, and the term as it is written.
_Form = tuple[str, list[str], str]


class Seen(NamedTuple):
    """How weak a sentence calls its topic, from 0 to 1.5; the word that says so most."""

    force: float
    phrase: str


class Cues:
    """The words that mark weaknesses, arranged by their first word."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._exact: dict[str, list[_Form]] = {}
        self._begun: dict[str, list[_Form]] = {}
        for term in weights.cues:
            first, *rest = term.split()
            place = self._begun if first.endswith("*") else self._exact
            second = rest[0].removesuffix("*") if rest else ""
            place.setdefault(first.removesuffix("*"), []).append((second, rest, term))
        self._lengths = sorted({len(begin) for begin in self._begun})
        self._starting = lru_cache(1 << 12)(self._find)

    def see(self, words: Sequence[str]) -> Seen:
        """What a sentence, as words in lower case, says of its topic."""
        terms = dict(self.terms(words))
        weights = self._weights
        total = weights.cue_base + weights.length * math.log(len(words) + 1)
        best, phrase = -math.inf, ""
        for term, written in terms.items():
            cue = weights.cues[term]
            total += cue.weight
            if cue.marks and cue.weight > best:
                best, phrase = cue.weight, written
        return Seen((1.0 if phrase else _UNMARKED) * (0.5 + _share(total)), phrase)

    def terms(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The terms in a sentence, each with the words as they stand there."""
        until = 0
        begun = list(map(self._starting, words))
        for at in compress(count(), begun):
            if at < until:
                continue
            behind = words[at + 1] if at + 1 < len(words) else ""
            for second, rest, term in begun[at]:
                if not behind.startswith(second):  # most are told by this
                    continue
                end = at + 1 + len(rest)
                if end <= len(words) and all(map(_fits, rest, words[at + 1 : end])):
                    yield term, " ".join(words[at:end])
                    if self._weights.cues[term].cancels:
                        until = end
                        break

    def _find(self, word: str) -> list[_Form]:
        found = list(self._exact.get(word, ()))
        for length in self._lengths:
            found += self._begun.get(word[:length], ()) if length <= len(word) else ()
        return sorted(found, key=lambda form: not self._weights.cues[form[2]].cancels)


def _fits(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def _share(value: float) -> float:
    """Any number as one between 0 and 1."""
    return 1 / (1 + math.exp(-max(min(value, 30.0), -30.0)))
