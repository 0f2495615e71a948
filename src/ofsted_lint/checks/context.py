"""The input of a check, the documents it compares with, and the errors that it may raise instead of yielding hits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, cast

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.kinds import comparable
from ofsted_lint.findings.suppressions import Misuse

if TYPE_CHECKING:
    from ofsted_lint.documents.area_send.model import AreaSendReport
    from ofsted_lint.documents.letter.model import Letter
    from ofsted_lint.documents.report.model import Report


class ReferenceDocuments(msgspec.Struct, frozen=True, eq=False):
    """The documents that a document is compared with; each is None if there is no such document.

    `report` is the latest report of the document's council, `earlier` the one
    before it, `letter` the latest letter, `area_report` the latest report of an area
    SEND inspection. `another` is one of the documents given if none of them is about the document's council.
    """

    report: Report | None = None
    earlier: Report | None = None
    letter: Letter | None = None
    area_report: AreaSendReport | None = None
    another: Document | None = None

    @property
    def given(self) -> bool:
        """True if there is a report or letter of the same council."""
        return bool(self.report or self.letter or self.area_report)

    def names(self) -> dict[str, Document | None]:
        """Return the documents by their names in expressions."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


NOTHING = ReferenceDocuments()


class CheckContext(msgspec.Struct, frozen=True, eq=False):
    """A document, the faulty suppressions of its findings, and the documents that it is compared with."""

    document: Document
    misuses: tuple[Misuse, ...] = ()
    against: ReferenceDocuments = NOTHING


class NotApplicable(Exception):
    """Raised if a check cannot be decided for this document; the message is the end of a sentence."""


class Unavailable(NotApplicable):
    """Raised if a check cannot run on this machine, because something optional is not installed."""


class ParamError(Exception):
    """Raised for a parameter that cannot be used: its key path, the mistake, and the offset in its text."""

    def __init__(self, way: tuple[str | int, ...], message: str, at: int = 0) -> None:
        super().__init__(message)
        self.way, self.message, self.at = way, message, at


class TooLong(Exception):
    """Raised if a rule takes more steps on a document than are allowed."""


def chosen(document: Document, given: Iterable[Document]) -> ReferenceDocuments:
    """Choose, from the documents given, those that this one is compared with."""
    kinds = comparable(document.kind)
    all_given = [each for each in given if each.source.path != document.source.path]
    same = [each for each in all_given if not (each.council and document.is_about_another(each.council))]
    same = [each for each in same if document.may_speak_of(_day(each))] or same
    reports, letters, areas = (
        sorted((each for each in same if each.kind == kind and kind in kinds), key=_day, reverse=True)
        for kind in ("ilacs", "letter", "area-send")
    )
    return ReferenceDocuments(
        cast("Report | None", next(iter(reports), None)),
        cast("Report | None", reports[1] if len(reports) > 1 else None),
        cast("Letter | None", next(iter(letters), None)),
        cast("AreaSendReport | None", next(iter(areas), None)),
        all_given[0] if all_given and not same else None,
    )


def _day(document: Document) -> date:
    return (document.dates and document.dates.start) or date.min
