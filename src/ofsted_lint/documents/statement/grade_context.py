"""What a grade is about where no area is named, and of which inspection it is."""

from __future__ import annotations

import re

from ofsted_lint.documents.statement.grade_claim_patterns import (
    ALONE,
    AREA,
    BELOW,
    CHANGED_FROM,
    EARLIER_AFTER,
    EARLIER_BEFORE,
    GENERIC,
    HAD_BEEN,
    HAVING_BEEN,
    RATING,
    WE_ARE,
    YEAR,
    Q,
)
from ofsted_lint.documents.statement.graded_areas import Area, area_of

# “good at finding homes” is not a grade of the whole.
_AT = re.compile(rf"{Q} at (?!all\b|the (?:last|latest|time)\b|its\b|our\b)")
_TO = re.compile(rf"\bto (?:being |be |an? |now )?{Q}\Z")


def whole(text: str, grade: re.Match[str], last: int) -> list[Area]:
    """Return the grade as that of services as a whole, if these were judged and no area is named."""
    before = text[last : grade.start()]
    # A headline may begin with the grade: “‘Good’: Ofsted's verdict on our services”.
    subject = before if before.strip(" ‘’“”'\"*#") else text[grade.end() :]
    if last and (_TO.search(before) or HAVING_BEEN.search(before)):
        subject = text[: grade.start()]
    if BELOW.fullmatch(text, grade.end()) or _AT.match(text, grade.end()):
        return []
    if CHANGED_FROM.search(before) and all(area_of(match).key == "overall" for match in AREA.finditer(text)):
        return [Area(grade.start(), grade.end(), "overall")]
    we_are = WE_ARE.search(text, last, grade.start()) and ALONE.match(text, grade.end())
    if not (we_are or (RATING.search(text) and GENERIC.search(subject))) or AREA.search(text):
        return []
    return [Area(grade.start(), grade.end(), "overall")]


def when(text: str, grade: re.Match[str], last: int, next_: int, reports: bool = False) -> tuple[bool, int]:
    """Return whether a grade is one of an earlier inspection, and the year printed with it (or 0).

    If a sentence reports what was said, “had been” is of the inspection that was spoken of.
    """
    before = bool(EARLIER_BEFORE.search(text, last, grade.start()) or EARLIER_AFTER.match(text, grade.end(), next_))
    now = reports or HAVING_BEEN.search(text, grade.end())
    before = before or bool(HAD_BEEN.search(text, last, grade.start()) and not now)
    # “from inadequate in 2016 to good”: the year belongs to the earlier grade.
    years = YEAR.findall(text[grade.end() if last and _TO.search(text, last, grade.start()) else last : next_])
    return before, int(years[0]) if years else 0
