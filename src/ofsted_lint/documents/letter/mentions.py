"""Statements in a letter's prose that only rules for letters need: grades of its own, days for a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.frameworks.grades import GRADE_WORDS
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.dates import MONTHS
from ofsted_lint.source.prose import Prose

_GRADE = rf"[‘“']?(?:{GRADE_WORDS})\b"
_NOT_THESE = r"(?!\w* ?(?:enough|practice|progress|quality|outcomes?|support|work|understanding))"
# Phrases that state a grade as the outcome; “good” alone is an ordinary word.
_GIVEN = re.compile(
    r"\b(?:graded|judged|rated|graded as|judged as|rated as)(?: (?:now|overall|again))?"
    rf"(?: to be| as(?: being)?)? {_GRADE}{_NOT_THESE}"
    r"|\b(?:judged?|graded?|rated?) (?:this|the|these|services?|practice|leaders|it|them)\b[^.;:]{0,80}?"
    rf" (?:to be|as) {_GRADE}{_NOT_THESE}"
    rf"|\brequires? improvement to be good\b"
    rf"|\b(?:grade|judge?ment|rating)(?: for [^.;:]{{1,60}}?)?(?: is| was|:)(?: now)? {_GRADE}{_NOT_THESE}",
    re.IGNORECASE,
)
# A sentence about an earlier inspection may state the grade of that one.
_EARLIER = re.compile(
    rf"\b(?:since|last|previous|previously|prior|earlier|former|at the time|had been|until|before|remains? inadequate"
    rf"|in (?:{'|'.join(MONTHS)})|in 20\d\d"
    r"|20\d\d inspection|homes?"
    r"|carers?|audit\w*|moderat\w*|self-\w+|schools?|provisions?|providers?|settings?|placements?|agency)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(r"\b(?:action plan|written statement|proposed action|statement of action)\b", re.IGNORECASE)
_WORKING_DAYS = re.compile(r"\b(\d{1,3}) (?:working )?days\b")


class GradeGiven(msgspec.Struct, frozen=True, eq=False):
    """A place where a letter states a grade as the outcome of its visit."""

    prose: Prose
    address: str


class PlanDays(msgspec.Struct, frozen=True, eq=False):
    """The number of days within which a plan or statement of action is requested."""

    prose: Prose
    days: int
    address: str


def grades_given(passages: Iterable[Passage]) -> Iterator[GradeGiven]:
    """Find grades that are stated as the outcome of a visit, not those of earlier inspections, homes or audits."""
    for passage in passages:
        for match in _GIVEN.finditer(passage.prose.text):
            if not _EARLIER.search(passage.sentence(match.start())) and not passage.quoted(match.start()):
                yield GradeGiven(passage.prose.part(*match.span()), passage.address)


def plan_days(passages: Iterable[Passage]) -> Iterator[PlanDays]:
    """Find the days that are allowed for a plan or statement of action."""
    for passage in passages:
        for match in _WORKING_DAYS.finditer(passage.prose.text):
            if _PLAN.search(passage.sentence(match.start())):
                yield PlanDays(passage.prose.part(*match.span()), int(match[1]), passage.address)
