"""Rate how clearly a sentence describes a weakness, and find the words that do so."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, count
from typing import NamedTuple

from ofsted_lint.comparison.echo.stems import Memo
from ofsted_lint.comparison.echo.word_counts import Cue, Weights, shipped

# The weight of a sentence without a word that marks a weakness, relative to one with such a word.
_UNMARKED = 0.4
# The highest possible force of a sentence.
STRONGEST = 1.5
# The force from which a sentence counts as naming a weakness.
WEAK = 0.7


class _Form(NamedTuple):
    """A term as written, its words after the first, the number of its words, and its weight."""

    term: str
    rest: list[str]
    length: int
    cue: Cue
    cancels: bool


class _Forms:
    """The terms that begin with a word, by the first two letters of their second word; and those without such a key."""

    __slots__ = ("by_letters", "otherwise")

    def __init__(self, forms: list[_Form]) -> None:
        self.otherwise: list[_Form] = []
        self.by_letters: dict[str, list[_Form]] = {}
        for form in forms:
            # A second word of one letter and a sign leaves the second letter open.
            second = form.rest[0].removesuffix("*")[:2] if form.rest else ""
            if _is_open(form, second):
                for each in (self.otherwise, *self.by_letters.values()):
                    each.append(form)
            else:
                self.by_letters.setdefault(second, self.otherwise.copy()).append(form)


def _is_open(form: _Form, second: str) -> bool:
    """True if the first two letters of the second word do not decide whether a term matches."""
    return len(second) < 2 and form.rest[:1] != [second]


class Seen(NamedTuple):
    """Return how clearly a sentence calls its topic weak, from 0 to 1.5, and the word that does so most."""

    force: float
    phrase: str


class Cues:
    """The words that mark weaknesses, arranged by their first word."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        # The terms by their first word, or by its beginning.
        self._exact: dict[str, list[str]] = {}
        self._begun: dict[str, list[str]] = {}
        for term in weights.cues:
            first = term.partition(" ")[0]
            if first[-1] == "*":
                self._begun.setdefault(first[:-1], []).append(term)
            else:
                self._exact.setdefault(first, []).append(term)
        self._shortest = min(map(len, self._begun), default=0)
        # The beginnings by their first letters, the shortest first: most words have none.
        self._beginnings: dict[str, list[str]] = {}
        for begin in sorted(self._begun, key=len):
            self._beginnings.setdefault(begin[: self._shortest], []).append(begin)
        self._starting = Memo(self._find)

    def see(self, words: Sequence[str]) -> Seen:
        """Rate how clearly a sentence, given as words in lower case, calls its topic weak."""
        found = {form.term: (form.cue, start, end) for form, start, end in self._matches(words)}
        total = self._weights.cue_base + self._weights.length * math.log(len(words) + 1)
        best, phrase = -math.inf, (0, 0)
        for cue, start, end in found.values():
            total += cue.weight
            if cue.marks and cue.weight > best:
                best, phrase = cue.weight, (start, end)
        force = (_UNMARKED if best == -math.inf else 1.0) * (0.5 + _share(total))
        return Seen(force, " ".join(words[slice(*phrase)]))

    def terms(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Return the terms in a sentence, each with the words that it matches."""
        return ((form.term, " ".join(words[start:end])) for form, start, end in self._matches(words))

    def _matches(self, words: Sequence[str]) -> list[tuple[_Form, int, int]]:
        """Return the terms in a sentence, each with the start and end of its words."""
        until, last = 0, len(words) - 1
        begun = list(map(self._starting.__getitem__, words))
        matches: list[tuple[_Form, int, int]] = []
        for at in compress(count(), begun):
            forms = begun[at]
            if forms is None or at < until:
                continue
            after = words[at + 1][:2] if at < last else ""
            for form in forms.by_letters.get(after, forms.otherwise):
                end = at + form.length
                if form.length == 1 or (end <= last + 1 and all(map(_fits, form.rest, words[at + 1 : end]))):
                    matches.append((form, at, end))
                    if form.cancels:
                        until = end
                        break
        return matches

    def _find(self, word: str) -> _Forms | None:
        """Return the terms that begin with a word, those that cancel others first; None if there are none."""
        terms = self._exact.get(word, [])
        for begin in self._beginnings.get(word[: self._shortest], ()):
            if word.startswith(begin):
                terms = terms + self._begun[begin]
        if not terms:
            return None
        return _Forms(sorted(map(self._form, terms), key=lambda form: not form.cancels))

    def _form(self, term: str) -> _Form:
        words = term.split()
        return _Form(term, words[1:], len(words), self._weights.cues[term], self._weights.cues[term].cancels)


def cues(weights: Weights | None = None) -> Cues:
    """Return the words that mark weaknesses, by the shipped weights unless others are given."""
    return _arranged(weights or shipped()[1])


@lru_cache(4)
def _arranged(weights: Weights) -> Cues:
    return Cues(weights)


def _fits(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def _share(value: float) -> float:
    """Map any number to one between 0 and 1."""
    return 1 / (1 + math.exp(-max(min(value, 30.0), -30.0)))
