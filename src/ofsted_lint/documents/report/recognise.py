"""Recognition of inspection reports by their anchors."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from ofsted_lint.documents.frameworks.ilacs import NAMES, is_nearly_official
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.structure.lines import Lines, Sureness
from ofsted_lint.documents.structure.parts import Judgement, Section

# Each of the first three identifies a report, if it is complete; the others also occur in
# letters and in reports of other inspections.
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
_NAMED = re.compile(
    r"experiences?\s+and|and\s+progress|progress\s+of\s+c|impact\s+of|of\s+leaders|leaders\s+on"
    r"|work\s+practice|practice\s+with",
    re.IGNORECASE,
)
_LONGEST_LABEL = 24
_LONGEST_NAME = max(map(len, NAMES.values()))
_ALIKE = 0.7
_MANY_LABELS = 3


def sureness(lines: Lines) -> Sureness:
    """Return how certain it is that a text is a report, from the anchors that its lines may be."""
    found = lines.tokens(_GRAMMAR)
    kinds = Counter(token.type for token in found)
    labels = _labels(lines)
    title = bool(kinds["RUNNING"])
    telling = title + (labels > (0 if kinds["TABLE_HEAD"] else 1)) + bool(labels)
    others = sum(bool(kinds[kind]) for kind in _OTHERS)
    if not kinds["IMPROVEMENTS"] and lines.source.headings:
        others += 1  # a heading may have another wording
    if title and kinds["TABLE_HEAD"] and labels >= _MANY_LABELS:
        return Sureness.SURE
    if _suffices(telling, others, labels):
        return Sureness.ENOUGH
    return Sureness.SOME if telling or others else Sureness.NONE


def _labels(lines: Lines) -> int:
    """Return how many lines may contain the name of a judgement, in a table or as a heading."""
    text, count = lines.source.printed, 0
    for token in lines.tokens(_GRAMMAR):
        if token.type in _LABELS:
            count += bool(_NAMED.search(text, token.start, token.end))
        elif token.type in _RUNNING_TEXT and _NAMED.search(text, token.start, token.end):
            count += _begins_like_a_name(text[token.start : token.end])
    return count


def _begins_like_a_name(line: str) -> bool:
    """True if running text may be a label that is misspelt at its start, or the first line of one."""
    words = line.strip(" \t\r\n*|#").casefold()[:_LONGEST_NAME]
    if len(line.split()) > _LONGEST_LABEL:
        return False
    from difflib import SequenceMatcher  # most lines do not name a judgement

    names = {name[: len(words)].casefold() for name in NAMES.values()}
    return any(SequenceMatcher(None, words, name).ratio() >= _ALIKE for name in names)


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
