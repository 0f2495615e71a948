"""The inspections and visits that a statement dates, and how often it says that inspectors came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.dates import MONTHS
from ofsted_lint.documents.values.ordinals import ORDINALS, ordinal
from ofsted_lint.source.prose import Prose

_NEAR = 110
_AHEAD = 90
_LONGEST = 500
_MONTH = rf"(?:{'|'.join(rf'{name[:3]}(?:{name[3:]})?' if len(name) > 3 else name for name in MONTHS)}|Sept)\b\.?"
_DAY = r"(?:[A-Z][a-z]{{2,8}},? )?(?:the )?{}(?:st|nd|rd|th)?"
_JOINT = r",? ?(?:to|through to|[-–—]|and|until|&) ?"
_FIGURES = r"(?P<{0}d>[0-3]?\d)[/.](?P<{0}m>[01]?\d)[/.](?P<{0}y>20\d\d|\d\d)"
_WHEN = re.compile(
    rf"\b{_DAY.format('(?P<a>[0-9]{1,2})')}(?: (?:of )?(?P<am>{_MONTH}))?(?:,? (?P<ay>20\d\d))?{_JOINT}"
    rf"{_DAY.format('(?P<b>[0-9]{1,2})')} (?:of )?(?P<bm>{_MONTH})(?:,? (?P<by>20\d\d))?\b"
    rf"|\b(?P<em>{_MONTH}) (?P<e>[0-3]?[0-9])(?:st|nd|rd|th)?(?:,? (?P<ey>20\d\d))?{_JOINT}"
    rf"(?:(?P<fm>{_MONTH}) )?(?P<f>[0-3]?[0-9])(?:st|nd|rd|th)?,? (?P<fy>20\d\d)\b"
    rf"|\b{_FIGURES.format('g')}{_JOINT}{_FIGURES.format('h')}(?![\d/])"
    rf"|\b{_DAY.format('(?P<c>[0-9]{1,2})')} (?:of )?(?P<cm>{_MONTH})(?:,? (?P<cy>20\d\d))?\b"
    rf"|\b(?P<dm>{_MONTH}) (?P<d>[0-3]?[0-9])(?:st|nd|rd|th)?,? (?P<dy>20\d\d)\b"
    rf"|\b{_FIGURES.format('k')}(?![\d/])"
    rf"|\b(?P<m>{_MONTH})(?: of)? (?P<y>20\d\d)\b"
)
_ORDINAL = rf"(?P<ordinal>{'|'.join(ORDINALS)}|1st|2nd|3rd|[4-9]th|1[0-9]th)"
_VISIT = re.compile(
    rf"(?:\b{_ORDINAL} (?:Ofsted |formal |quarterly )*)?\b(?P<kind>monitoring|focuss?ed) visits?\b",
    re.IGNORECASE,
)
_INSPECTION = re.compile(
    r"\b[Ii]nspections?\b|\b[Ii]nspected\b|(?P<came>(?:\A|\s)Visit(?:ed)?:|\b(?:[Ii]nspectors|Ofsted)\b[^.;:]{0,70}?"
    r"\b(?:visited|were on site|spent|came|carried out|arrived|conducted|undertook|looked|attended|returned)\b"
    r"|\bvisited by (?:Ofsted|inspectors)\b|\b(?:Ofsted|[Ii]nspectors?)[’']s? (?:\w+ ){0,2}visit\b|\b[Tt]his visit\b)"
)
# Dates of other things.
_OTHER = re.compile(
    r"\b(?:publi(?:sh|c)\w*|releas\w+|announce\w*|statement|press|embargo\w*|meeting|cabinet|committee|scrutiny|launch\w*|"
    r"judg\w+|rated|rating|inadequate|appointed|joined|started|became|introduced|opened|plan|deadline|next|expected|due|will|report|letter|"
    r"adopted|agreed|approved)\b[^.;]{0,30}$|\b(?:by|until)(?: the)? $",
    re.IGNORECASE,
)
# Inspections of others, or of another kind.
_ELSEWHERE = re.compile(
    r"\b(?:SEND|JTAI|CQC|HMIP|HMICFRS|[Jj]oint [Tt]argeted|[Ss]pecial [Ee]ducational|[Ss]chools?|[Nn]urser(?:y"
    r"|ies)|[Cc]ollege"
    r"|[Aa]cademy|[Ff]ostering|[Aa]doption|[Pp]robation|[Yy]outh (?:[Jj]ustice|[Oo]ffending)|[Hh]ome[’']?s?)"
    r"(?: \w+){0,3} [Ii]nspect(?:ion|ed)"
    r"|\b[Ii]nspect(?:ion of|ed)(?: [\w’'-]+){1,5} (?:[Ss]chools?|[Aa]cademy|[Cc]ollege|[Nn]ursery|[Hh]ome)\b"
    r"|\b(?:discuss|consider|debate|scrutini[sz]e|present)\w*(?: \w+){0,3} inspection on\b"
)
_EARLIER = re.compile(
    r"\b(?:last|previous|earlier|prior|since|former|single|initial|original|compared|before|up from)\b",
    re.IGNORECASE,
)


class Occasion(msgspec.Struct, frozen=True, eq=False):
    """An inspection or visit and when it is said to have been.

    `kind` is “inspection”, “monitoring”, “focused”, or “visit” where inspectors
    are said to have come and no more. `start` and `end` are
    months and days as (month, day); a day is 0 where only the month is printed,
    `year` where none is. `ordinal` is which visit of its kind it is said to
    be, or 0; `earlier` that it is spoken of as one before.
    """

    prose: Prose
    kind: str
    start: tuple[int, int]
    end: tuple[int, int]
    year: int
    start_year: int
    ordinal: int
    earlier: bool
    sentence: Prose
    address: str

    @property
    def days(self) -> bool:
        """Whether days are printed, not a month alone."""
        return bool(self.start[1])


class VisitOrdinal(msgspec.Struct, frozen=True, eq=False):
    """Which visit of its kind one is said to be: “second monitoring visit” is 2."""

    prose: Prose
    kind: str
    value: int
    address: str


def ordinals(passages: Iterable[Passage]) -> Iterator[VisitOrdinal]:
    """The visits that are counted, in order."""
    for passage in passages:
        if "visit" not in passage.folded:
            continue
        for match in _VISIT.finditer(passage.prose.text):
            if match["ordinal"]:
                prose = passage.prose.part(*match.span())
                yield VisitOrdinal(prose, _kind(match), ordinal(match["ordinal"]), passage.address)


def occasion_words(text: str) -> Iterator[str]:
    """“visit” for each monitoring or focused visit that a text names, “inspection” for each inspection, in order."""
    for match in re.finditer(r"\b(?:(?:monitoring|focuss?ed) (visit)|inspections?|inspected)\b", text, re.IGNORECASE):
        yield "visit" if match[1] else "inspection"


def _kind(match: re.Match[str]) -> str:
    return "monitoring" if match["kind"].casefold() == "monitoring" else "focused"


def occasions(passages: Iterable[Passage]) -> Iterator[Occasion]:
    """The inspections and visits with a date, in order."""
    for passage in passages:
        if "inspect" not in passage.folded and "visit" not in passage.folded and "ofsted" not in passage.folded:
            continue
        for match in _WHEN.finditer(passage.prose.text):
            found = _occasion(passage, match)
            if found:
                yield found


def _occasion(passage: Passage, match: re.Match[str]) -> Occasion | None:
    """The inspection or visit that a date is said of; None where it is of something else."""
    text = passage.prose.text
    begin, finish = passage.sentence_span(match.start()) or (0, len(text))
    # More than this on either side is no sentence.
    begin, finish = max(begin, match.start() - _LONGEST), min(finish, match.end() + _LONGEST)
    before = text[max(begin, match.start() - _NEAR) : match.start()]
    head = _last(before)
    if head is None:
        behind = text[match.end() : min(finish, match.end() + _AHEAD)]
        # “On 14 and 15 May, Ofsted returned …”, “the June 2024 inspection”: what is dated stands behind.
        opens = before.strip(" ,").casefold() in ("on", "in", "during", "between", "from", "over", "on the", "")
        head = _VISIT.search(behind) or _INSPECTION.search(behind)
        if head is None or not (opens or head.start() == 1):
            return None
        before = text[begin : match.start()]
        near = before
    else:
        near = before[head.end() :]
    if _OTHER.search(near) or _WHEN.search(near) or _ELSEWHERE.search(text, begin, finish):
        return None
    start, end, start_year, year = _days(match)
    if not start[0]:
        return None
    visit = "kind" in head.re.groupindex
    counted = head["ordinal"] if visit else None
    return Occasion(
        passage.prose.part(*match.span()),
        _kind(head) if visit else "visit" if head["came"] else "inspection",
        start,
        end,
        year,
        start_year,
        ordinal(counted) if counted else 0,
        bool(_EARLIER.search(before)),
        passage.prose.part(begin, finish),
        passage.address,
    )


def _last(text: str) -> re.Match[str] | None:
    """The last inspection or visit that is named in a text."""
    found = [*_VISIT.finditer(text), *_INSPECTION.finditer(text)]
    return max(found, key=lambda match: match.end(), default=None)


# The groups that hold day, month and year of the first and of the last day, by the group that tells the form.
_FORMS = {
    "b": (("a", "am", "ay"), ("b", "bm", "by")),
    "f": (("e", "em", "ey"), ("f", "fm", "fy")),
    "hd": (("gd", "gm", "gy"), ("hd", "hm", "hy")),
    "c": (("c", "cm", "cy"),) * 2,
    "d": (("d", "dm", "dy"),) * 2,
    "kd": (("kd", "km", "ky"),) * 2,
    "m": (("", "m", "y"),) * 2,
}
_CENTURY = 2000


def _days(match: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int], int, int]:
    """First and last day as (month, day), and their years; 0 for what is not printed."""
    first, last = next(groups for name, groups in _FORMS.items() if match[name])
    day, end_day = (int(match[each[0]]) if each[0] else 0 for each in (first, last))
    month, end_month = (_month(match[each[1]]) for each in (first, last))
    year, end_year = (int(match[each[2]] or 0) for each in (first, last))
    # “6 to 17 December 2021”, “December 6 to 17, 2021”: what is printed once is of both.
    start = (month or end_month, day)
    end = (end_month or month, end_day)
    return start, end, _full(year or end_year), _full(end_year or year)


def _full(year: int) -> int:
    return year + _CENTURY if 0 < year < 100 else year


def _month(name: str | None) -> int:
    """The number of a month by its name, its first letters or in figures; 0 for none."""
    if not name:
        return 0
    if name.isdigit():
        return int(name)
    return next((at for at, each in enumerate(MONTHS, 1) if each.startswith(name[:3])), 0)


def said(day: date) -> tuple[int, int]:
    """A day as (month, day)."""
    return day.month, day.day
