"""The fixed facts about ILACS reports: areas of judgement, templates, dates."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Annotated

from ofsted_lint.documents.frameworks.fixed_values import fixed
from ofsted_lint.documents.frameworks.grades import GRADE_WORDS
from ofsted_lint.files.patterns import pattern

_LONGEST_HEADING = 25
_GRADE_LAST = pattern(rf"(?i)(?:{GRADE_WORDS})\.?$")


def reads_as_heading(text: str) -> bool:
    """True if a text is as short as a heading and states a grade at its end."""
    return len(text.split()) <= _LONGEST_HEADING and bool(_GRADE_LAST.search(text))


# Judgements by key, as the framework names them (domain facts 1.2).
NAMES = {
    "leaders": "The impact of leaders on social work practice with children and families",
    "help-and-protection": "The experiences and progress of children who need help and protection",
    "in-care-and-care-leavers": "The experiences and progress of children in care and care leavers",
    "in-care": "The experiences and progress of children in care",
    "care-leavers": "The experiences and progress of care leavers",
    "overall": "Overall effectiveness",
}
# The names of the judged areas where space is short.
SHORT = {
    "leaders": "leaders",
    "help-and-protection": "help and protection",
    "in-care-and-care-leavers": "children in care and care leavers",
    "in-care": "children in care",
    "care-leavers": "care leavers",
}

AREA = fixed("an area", NAMES)
Area = Annotated[str, AREA]

_ALIKE = 0.75
_BY_NAME = {name.casefold(): area for area, name in NAMES.items()}

# The areas that each template judges, in the order of its table.
TEMPLATES = {
    "ilacs-2018": ("leaders", "help-and-protection", "in-care-and-care-leavers", "overall"),
    "ilacs-2023": ("leaders", "help-and-protection", "in-care", "care-leavers", "overall"),
    "ilacs-2026": ("leaders", "help-and-protection", "in-care", "care-leavers"),
}
TEMPLATE = fixed("a template", TEMPLATES)
Template = Annotated[str, TEMPLATE]
# Care leavers have been judged separately since this day; the last combined
# inspection began on 5 December 2022, the first split one on 16 January 2023.
CARE_LEAVERS_APART = date(2023, 1, 1)
# Inspections that begin on or after this day do not judge overall effectiveness.
NO_OVERALL = date(2026, 4, 1)


def template_for(start: date) -> str:
    """Return the template that an inspection beginning on this day should use."""
    if start < CARE_LEAVERS_APART:
        return "ilacs-2018"
    return "ilacs-2023" if start < NO_OVERALL else "ilacs-2026"


_LEADERS = pattern(r"\bleader", re.IGNORECASE)
_HELP = pattern(r"\b(?:help|protection)\b", re.IGNORECASE)
_LEAVERS = pattern(r"\bcare[ -]?leavers?\b|\bleaving care\b", re.IGNORECASE)
_IN_CARE = pattern(r"\bin care\b|\blooked[ -]after\b", re.IGNORECASE)
_NEAR = 0.8
_NEARLY = 0.9


@lru_cache(256)
def area_of(label: str) -> str | None:
    """Return the area of judgement that a label names, even if it is garbled or misspelt.

    “The experiences and progress of children care leavers” (fourteen reports
    of 2025 and 2026) is still care leavers.
    """
    if _LEADERS.search(label):
        return "leaders"
    if "overall" in label.casefold():
        return "overall"
    if _LEAVERS.search(label):
        return "in-care-and-care-leavers" if _IN_CARE.search(label) else "care-leavers"
    if _HELP.search(label):
        return "help-and-protection"
    if _IN_CARE.search(label):
        return "in-care"
    area, likeness = nearest_name(label)
    return area if likeness >= _NEAR else None


def is_official(label: str) -> bool:
    """True if a label is exactly the name of a judgement; capitals do not matter."""
    return label.casefold() in _BY_NAME


def is_nearly_official(label: str) -> bool:
    """True if a label can only be the name of a judgement, with a slip or two."""
    return nearest_name(label)[1] >= _NEARLY


def areas_of(labels: list[str], expected: tuple[str, ...]) -> list[str | None]:
    """Return the areas that the labels of one table, or of all headings, name.

    A garbled label names the most similar of the `expected` areas that no other
    label names correctly.
    """
    exact = [_BY_NAME.get(label.casefold().strip(" .")) for label in labels]
    free = tuple(area for area in expected if area not in exact)
    return [area or _among(label, free) for label, area in zip(labels, exact, strict=True)]


def _among(label: str, free: tuple[str, ...]) -> str | None:
    if free:
        area, likeness = nearest_name(label, free)
        if likeness >= _ALIKE:
            return area
    return area_of(label)


@lru_cache(256)
def nearest_name(label: str, areas: tuple[str, ...] = tuple(NAMES)) -> tuple[str, float]:
    """Return the area whose official name is most similar to a label, and the similarity (0 to 1)."""
    folded = label.casefold()
    if _BY_NAME.get(folded) in areas:
        return _BY_NAME[folded], 1.0
    from difflib import SequenceMatcher  # a report whose labels are all official does not need it

    return max(
        ((area, SequenceMatcher(None, folded, NAMES[area].casefold()).ratio()) for area in areas),
        key=lambda pair: pair[1],
    )
