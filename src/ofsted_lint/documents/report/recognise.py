"""Recognition of inspection reports by their anchors."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.frameworks.ilacs import NAMES, is_nearly_official
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.structure.lines import Lines, Sureness
from ofsted_lint.documents.structure.parts import Judgement, Section
from ofsted_lint.files.patterns import pattern

if TYPE_CHECKING:
    from ofsted_lint.documents.syntax import Token

# Each of the first three makes a report by itself, if it is whole; the rest it
# shares with letters and with other inspections.
_TELLING = ("a title", "a grade table", "graded section headings")
_ANCHORS = (*_TELLING, "inspection dates", "a lead inspector", "“What needs to improve”", "Ofsted’s closing matter")
_FEW_TELLING = 2
_MANY_OTHERS = 3

_GRAMMAR = "ilacs"
# The lines of the grammar that can become an anchor.
_OTHERS = ("DATES", "INSPECTOR", "IMPROVEMENTS", "CLOSING")
_LABELS = frozenset({"HEADING", "LABEL", "ROW", "CELL"})
_RUNNING_TEXT = frozenset({"TEXT", "LINE"})
# Words of the official names, of which some are left after a slip or two.
_NAMED = pattern(
    r"experiences?\s+and|and\s+progress|progress\s+of\s+c|impact\s+of|of\s+leaders|leaders\s+on"
    r"|work\s+practice|practice\s+with",
    re.IGNORECASE,
)
_LONGEST_LABEL = 24
_LONGEST_NAME = max(map(len, NAMES.values()))
_ALIKE = 0.7
_MANY_HEADINGS = 3


def sureness(lines: Lines) -> Sureness:
    """Return how certain it is that a text is a report, from the anchors that its lines may be."""
    found = lines.tokens(_GRAMMAR)
    kinds = Counter(token.type for token in found)
    title = bool(kinds["RUNNING"])
    if title and kinds["TABLE_HEAD"] and kinds["HEADING"] >= _MANY_HEADINGS:
        return Sureness.SURE
    labels = _labels(lines)
    telling = title + (labels > (0 if kinds["TABLE_HEAD"] else 1)) + bool(labels)
    others = sum(bool(kinds[kind]) for kind in _OTHERS)
    if not kinds["IMPROVEMENTS"] and lines.source.headings:
        others += 1  # what is set as a heading may be worded in another way
    if _suffices(telling, others, labels):
        return Sureness.ENOUGH
    return Sureness.SOME if telling or others else Sureness.NONE


def _labels(lines: Lines) -> int:
    """Return how many lines may bear the name of a judgement, in a table or as a heading."""
    found, text = lines.tokens(_GRAMMAR), lines.source.printed
    named = {bisect_right(found, match.start(), key=_start) - 1 for match in _NAMED.finditer(text)}
    return sum(_may_be_label(found[at], text) for at in named)


def _start(token: Token) -> int:
    return token.start


def _may_be_label(token: Token, text: str) -> bool:
    """Return whether a line is a label, or running text that is one misspelt at its start, or the first line of one."""
    if token.type in _LABELS:
        return True
    line = text[token.start : token.end]
    if token.type not in _RUNNING_TEXT or len(line.split()) > _LONGEST_LABEL:
        return False
    from difflib import SequenceMatcher  # most lines do not name a judgement

    words = line.strip(" \t\r\n*|#").casefold()[:_LONGEST_NAME]
    likeness = SequenceMatcher(b=words)
    for name in {name[: len(words)].casefold() for name in NAMES.values()}:
        likeness.set_seq1(name)
        if likeness.quick_ratio() >= _ALIKE and likeness.ratio() >= _ALIKE:
            return True
    return False


def accepted(report: Report) -> Report | None:
    """Return a report with the names of its missing anchors; None if it lacks too much to be a report."""
    lacking = missing(report)
    telling = sum(name not in lacking for name in _TELLING)
    others = len(_ANCHORS) - len(lacking) - telling
    if not _suffices(telling, others, len(_found(report))):
        return None
    return msgspec.structs.replace(report, lacking=tuple(lacking))


def _suffices(telling: int, others: int, sections: int) -> bool:
    """True if so many anchors of each sort, and so many sections with official names, make a report."""
    return telling >= _FEW_TELLING or (telling > 0 and others >= _MANY_OTHERS) or sections >= _FEW_TELLING


def missing(report: Report | None) -> list[str]:
    """Return, in words, the anchors that are missing; all of them if there is no report."""
    if report is None:
        return list(_ANCHORS)
    found = (
        report.title,
        len(_judged(report)) > (0 if report.table else 1),
        _found(report),
        report.dates,
        report.inspectors,
        report.improvements_heading,
        report.closing,
    )
    return [name for name, part in zip(_ANCHORS, found, strict=True) if not part]


def _judged(report: Report) -> list[Judgement]:
    """Return the rows with the name of a judgement that only these reports make."""
    return [row for row in report.judgements if row.area != "overall" and is_nearly_official(row.label.text)]


def _found(report: Report) -> list[Section]:
    """Return the sections that have the name of a judgement and findings."""
    return [s for s in report.sections if s.heading and s.paragraphs and is_nearly_official(s.heading.title.text)]
