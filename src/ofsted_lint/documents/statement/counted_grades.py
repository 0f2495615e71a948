"""How many judgements have a grade, where the number is beside the grade: “of the four areas, three were good”."""

from __future__ import annotations

import re

from ofsted_lint.documents.statement.grade_claim_patterns import AREAS, NUMBERS, WITH_NOUN, Q
from ofsted_lint.documents.statement.graded_areas import Area
from ofsted_lint.documents.statement.phrases import pattern

_NUMBER = r"(?:one|two|three|four|five|both|[1-5])"
_PARTS = rf"(?: {pattern('areas', 'kinds of parts')})*(?: {pattern('areas', 'parts')}| {pattern('grades', 'nouns')})\b"
# “the four areas” are all that there are, not the number of those with a grade.
_DEFINITE = re.compile(r"\b(?:the|its|our|their|these|those|of|from)\s\Z", re.IGNORECASE)
_TOTAL = re.compile(rf"\b(?:(?:the|its|our|their|these|those) |of |from )(?P<n>{_NUMBER}){_PARTS}", re.IGNORECASE)
_OF_TOTAL = re.compile(rf"\b(?:out )?of (?:(?:the|its|our|their|these) )?(?P<n>{_NUMBER}){_PARTS}", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b(?P<n>{_NUMBER})(?P<noun> {pattern('grades', 'nouns', 'loose nouns')} of)?"
    r"(?: (?:of (?:them|these|those)|now|were|was|are|is|being|have been|had been|has been))?"
    rf"(?: (?:{pattern('grades', 'links')}|{pattern('grades', 'rated')}))?(?: as| to be)? ?{Q}\Z",
    re.IGNORECASE,
)
_KEYS = [name for name, _ in AREAS]


def is_total(text: str, area: Area) -> bool:
    """True if a number of areas is the number of all that were judged."""
    return area.key == "count" and not area.of and bool(area.count and _DEFINITE.search(text, 0, area.start))


def counted(text: str, grade: re.Match[str]) -> Area | None:
    """Return the number of judgements that a grade is said to have, if that is right before the grade."""
    before = _BEFORE.search(text, max(0, grade.start() - 60), grade.start())
    if before is None:
        return None
    total = _TOTAL.search(text)
    if not (
        before["noun"] or WITH_NOUN.match(text, grade.end()) or (total and _OF_TOTAL.search(text, 0, before.start()))
    ):
        return None
    of = NUMBERS[total["n"].casefold()] if total else 0
    return Area(before.start(), grade.end(), "count", NUMBERS[before["n"].casefold()], of)
