"""The days on which a statement says that Ofsted's report or letter came out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.statement.date_forms import WHEN, days_of
from ofsted_lint.documents.statement.phrases import pattern
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.source.prose import Prose

# In characters: so much before and after a day is read.
_NEAR, _AHEAD = 160, 60
# A text without one gives no day.
_FIGURE = re.compile(r"[0-9]")
_BETWEEN = pattern("published", "in between")
_DOCUMENT = re.compile(rf"\b{pattern('published', 'documents')}\b", re.IGNORECASE)
_OTHER = re.compile(rf"\b{pattern('published', 'own documents')}\b", re.IGNORECASE)
_CAME_OUT = re.compile(
    rf"\b{pattern('published', 'came out')},?(?: {_BETWEEN},?){{0,4}}(?: [([–—-])?[\s([]?\Z", re.IGNORECASE
)
# “The published report (2 December)”, “their letter of 2 December”.
_OF = re.compile(r"\b(?:report|letter|findings),? (?:\(|of )\Z", re.IGNORECASE)
# “Ofsted has today (2 December) published its report”, “On 2 December Ofsted published …”.
_THEN = re.compile(
    r"[\s)\],–—-]{0,4}(?:[\w’']+ ){0,3}?(?:published|released|issued) (?:its|their|the|an?) (?:[\w’'-]+ ){0,3}?"
    r"(?:report|letter|findings|judge?ments?)\b",
    re.IGNORECASE,
)


class ReportDay(msgspec.Struct, frozen=True, eq=False):
    """A day on which a report or letter is said to have come out: (month, day), and the year or 0."""

    prose: Prose
    day: tuple[int, int]
    year: int
    sentence: Prose
    address: str


def report_days(passages: Iterable[Passage]) -> Iterator[ReportDay]:
    """Find the days on which a report or letter of Ofsted is said to have come out, in order."""
    for passage in passages:
        text = passage.prose.text
        if not _FIGURE.search(text):
            continue
        for match in WHEN.finditer(text):
            begin, finish = passage.sentence_span(match.start()) or (0, len(text))
            start, end, _, year = days_of(match)
            if start != end or not all(start) or passage.quoted(match.start()):
                continue
            if _is_of_report(text, match, begin, finish):
                yield ReportDay(
                    passage.prose.part(*match.span()), start, year, passage.prose.part(begin, finish), passage.address
                )


def _is_of_report(text: str, match: re.Match[str], begin: int, finish: int) -> bool:
    """True if a day is that of a report or letter, and not of somebody else's paper."""
    start = max(begin, match.start() - _NEAR)
    out = _CAME_OUT.search(text, start, match.start())
    if out:
        clause = max(start, text.rfind(";", start, out.start()) + 1)
        named = list(_DOCUMENT.finditer(text, clause, out.start()))
        between = text[named[-1].start() : match.start()] if named else ""
        return bool(named) and not WHEN.search(between) and not _OTHER.search(text, clause, match.start())
    if _OF.search(text, start, match.start()):
        return not _OTHER.search(text, start, match.start())
    then = _THEN.match(text, match.end(), min(finish, match.end() + _AHEAD))
    return bool(then) and not _OTHER.search(text, start, then.end() if then else start)
