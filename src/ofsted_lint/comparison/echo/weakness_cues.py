"""Whether a sentence says that something is not right, and in which words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import compress, count
from typing import NamedTuple

from ofsted_lint.comparison.echo.memo import Memo
from ofsted_lint.comparison.echo.word_counts import Cue, Weights

# A sentence without a word that marks a weakness counts this much of one that has it.
_UNMARKED = 0.4
# A sentence that says so with all its words.
STRONGEST = 1.5
# From here on a sentence is said to name a weakness.
WEAK = 0.7


class _Form(NamedTuple):
    """A term as it is written, all its words after the first, how many words it has, and how much it says."""

    term: str
    rest: list[str]
    length: int
    cue: Cue
    cancels: bool


class _Forms:
    """The terms that a word begins: by the first two letters of the word after it, and for any other word."""

    __slots__ = ("by_letters", "otherwise")

    def __init__(self, forms: list[_Form]) -> None:
        # A second word of one letter and a sign leaves the second letter open.
        seconds = [form.rest[0].removesuffix("*")[:2] if form.rest else "" for form in forms]
        sorted_out = [(form, second, _is_open(form, second)) for form, second in zip(forms, seconds, strict=True)]
        self.otherwise = [form for form, _, is_open in sorted_out if is_open]
        self.by_letters = {
            second: [form for form, other, is_open in sorted_out if is_open or other == second]
            for _, second, is_open in sorted_out
            if not is_open
        }


def _is_open(form: _Form, second: str) -> bool:
    """Whether a term may be there whatever two letters the word after its first begins with."""
    return len(second) < 2 and form.rest[:1] != [second]


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
            form = _Form(term, rest, len(rest) + 1, weights.cues[term], weights.cues[term].cancels)
            place.setdefault(first.removesuffix("*"), []).append(form)
        self._lengths = sorted({len(begin) for begin in self._begun})
        self._starting = Memo(self._find)

    def see(self, words: Sequence[str]) -> Seen:
        """What a sentence, as words in lower case, says of its topic."""
        said = {form.term: (form.cue, start, end) for form, start, end in self._said(words)}
        total = self._weights.cue_base + self._weights.length * math.log(len(words) + 1)
        best, phrase = -math.inf, (0, 0)
        for cue, start, end in said.values():
            total += cue.weight
            if cue.marks and cue.weight > best:
                best, phrase = cue.weight, (start, end)
        force = (_UNMARKED if best == -math.inf else 1.0) * (0.5 + _share(total))
        return Seen(force, " ".join(words[slice(*phrase)]))

    def terms(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The terms in a sentence, each with the words as they stand there."""
        return ((form.term, " ".join(words[start:end])) for form, start, end in self._said(words))

    def _said(self, words: Sequence[str]) -> list[tuple[_Form, int, int]]:
        """The terms in a sentence, each with where its words begin and end."""
        until, last = 0, len(words) - 1
        begun = list(map(self._starting.__getitem__, words))
        said: list[tuple[_Form, int, int]] = []
        for at in compress(count(), begun):
            forms = begun[at]
            if forms is None or at < until:
                continue
            after = words[at + 1][:2] if at < last else ""
            for form in forms.by_letters.get(after, forms.otherwise):
                end = at + form.length
                if form.length == 1 or (end <= last + 1 and all(map(_fits, form.rest, words[at + 1 : end]))):
                    said.append((form, at, end))
                    if form.cancels:
                        until = end
                        break
        return said

    def _find(self, word: str) -> _Forms | None:
        """The terms that a word begins, those that cancel first; None where it begins none."""
        found = list(self._exact.get(word, ()))
        for length in self._lengths:
            found += self._begun.get(word[:length], ()) if length <= len(word) else ()
        found.sort(key=lambda form: not form.cancels)
        return _Forms(found) if found else None


def _fits(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def _share(value: float) -> float:
    """Any number as one between 0 and 1."""
    return 1 / (1 + math.exp(-max(min(value, 30.0), -30.0)))
