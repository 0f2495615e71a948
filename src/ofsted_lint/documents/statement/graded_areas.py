"""The areas named in a sentence, and those to which a grade in it was given."""

from __future__ import annotations

import re

import msgspec

from ofsted_lint.documents.statement.grade_claim_patterns import (
    AREAS,
    AT_LEAST,
    CLAUSE,
    FORWARD,
    LINK,
    LISTED,
    NUMBERS,
    SHARES,
    Q,
)
from ofsted_lint.documents.statement.grade_words import AREA_NEXT, ROW_SPACE


class Area(msgspec.Struct, frozen=True):
    """An area that a sentence names, or a number of areas, with its place."""

    start: int
    end: int
    key: str
    count: int = 0
    of: int = 0


def area_of(match: re.Match[str]) -> Area:
    key = next(name for at, (name, _) in enumerate(AREAS) if match[f"a{at}"])
    count, of = ((NUMBERS | SHARES).get((match[name] or "").casefold(), 0) for name in ("n", "of"))
    return Area(match.start(), match.end(), key, count, of)


def areas_after(text: str, grade: re.Match[str], areas: list[Area], next_: int) -> list[Area]:
    """Return the areas after a grade to which it was given: “good for …, … and …”."""
    if not areas:
        return []
    first = areas[0]
    between = text[grade.end() : first.start]
    beside = first.key in ("overall", "every") and (
        re.fullmatch(rf"{Q},? ?", between) or AT_LEAST.fullmatch(between.rstrip())
    )
    row = not text[: grade.start()].strip(" \t-–—•*|‘“'\"") and AREA_NEXT.fullmatch(between)
    if not (beside or row or FORWARD.fullmatch(between)):
        return []
    taken = [first]
    for area in areas[1:]:
        if not LISTED.fullmatch(text, taken[-1].end, area.start):
            break
        taken.append(area)
    # The last of them may belong to the next grade: “…, and leadership was rated outstanding”.
    after = text[taken[-1].end : next_]
    if next_ < len(text) and len(taken) > 1 and re.match(rf"{Q}\s*(?:is|are|was|were|has|have|as|been|:)", after):
        taken.pop()
    return taken


def areas_before(text: str, grade: re.Match[str], areas: list[Area], taken: set[Area]) -> list[Area]:
    """Return the areas before a grade to which it was given: “…, … and … were judged good”."""
    free = [area for area in areas if area not in taken]
    if not free:
        return []
    between = text[free[-1].end : grade.start()]
    if not (LINK.search(between) or ROW_SPACE.fullmatch(between)) or CLAUSE.search(between):
        return []
    found = [free[-1]]
    for area in reversed(free[:-1]):
        if not LISTED.fullmatch(text, area.end, found[0].start):
            break
        found.insert(0, area)
    return found
