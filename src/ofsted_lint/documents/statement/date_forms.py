"""The forms in which statements write the days or the month of an inspection or visit."""

from __future__ import annotations

import re

from ofsted_lint.documents.statement.phrases import pattern
from ofsted_lint.documents.values.dates import MONTHS

_MONTH = rf"(?:{'|'.join(rf'{name[:3]}(?:{name[3:]})?' if len(name) > 3 else name for name in MONTHS)}|Sept)\b\.?"
_DAY = r"(?:[A-Z][a-z]{{2,8}},? )?(?:the )?{}(?:st|nd|rd|th)?"
_JOINT = rf",? ?(?:to|through to|[-–—]|and|{pattern('dates', 'ends')}|&) ?"
_FIGURES = r"(?P<{0}d>[0-3]?\d)[/.](?P<{0}m>[01]?\d)[/.](?P<{0}y>20\d\d|\d\d)"
# Before a month alone.
_ALONE = "|".join(
    rf"(?<=\b{words} )" for words in ("[Ii]n", "early", "late", "during", "last", "this", "weeks of", "half of")
)
WHEN = re.compile(
    rf"\b{_DAY.format('(?P<a>[0-9]{1,2})')}(?: (?:of )?(?P<am>{_MONTH}))?(?:,? (?P<ay>20\d\d))?{_JOINT}"
    rf"{_DAY.format('(?P<b>[0-9]{1,2})')} (?:of )?(?P<bm>{_MONTH})(?:,? (?P<by>20\d\d))?\b"
    rf"|\b(?P<em>{_MONTH}) (?P<e>[0-3]?[0-9])(?:st|nd|rd|th)?(?:,? (?P<ey>20\d\d))?{_JOINT}"
    rf"(?:(?P<fm>{_MONTH}) )?(?P<f>[0-3]?[0-9])(?:st|nd|rd|th)?(?!\d)(?:,? (?P<fy>20\d\d))?\b"
    rf"|\b{_FIGURES.format('g')}{_JOINT}{_FIGURES.format('h')}(?![\d/])"
    rf"|\b{_DAY.format('(?P<c>[0-9]{1,2})')} (?:of )?(?P<cm>{_MONTH})(?:,? (?P<cy>20\d\d))?\b"
    rf"|\b(?P<dm>{_MONTH}) (?P<d>[0-3]?[0-9])(?:st|nd|rd|th)?,? (?P<dy>20\d\d)\b"
    rf"|\b(?P<im>{_MONTH}) (?P<i>[0-3]?[0-9])(?:st|nd|rd|th)?\b(?!,? 20\d\d|:|\.\d)"
    rf"|\b{_FIGURES.format('k')}(?![\d/])"
    rf"|\b(?P<m>{_MONTH})(?: of)? (?P<y>20\d\d)\b"
    rf"|(?:{_ALONE}|(?<=\bmid-))(?P<n>{'|'.join(MONTHS)})\b(?!,? \d| last| next)"
)

# The groups with day, month and year of the first and the last day, by the group that identifies the form.
_FORMS = {
    "b": (("a", "am", "ay"), ("b", "bm", "by")),
    "f": (("e", "em", "ey"), ("f", "fm", "fy")),
    "hd": (("gd", "gm", "gy"), ("hd", "hm", "hy")),
    "c": (("c", "cm", "cy"),) * 2,
    "d": (("d", "dm", "dy"),) * 2,
    "i": (("i", "im", ""),) * 2,
    "kd": (("kd", "km", "ky"),) * 2,
    "m": (("", "m", "y"),) * 2,
    "n": (("", "n", ""),) * 2,
}
_CENTURY = 2000


def days_of(match: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int], int, int]:
    """Return the first and the last day as (month, day), and their years; 0 for a value that is not printed."""
    first, last = next(groups for name, groups in _FORMS.items() if match[name])
    day, end_day = (int(match[each[0]]) if each[0] else 0 for each in (first, last))
    month, end_month = (_month(match[each[1]]) for each in (first, last))
    year, end_year = (int((each[2] and match[each[2]]) or 0) for each in (first, last))
    # “6 to 17 December 2021”, “December 6 to 17, 2021”: a value that is printed once applies to both days.
    start = (month or end_month, day)
    end = (end_month or month, end_day)
    return start, end, _full(year or end_year), _full(end_year or year)


def _full(year: int) -> int:
    return year + _CENTURY if 0 < year < 100 else year


def _month(name: str | None) -> int:
    """Return the number of a month from its name, its first letters or figures; 0 if there is none."""
    if not name:
        return 0
    if name.isdigit():
        return int(name)
    return next((at for at, each in enumerate(MONTHS, 1) if each.startswith(name[:3])), 0)
