"""Terms looked for in texts: where each stands, and of two that begin together the longer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import msgspec

from ofsted_lint.checks.terms.index import Ready, worked_out
from ofsted_lint.checks.terms.pattern import TermError
from ofsted_lint.checks.terms.search import WINDOW, Variant, places_of
from ofsted_lint.documents.structure.searchable_text import Joined, Vocabulary

# After so many documents terms are looked for by one index of all.
_FEW = 3


class Match(msgspec.Struct, frozen=True):
    """Where a term stands in a text, and which.

    `whole` is all of it; `start` and `end` what is meant of it.
    """

    start: int
    end: int
    term: str
    whole: tuple[int, int]


class Terms(msgspec.Struct, dict=True, eq=False):
    """Terms that are looked for together; of two that begin together the longer counts.

    With `case` capitals matter. `TermError` on the first use of what is no
    term; `check` says so beforehand.
    """

    terms: tuple[str, ...]
    case: bool = False

    def check(self) -> None:
        for term in self.terms:
            worked_out(term, self.case)
            if "^" in term and not self.case:
                raise TermError(f"“^” in “{term}” asks for a capital: say “case: true”")

    @cached_property
    def _ready(self) -> list[tuple[str, Ready]]:
        """Each term with what it stands for."""
        return [(term, worked_out(term, self.case)) for term in self.terms]

    def find(self, text: str) -> list[Match]:
        """Where they stand in a text that was folded (`searchable` with `case`), in order."""
        return _apart(list(self._each(text)))

    def _each(self, text: str) -> Iterator[Match]:
        for term, ready in self._ready:
            for variant in ready.variants:
                for whole, meant in variant.find(text, places_of(text, variant.chunk)):
                    yield Match(*meant, term, whole)

    def find_all(self, joined: Joined, vocabulary: Vocabulary) -> list[Match]:
        """Where they stand in all texts of a document; what its vocabulary has not is not looked for."""
        found = [
            Match(*meant, term, whole)
            for term, variant in self._perhaps(vocabulary.keys)
            for whole, meant in variant.find(joined.text, variant.places(joined, vocabulary))
        ]
        return _apart(found)

    def _perhaps(self, keys: set[str]) -> Iterator[tuple[str, Variant]]:
        """The texts of terms that may be in a document that has these words and pairs."""
        vars(self)["asked"] = asked = vars(self).get("asked", 0) + 1
        if asked <= _FEW:
            return ((term, variant) for term, ready in self._ready for variant in ready.perhaps(keys))
        found = sorted(
            place
            for one in self._index.keys() & keys
            for two in self._index[one].keys() & keys
            for place in self._index[one][two]
        )
        return ((self._ready[at][0], self._ready[at][1].variant(number)) for at, number in found)

    @cached_property
    def _index(self) -> dict[str, dict[str, list[tuple[int, int]]]]:
        """The texts of all terms by two words or pairs that each has: which term, and which of its texts.

        It takes longer to make than a few documents do without it.
        """
        index: dict[str, dict[str, list[tuple[int, int]]]] = {}
        for at, (_, ready) in enumerate(self._ready):
            for one, others in ready.index.items():
                for two, numbers in others.items():
                    index.setdefault(one, {}).setdefault(two, []).extend((at, number) for number in numbers)
        return index

    def before(self, text: str, at: int) -> bool:
        """Whether one of them stands directly before an offset."""
        there = text[max(at - WINDOW, 0) : at].rstrip()
        return any(match.whole[1] == len(there) for match in self._each(there))

    def after(self, text: str, at: int) -> bool:
        """Whether one of them stands directly behind an offset."""
        there = text[at : at + WINDOW].lstrip()
        return any(match.whole[0] == 0 for match in self._each(there))


def _apart(found: list[Match]) -> list[Match]:
    """Matches in order, without those that begin in another."""
    if len(found) < 2:
        return found
    kept: list[Match] = []
    for match in sorted(found, key=lambda match: (match.whole[0], -match.whole[1])):
        if not kept or match.whole[0] >= kept[-1].whole[1]:
            kept.append(match)
    return kept
