"""The days of a joint inspection, and the day on which the written statement is due."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.structure.letters.parts import LetterDate
from ofsted_lint.documents.values.dates import MONTHS, InspectionDates, inspection_dates, mentions

if TYPE_CHECKING:
    from ofsted_lint.documents.structure.parts import Paragraph, Section
    from ofsted_lint.source.prose import Prose

_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?: (?:{'|'.join(MONTHS)}))?(?: \d{{2,4}})?"
_DATES = re.compile(
    rf"\b(?:took place|undertaken|carried out|visit(?:ed)?|inspection|between|from|on) (?:between |from |on )?"
    rf"(?P<days>{_DAY}(?:(?: (?:to|and)|,| ?[-–]) ?{_DAY}){{0,4}})(?!\d)",
    re.IGNORECASE,
)
_MONTH = re.compile("|".join(MONTHS))
_DUE = re.compile(
    rf"\bby (?:(?:\w+day),? )?(?P<day>\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(MONTHS)}),? ?\d{{0,6}})"
)
_ADDRESS = re.compile(r"[\w.-]+@[\w-]+(?:\.[\w-]+)+")


class Due(msgspec.Struct, frozen=True, eq=False):
    """By which day, and to which e-mail address, the statement is to be sent."""

    day: LetterDate | None
    to: Prose | None


def read_dates(paragraphs: Iterable[Paragraph]) -> InspectionDates | None:
    """Return the days of the inspection, which the opening gives; their year may be missing."""
    for paragraph in paragraphs:
        for match in _DATES.finditer(paragraph.prose.text):
            if _MONTH.search(match["days"]):
                return inspection_dates(paragraph.prose.part(*match.span("days")))
    return None


def read_due(section: Section | None) -> Due:
    """Return what “Next steps” says of the written statement."""
    day: LetterDate | None = None
    to: Prose | None = None
    for paragraph in section.paragraphs if section else ():
        text = paragraph.prose.text
        due, address = _DUE.search(text), _ADDRESS.search(text)
        if due and day is None:
            prose = paragraph.prose.part(due.start("day"), due.start("day") + len(due["day"].rstrip(" ,")))
            day = LetterDate(prose, next((each.day for each in mentions(prose, "due")), None), "due")
        if address and to is None:
            to = paragraph.prose.part(*address.span())
    return Due(day, to)
