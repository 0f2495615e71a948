"""The day on which a statement was published, or the meeting of its minutes was held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ofsted_lint.documents.statement.phrases import pattern
from ofsted_lint.documents.values.dates import MONTHS, DateMention
from ofsted_lint.source.prose import Prose

# A day is in one of the first lines, or in one of the last.
_FIRST, _LAST = 8, 3
# In words: a line that may have a day among others; and one with little but the day.
_LONGEST_LINE, _LONGEST_DAY = 25, 9
_MONTH = rf"(?P<{{0}}>{'|'.join(rf'{name[:3]}(?:{name[3:]})?' if len(name) > 3 else name for name in MONTHS)}|Sept)\.?"
_DAY = re.compile(
    rf"\b(?P<a>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format('am')},? (?P<ay>20\d\d)\b"
    rf"|\b{_MONTH.format('bm')} (?P<b>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<by>20\d\d)\b"
    r"|\b(?P<c>\d{1,2})[/.](?P<cm>\d{1,2})[/.](?P<cy>20\d\d)\b",
    re.IGNORECASE,
)
# Days after “to” or “between” are those of something that took time.
_RANGE = re.compile(r"\b(?:to|until|and|from|between|since|on site)\s\Z|[-–—]\s?\Z|\d\s?\Z", re.IGNORECASE)
_LABELLED = re.compile(rf"\b{pattern('dates', 'labels')}", re.IGNORECASE)
_MEETING = re.compile(rf"\b{pattern('dates', 'meetings')}\b", re.IGNORECASE)
_INSPECTED = re.compile(r"\b(?:inspected|visited|inspectors|inspection (?:dates?|of|window|outcome))\b", re.IGNORECASE)
_REPORT_OUT = re.compile(
    r"\b(?:report|findings)(?: \w+){0,3},? (?:was |were |which was )?(?:published|released)(?: on| today,?)? \Z",
    re.IGNORECASE,
)
_OFSTED = re.compile(r"\b(?:inspect\w*|Ofsted|visit\w*)\b", re.IGNORECASE)
_TODAY = re.compile(r"\btoday,? \(?\Z", re.IGNORECASE)


def published_on(texts: Sequence[Prose]) -> DateMention | None:
    """Return the day that one of the first or last lines of a text gives, if none is printed alone on a line."""
    for prose in texts[:_FIRST]:
        if found := _day_of(prose, _LONGEST_LINE):
            return found
    for prose in reversed(texts[_FIRST:][-_LAST:]):
        if found := _day_of(prose, _LONGEST_DAY):
            return found
    return None


def _day_of(prose: Prose, longest: int) -> DateMention | None:
    """Return the day that a line gives: of a meeting, of the report, with a label or “today”, or with little else."""
    text, words = prose.text, len(prose.text.split())
    match = _DAY.search(text)
    if match is None:
        return None
    if _TODAY.search(text, 0, match.start()) or _REPORT_OUT.search(text, 0, match.start()):
        return _mention(prose, match)
    if words > longest or _RANGE.search(text, 0, match.start()) or _INSPECTED.search(text):
        return None
    if _MEETING.search(text) or _LABELLED.search(text, 0, match.start()):
        return _mention(prose, match)
    sentence = words > _LONGEST_DAY or text.rstrip().endswith(".") or _OFSTED.search(text)
    return None if sentence else _mention(prose, match)


def _mention(prose: Prose, match: re.Match[str]) -> DateMention | None:
    """Return the day that was matched; None if it does not exist."""
    name = next(each for each in "abc" if match[each])
    month = match[f"{name}m"]
    number = int(month) if month.isdigit() else [each[:3] for each in MONTHS].index(month[:3].capitalize()) + 1
    try:
        day = date(int(match[f"{name}y"]), number, int(match[name]))
    except ValueError:
        return None
    return DateMention(prose.part(*match.span()), day, None, "published")
