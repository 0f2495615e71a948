"""Find terms in texts; of two matches that begin at the same place, the longer one counts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import msgspec

from ofsted_lint.checks.terms.index import check, perhaps, worked_out
from ofsted_lint.checks.terms.search import WINDOW, TermError, Variant, places_of
from ofsted_lint.documents.structure.searchable_text import Joined, Vocabulary


class Match(msgspec.Struct, frozen=True):
    """A match of a term in a text.

    `whole` is the range of the match, `start` and `end` that of its flagged part.
    """

    start: int
    end: int
    term: str
    whole: tuple[int, int]


class Candidates(msgspec.Struct, frozen=True, eq=False):
    """Texts that terms match, each with its term, to be looked for in one text after another."""

    variants: list[tuple[str, Variant]]

    def find(self, text: str) -> list[Match]:
        """Return the matches in a text as `Terms.find` has it."""
        return _apart(list(self._each(text)))

    def _each(self, text: str) -> Iterator[Match]:
        for term, variant in self.variants:
            for whole, flagged in variant.find(text, places_of(text, variant.chunk)):
                yield Match(*flagged, term, whole)

    def before(self, text: str, at: int) -> bool:
        """True if one of them is directly before an offset."""
        there = text[max(at - WINDOW, 0) : at].rstrip()
        return any(match.whole[1] == len(there) for match in self._each(there))

    def after(self, text: str, at: int) -> bool:
        """True if one of them is directly after an offset."""
        there = text[at : at + WINDOW].lstrip()
        return any(match.whole[0] == 0 for match in self._each(there))


class Terms(msgspec.Struct, dict=True, eq=False):
    """Terms that are looked for together; of two matches that begin at the same place, the longer one counts.

    With `case`, capitals matter. A term that is not valid raises `TermError`
    when the terms are first used, or in `check`.
    """

    terms: tuple[str, ...]
    case: bool = False

    def check(self) -> None:
        for term in self.terms:
            check(term, self.case)
            if "^" in term and not self.case:
                raise TermError(f"“^” in “{term}” requires a capital: add “case: true”")

    @cached_property
    def _all(self) -> Candidates:
        return Candidates([(term, variant) for term in self.terms for variant in worked_out(term, self.case).variants])

    def candidates(self, vocabulary: Vocabulary) -> Candidates:
        """Return those that may be in the texts of a document, which has these words."""
        return Candidates(perhaps(self.terms, self.case, vocabulary))

    def find(self, text: str) -> list[Match]:
        """Return the matches in a folded text (or, with `case`, a `searchable` one), in order."""
        return self._all.find(text)

    def find_all(self, joined: Joined, vocabulary: Vocabulary) -> list[Match]:
        """Return the matches in all texts of a document; terms with words that it lacks are skipped."""
        found = [
            Match(*flagged, term, whole)
            for term, variant in perhaps(self.terms, self.case, vocabulary)
            for whole, flagged in variant.find(joined.text, variant.places(joined, vocabulary))
        ]
        return _apart(found)


def _apart(found: list[Match]) -> list[Match]:
    """Return the matches in order, without those that begin within another."""
    if len(found) < 2:
        return found
    kept: list[Match] = []
    for match in sorted(found, key=lambda match: (match.whole[0], -match.whole[1])):
        if not kept or match.whole[0] >= kept[-1].whole[1]:
            kept.append(match)
    return kept
