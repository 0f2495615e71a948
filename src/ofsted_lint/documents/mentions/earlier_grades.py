"""The overall grade of the last inspection, as a report gives it: “in 2019, when services were judged to be good”."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ofsted_lint.documents.frameworks.grades import Grade, grade_of
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose

_GRADE = r"(?P<grade>outstanding|inadequate|good|require(?:s|d)? improvement(?: to be good)?)"
_GIVEN = pattern(
    r"(?i)\b(?:(?:last|previous) (?:\w+ ){0,3}inspection\b[^.;:]{0,80}?|the inspection in 20\d\d)"
    r"(?:,? (?:when|which)|(?<= in 20\d\d)(?= (?:judged|graded|rated|found)\b))(?P<what>[^.;:]{0,80}?)"
    r"\b(?:judged|graded|rated|found|was|were)(?: (?:services|to be|to|as|overall|be))*[ ‘“'\"]{1,2}" + _GRADE + r"\b"
    # “good or better”, “good in some areas”
    r"(?! (?:or|and) |[^.;:]{0,30}\b(?<!all )(?:areas?|aspects?|practice|work)\b)"
)
# Grades of parts of the services.
_PARTS = pattern(r"(?i)\b(?:leadership|leavers|in care|protection|some|many|most|areas?|aspects?|impact of)\b")
_FRONT = 12


class EarlierGrade(msgspec.Struct, frozen=True, eq=False):
    """The overall grade that a report gives for the last inspection, with its words."""

    prose: Prose
    grade: Grade


def earlier_grade(passages: Iterable[Passage]) -> EarlierGrade | None:
    """Return the overall grade of the last inspection that the first paragraphs of a report give."""
    for passage in [each for each in passages if "prose" in each.tags][:_FRONT]:
        match = _GIVEN.search(passage.prose.text) if "inspection" in passage.folded else None
        if match and not _PARTS.search(match["what"]):
            words = match["grade"].replace("required", "requires")
            found = grade_of(words)
            return EarlierGrade(passage.prose.part(*match.span()), found) if found else None
    return None
