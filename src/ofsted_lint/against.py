"""What a document is held against: the report, or the letter, that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from ofsted_lint.document.base import Document
from ofsted_lint.document.councils import same_council
from ofsted_lint.document.letter import Letter
from ofsted_lint.document.model import Report
from ofsted_lint.document.statement import Statement


class Against(msgspec.Struct, frozen=True, eq=False):
    """What a document is held against; each part is None where there is none.

    `report` is the latest report of the document's council, `earlier` the one
    before it, `letter` the latest letter. `another` is a document that was
    given, where none is about the document's council.
    """

    report: Report | None = None
    earlier: Report | None = None
    letter: Letter | None = None
    another: Document | None = None

    @property
    def given(self) -> bool:
        """Whether there is something of the same council."""
        return bool(self.report or self.letter)

    def names(self) -> dict[str, Document | None]:
        """The parts by the names that expressions have for them."""
        return {"report": self.report, "earlier": self.earlier, "letter": self.letter}


# The types of those names.
NAMES: dict[str, type[Document]] = {"report": Report, "earlier": Report, "letter": Letter}
NOTHING = Against()
# The kinds of documents that others are held against.
HELD = ("ilacs", "letter")


def chosen(document: Document, given: Iterable[Document]) -> Against:
    """Of the documents that are given those that this one is to be held against."""
    all_given = [each for each in given if each.source.path != document.source.path]
    same = [each for each in all_given if not is_another(document, each)]
    if isinstance(document, Letter) and document.dates:
        # A letter speaks of what was before it.
        same = [each for each in same if _day(each) < _day(document)] or same
    reports = sorted((each for each in same if isinstance(each, Report)), key=_day, reverse=True)
    letters = sorted((each for each in same if isinstance(each, Letter)), key=_day, reverse=True)
    return Against(
        next(iter(reports), None),
        reports[1] if len(reports) > 1 else None,
        next(iter(letters), None),
        all_given[0] if all_given and not same else None,
    )


def is_another(document: Document, other: Document) -> bool:
    """Whether a document is about another council than the report or letter that it is held against.

    Where it names no council, it is taken to be about the same.
    """
    theirs = other.council
    if not theirs:
        return False
    if isinstance(document, Statement):
        return document.is_about_another(theirs)
    return bool(document.council) and not same_council(document.council, theirs)


def _day(document: Document) -> date:
    return (document.dates and document.dates.start) or date.min
