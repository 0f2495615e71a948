"""Facts from the opening of a letter: kind of visit, council, days, ordinal, inspectors, last judgement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.structure.letters.parts import Ordinal, Since, Visit
from ofsted_lint.documents.structure.parts import Inspector
from ofsted_lint.documents.values.dates import MONTHS, InspectionDates, inspection_dates
from ofsted_lint.documents.values.ordinals import ORDINALS, ordinal
from ofsted_lint.source.sentences import sentences

if TYPE_CHECKING:
    from ofsted_lint.documents.structure.parts import Paragraph, Title
    from ofsted_lint.source.prose import Prose

_VISIT = re.compile(r"\b(?P<kind>focus+ed|monitoring) visit\b", re.IGNORECASE)
_ANY_VISIT = re.compile(r"\b(?P<kind>focus+ed|monitoring|follow-up)? ?(?:visit|inspection)\b", re.IGNORECASE)
FORMULA = re.compile(
    r"\bletter (?:summari[sz]es|sets out|outlines|reports(?: on)?|confirms|contains|details) (?:the )?"
    r"(?:\w+ )?(?:findings|outcomes?)"
    r" (?:of|from) (?:the |a |an |your |our |this )?(?:\w+ ){0,2}?(?:visit|inspection)\b",
    re.IGNORECASE,
)
_COUNCIL = re.compile(
    r"\b(?:visit|inspection) (?:to|of|at|in) (?:the )?(?P<council>(?!children|local authority)[A-Z].{0,80}?)"
    r"(?: local authority)?(?:[’'`]s)?(?= (?:children|young people)[’'`]?s[’']? (?:social (?:care|work) )?services"
    r"| children(?:[’'`]s)? and (?:young people|famil(?:y|ies))[’'`]?s?[’']? services| on \d"
    r"|,? (?:which|that) )"
)
_D = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?\d{1,2}(?:st|nd|rd|th)?(?: "
    r"(?:of )?[A-Z][a-z]{2,8})?(?:,? \d{4})?"
)
_DAYS = re.compile(rf"(?<![\d/]){_D}(?:(?:,? (?:and|to|until) | ?[-–—] ?| & |, ){_D}){{0,5}}(?![\d/])")
_YEAR = re.compile(r"[A-Z][a-z]{2,8},? \d{4}")
_MONTH_ALONE = re.compile("|".join(MONTHS))
_ORDINAL = re.compile(
    rf"\b(?P<word>{'|'.join(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))(?= (?:(?!visit)[\w’'-]+ ){{0,2}}?monitoring visit)",
    re.IGNORECASE,
)
_MONTH = rf"(?P<when>(?P<month>{'|'.join(MONTHS)}),? (?P<year>20\d\d))\b"
_SINCE = (
    re.compile(rf"\bsince\b(?:(?!\bsince\b).){{0,200}}?\binadequate\b.{{0,120}}?\b{_MONTH}", re.IGNORECASE),
    re.compile(rf"\bjudged\b.{{0,60}}?\binadequate\b.{{0,80}}?\b{_MONTH}", re.IGNORECASE),
    re.compile(rf"\bsince\b.{{0,80}}?\binspection\b.{{0,60}}?\b{_MONTH}", re.IGNORECASE),
)
_NAMED = re.compile(
    r"(?:(?P<title>(?:His|Her) ?Majesty[’'`]?s ?Inspectors?|HMIs?)(?: \(HMI\))?|[Ii]nspect(?:ors?"
    r"|ion team)|visit)(?: for| on| of|)"
    r"(?: (?:the|this))?(?: (?:focus+ed|monitoring))?(?: visit)? (?:were|was|are|is|:):? (?=[A-Z])",
    re.IGNORECASE,
)
# “… on 26 and 27 June 2018, carried out by A and B, Her Majesty’s Inspectors.”
_MADE_BY = re.compile(
    r"\b(?:visit|inspection)\b.{0,200}?\b(?:carried out|conducted|undertaken|led|made|completed) by:? (?:the )?"
    r"(?:(?P<title>(?:His|Her) ?Majesty[’'`]?s ?Inspectors?|HMIs?)(?: \(HMI\))?,?:? )?(?=[A-Z])"
)
_TITLE = re.compile(
    r"(?:Senior |Lead |Regional )?(?:(?:His|Her) ?Majesty[’'`]?s? ?Inspectors?|S?HMIs?\b"
    r"|Ofsted Inspectors?|Regulatory Inspection Managers?"
    r"|Social Care Regulatory Inspectors?|Ofsted [A-Z]\w+ Inspectors?)(?: \(HMI\))?(?:, (?:Ofsted|Social Care)\b)?"
)
_PARTICLES = r"(?:(?:al|bin|de|del|den|der|di|du|el|la|le|ter|van|von|O’)[ ]?){0,3}"
_NAME = re.compile(rf"[A-Z][\w’'.-]*(?: {_PARTICLES}(?:[A-Z]\.(?= [A-Z])|[A-Z][\w’'-]*)){{1,3}}")
_NO_NAME = re.compile(r"\b(?:Inspector|Majesty|Ofsted|HMI|Children|Council|Senior|Inspectors|They|This)\b")
_LONGEST_CLAUSE = 500
# Between two names there are a few words: “and the team inspectors were”. After more, a name is nobody’s of the team.
_MOST_BETWEEN = 6


class Opening(msgspec.Struct, frozen=True, eq=False):
    """The facts in the opening; each is None or empty if it is not given."""

    formula: Prose | None
    visit: Visit | None
    heading: Visit | None
    place: Prose | None
    dates: InspectionDates | None
    ordinal: Ordinal | None
    since: Since | None
    inspectors: tuple[Inspector, ...]


def read(title: Title | None, paragraphs: Iterable[Paragraph]) -> Opening:
    """Read the facts about the visit in the subject line and the paragraphs before the first heading."""
    texts = list(paragraphs)
    first = next((p for p in texts if FORMULA.search(p.prose.text)), None)
    ordered = [first, *(p for p in texts if p is not first)] if first else texts
    heading = _heading(title)
    return Opening(
        _formula(first),
        next((visit for p in ordered for visit in [_visit(p)] if visit), None),
        heading,
        _first(_COUNCIL, ordered, "council"),
        next((dates for p in ordered for dates in [_dates(p)] if dates), None),
        _ordinal(title, ordered),
        next((since for p in ordered for since in [_since(p)] if since), None),
        next((named for p in ordered for named in [tuple(_inspectors(p))] if named), ()),
    )


def _kind(word: str | None) -> str:
    return "focused" if (word or "").lower().startswith("focus") else "monitoring"


def _heading(title: Title | None) -> Visit | None:
    match = _ANY_VISIT.search(title.prose.text) if title else None
    if title is None or match is None:
        return None
    known = match["kind"] and match["kind"].lower() != "follow-up"
    kind = _kind(match["kind"]) if known else "inspection" if match[0].lower().endswith("inspection") else "other"
    return Visit(title.prose.part(*match.span()), kind, title.address)


def _formula(paragraph: Paragraph | None) -> Prose | None:
    """Return the sentence with which such letters usually open."""
    if paragraph is None:
        return None
    text = paragraph.prose.text
    at = next(match.start() for match in [FORMULA.search(text)] if match)
    return next(paragraph.prose.part(start, end) for start, end in sentences(text) if start <= at < end)


def _visit(paragraph: Paragraph) -> Visit | None:
    text = paragraph.prose.text
    formula = FORMULA.search(text)
    match = _VISIT.search(text, formula.start()) if formula else _VISIT.search(text)
    if match is None or (formula and match.start() > formula.end()):
        return None if formula is None else _other_visit(paragraph, formula)
    return Visit(paragraph.prose.part(*match.span()), _kind(match["kind"]), paragraph.address)


def _other_visit(paragraph: Paragraph, formula: re.Match[str]) -> Visit | None:
    """Return the visit that a formula names by another word: “the findings of the inspection”."""
    matches = list(_ANY_VISIT.finditer(paragraph.prose.text, formula.start(), formula.end()))
    if not matches:
        return None
    match = matches[-1]
    kind = "inspection" if match[0].lower().endswith("inspection") else "other"
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return Visit(paragraph.prose.part(start, match.end()), kind, paragraph.address)


def _first(pattern: re.Pattern[str], paragraphs: list[Paragraph], group: str) -> Prose | None:
    found = ((p, pattern.search(p.prose.text)) for p in paragraphs)
    return next((p.prose.part(*match.span(group)) for p, match in found if match), None)


def _dates(paragraph: Paragraph) -> InspectionDates | None:
    """Return the days of the visit: the first full dates after the word “visit” or “inspection”.

    In the paragraph of the opening sentence the year may be missing.
    """
    text = paragraph.prose.text
    visit = _ANY_VISIT.search(text)
    found = list(_DAYS.finditer(text, visit.end() if visit else len(text)))
    with_year = next((match for match in found if _YEAR.search(match[0])), None)
    match = with_year or next(
        (match for match in found if FORMULA.search(text) and _MONTH_ALONE.search(match[0])), None
    )
    return inspection_dates(paragraph.prose.part(*match.span())) if match else None


def _ordinal(title: Title | None, paragraphs: list[Paragraph]) -> Ordinal | None:
    printed = [(p.prose, p.address) for p in paragraphs] + ([(title.prose, title.address)] if title else [])
    for prose, address in printed:
        match = _ORDINAL.search(prose.text)
        if match:
            return Ordinal(prose.part(*match.span("word")), ordinal(match["word"]), address)
    return None


def _since(paragraph: Paragraph) -> Since | None:
    """Find the month in which services were judged inadequate, in the sentence that states it."""
    for start, end in sentences(paragraph.prose.text):
        for pattern in _SINCE:
            match = pattern.search(paragraph.prose.text, start, end)
            if match:
                month, year = MONTHS.index(match["month"].capitalize()) + 1, int(match["year"])
                prose = paragraph.prose.part(*match.span("when"))
                return Since(prose, month, year, date(year, month, 1), paragraph.address)
    return None


def _inspectors(paragraph: Paragraph) -> Iterator[Inspector]:
    """Yield the inspectors that a sentence names, each with a title if one is given."""
    text = paragraph.prose.text
    named = _naming(text)
    if named is None:
        return
    end = next((stop for start, stop in sentences(text) if start <= named.end() < stop), len(text))
    end = min(end, named.end() + _LONGEST_CLAUSE)
    titles = list(_TITLE.finditer(text, named.end(), end))
    shared = named.span("title") if named["title"] else None
    at, number = named.end(), 0
    for title in [*titles, None]:
        stop = title.start() if title else end
        span = title.span() if title else shared
        for name in _names(text, at, stop):
            if number and len(text[at : name[0]].split()) > _MOST_BETWEEN:
                return
            at, number = name[1], number + 1
            yield _inspector(paragraph, name, span, number)
        at = title.end() if title else end


def _naming(text: str) -> re.Match[str] | None:
    """Return the words before the inspectors’ names, in the sentence that names them."""
    for start, end in sentences(text):
        named = _NAMED.search(text, start, end)
        if named and text[named.end()].isupper():
            return named
        made_by = _MADE_BY.search(text, start, end)
        if made_by and (made_by["title"] or _TITLE.search(text, made_by.end(), end)):
            return made_by
    return None


def _names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where names are; a name ends before the first word of a next sentence whose full stop is missing."""
    for match in _NAME.finditer(text, start, end):
        other = _NO_NAME.search(match[0])
        last = match.start() + len(match[0][: other.start()].rstrip()) if other else match.end()
        if " " in text[match.start() : last]:
            yield match.start(), last


def _inspector(paragraph: Paragraph, name: tuple[int, int], title: tuple[int, int] | None, number: int) -> Inspector:
    prose = paragraph.prose
    start, end = name
    if prose.text[start:end].endswith("."):
        end -= 1
    near = title and end <= title[0] <= end + 3 and "(" not in prose.text[end : title[0]]
    return Inspector(
        prose.part(start, end),
        prose.part(*title) if title else None,
        f"inspectors/{number}",
        prose.part(start, title[1]) if title and near else None,
    )
