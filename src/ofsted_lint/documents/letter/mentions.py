"""Statements in a letter's prose that only rules for letters need: its own grades and name, days for a plan."""

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
# A sentence that says when services were inspected: the next ones may be about that inspection.
_INSPECTED = re.compile(
    r"\b(?:last|previous|earlier|recent|full|standard|short)\b.{0,40}\binspect(?:ed|ion)\b"
    rf"|\binspect(?:ed|ion)\b.{{0,60}}?\b(?:in|of)\b.{{0,20}}?\b(?:(?:{'|'.join(MONTHS)}) )?20\d\d\b"
    rf"|\b(?:(?:{'|'.join(MONTHS)}) )?20\d\d (?:\w+ )?inspection\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:during|at|in|of|throughout|since|from) this inspection\b(?! framework)"
    r"|\bthis inspection (?:was|has|found|looked|focused|considered|covered|took)\b",
    re.IGNORECASE,
)
_SENTENCES_BEFORE = 2
_PLAN = re.compile(r"\b(?:action plan|written statement|proposed action|statement of action)\b", re.IGNORECASE)
_WORKING_DAYS = re.compile(r"\b(\d{1,3}) (?:working )?days\b")


class GradeGiven(msgspec.Struct, frozen=True, eq=False):
    """A place where a letter states a grade as the outcome of its visit."""

    prose: Prose
    address: str


class Called(msgspec.Struct, frozen=True, eq=False):
    """A place where a letter calls its visit an inspection."""

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
            at = match.start()
            is_earlier = _EARLIER.search(passage.sentence(at)) or _follows_inspection(passage, at)
            if not is_earlier and not passage.quoted(at):
                yield GradeGiven(passage.prose.part(*match.span()), passage.address)


def called_inspection(passages: Iterable[Passage]) -> Iterator[Called]:
    """Find where a visit is called an inspection; “this inspection” may be one that was named before."""
    for passage in passages:
        for match in _CALLED.finditer(passage.prose.text):
            at = match.start()
            if not _INSPECTED.search(passage.sentence(at)) and not _follows_inspection(passage, at):
                yield Called(passage.prose.part(*match.span()), passage.address)


def _follows_inspection(passage: Passage, at: int) -> bool:
    """True if one of the sentences before an offset says when services were inspected."""
    spans = [span for span in passage.sentence_spans if span[1] <= at][-_SENTENCES_BEFORE:]
    return any(_INSPECTED.search(passage.prose.text, *span) for span in spans)


def plan_days(passages: Iterable[Passage]) -> Iterator[PlanDays]:
    """Find the days that are allowed for a plan or statement of action."""
    for passage in passages:
        for match in _WORKING_DAYS.finditer(passage.prose.text):
            if _PLAN.search(passage.sentence(match.start())):
                yield PlanDays(passage.prose.part(*match.span()), int(match[1]), passage.address)
