"""What a document is held against: the report, or the letter, that it is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, cast

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.report.model import Report

if TYPE_CHECKING:
    from ofsted_lint.documents.letter.model import Letter  # most runs are of reports alone
    from ofsted_lint.documents.statement.model import Statement


class ReferenceDocuments(msgspec.Struct, frozen=True, eq=False):
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
        return {"report": self.report, "earlier": self.earlier, "letter": self.letter, "another": self.another}


NOTHING = ReferenceDocuments()
# The kinds of documents that others are held against.
HELD = ("ilacs", "letter")


def chosen(document: Document, given: Iterable[Document]) -> ReferenceDocuments:
    """Of the documents that are given those that this one is to be held against."""
    all_given = [each for each in given if each.source.path != document.source.path]
    same = [each for each in all_given if not (each.council and document.is_about_another(each.council))]
    if document.kind == "letter" and document.dates:
        # A letter speaks of what was before it.
        same = [each for each in same if _day(each) < _day(document)] or same
    if document.kind == "statement" and (day := cast("Statement", document).publishing) and day.day:
        # A later inspection is none that it can speak of.
        said = day.day
        same = [each for each in same if _day(each) <= said] or same
    reports = sorted((each for each in same if isinstance(each, Report)), key=_day, reverse=True)
    letters = sorted((cast("Letter", each) for each in same if each.kind == "letter"), key=_day, reverse=True)
    return ReferenceDocuments(
        next(iter(reports), None),
        reports[1] if len(reports) > 1 else None,
        next(iter(letters), None),
        all_given[0] if all_given and not same else None,
    )


def _day(document: Document) -> date:
    return (document.dates and document.dates.start) or date.min
