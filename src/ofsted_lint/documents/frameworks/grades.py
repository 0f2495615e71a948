"""The four grades of Ofsted's inspections, and the ways in which they are written."""

from __future__ import annotations

from enum import IntEnum

from ofsted_lint.source.similar import one_slip


class Grade(IntEnum):
    """The four grades, worst first, so that they compare by merit."""

    INADEQUATE = 1
    REQUIRES_IMPROVEMENT = 2
    GOOD = 3
    OUTSTANDING = 4

    @property
    def words(self) -> str:
        """The grade as written in a sentence."""
        return _GRADE_WORDS[self]

    @property
    def tag(self) -> str:
        """The grade as written in the scopes of rules: “requires-improvement”."""
        return self.name.lower().replace("_", "-")


_GRADE_WORDS = {
    Grade.INADEQUATE: "inadequate",
    Grade.REQUIRES_IMPROVEMENT: "requires improvement to be good",
    Grade.GOOD: "good",
    Grade.OUTSTANDING: "outstanding",
}


_SPELLINGS = {words: grade for grade, words in _GRADE_WORDS.items()} | {
    # The short form is printed in 13 of 321 tables, the singular verb in two headings.
    "requires improvement": Grade.REQUIRES_IMPROVEMENT,
    "require improvement": Grade.REQUIRES_IMPROVEMENT,
    "require improvement to be good": Grade.REQUIRES_IMPROVEMENT,
}


def grade_of(text: str) -> Grade | None:
    """Return the grade if a text states one and nothing else; capitals do not matter."""
    return _SPELLINGS.get(" ".join(text.casefold().strip(" .*|").split()))


def nearest_grade(text: str) -> str | None:
    """Return the words of the only grade that is one slip away from a text, capitals apart; else None."""
    printed = text.casefold().strip()
    near = {grade for words, grade in _SPELLINGS.items() if one_slip(printed, words)}
    return near.pop().words if len(near) == 1 else None


# The grades' words as a pattern, the longest first.
GRADE_WORDS = "|".join(sorted(_SPELLINGS, key=len, reverse=True))
