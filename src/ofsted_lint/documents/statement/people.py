"""The people that a statement names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.documents.statement.phrases import pattern, words
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.source.prose import Prose

_CAPITAL = r"[A-Z][^\W\d_]*(?:[’'-][A-Z]?[^\W\d_]+)*"
_NAME = rf"(?![A-Z][^\W\d_]*[’']s\b){_CAPITAL}(?: (?:[A-Z]\.? )?{_CAPITAL}){{1,2}}"
_RUN = re.compile(rf"\b{_NAME}(?:[’']s\b)?")
_LEAD = re.compile(
    rf"\b[Ll]ead [Ii]nspector[,:]? (?:was |is |for the inspection,? "
    rf"|(?:[A-Z]\w+ ){{0,2}}Inspector,? )?(?P<behind>{_NAME})"
    rf"|(?P<before>{_NAME}),? (?:(?:was|is|who was|as) )?(?:Ofsted[’']s |the |its )?[Ll]ead [Ii]nspector\b"
    rf"|(?P<hmi>{_NAME}),? (?:Her|His) Majesty[’']s Inspector\b|\bInspectors?: (?P<label>{_NAME})"
    rf"|\b(?:[Vv]isit|[Ii]nspection)\b[^.;:]{{0,60}} by (?!Ofsted|Her |His )(?P<by>{_NAME})"
    rf"|\b(?:[Ii]nspect\w+|[Oo]fsted|[Vv]isit|ILACS)\b[^.;:]{{0,120}}\bled by (?:\w+ [Ii]nspector "
    rf")?(?P<team>{_NAME})(?!,? (?:Director|Leader|Chief))"
    rf"|(?P<who>{_NAME}),? who (?:led|was leading|headed) (?:the|this|its|their) (?:[\w-]+ ){{0,4}}"
    r"(?:inspection|team|visit)\b"
    rf"|\b[Tt]eam,? led by (?P<visitors>{_NAME}),? (?:visited|came|spent|looked|was|were)\b"
    rf"|\b[Ii]nspection\b[^;:]{{0,120}}\. It was led by (?P<it>{_NAME})"
    rf"|\bLed by (?P<they>{_NAME}),? (?:they|the team|inspectors|the inspectors)\b"
    rf"|\bled by (?P<led>{_NAME}),? (?:(?:a|one of) )?(?:Her|His|HMI|[Hh]er|[Hh]is)\b"
)
_LONGEST = 80
_ADDRESSED = re.compile(rf"\b{pattern('people', 'addressed')} \Z")
# Words of councils, offices and places, to which a letter is written as well.
_NO_PERSON = words("people", "no names", "offices", "places")
_BEFORE_AND = re.compile(rf"\b(?P<name>{_NAME}) and \Z")
_AND_AFTER = re.compile(rf" and (?P<name>{_NAME})")
_DO = re.compile(rf",? (?:have |had |has )?{pattern('people', 'inspectors do')}\b")


class Named(msgspec.Struct, frozen=True, eq=False):
    """Words that may name a person.

    `lead` is true if the text calls them the lead inspector, `addressed` if a letter
    was written to them; `beside` is the name of whoever is said to have done with them
    what inspectors do, or "".
    """

    prose: Prose
    name: str
    lead: bool
    address: str
    addressed: bool = False
    beside: str = ""


def named(passages: Iterable[Passage]) -> Iterator[Named]:
    """Find sequences of two or three words with capitals, in order."""
    for passage in passages:
        text = passage.prose.text
        leads = (
            {match.span(match.lastgroup or 0) for match in _LEAD.finditer(text)}
            if "ead" in text or " by " in text or " led " in text or "nspector" in text
            else set()
        )
        for start, end in sorted({match.span() for match in _RUN.finditer(text)} | leads):
            name = re.sub(r"[’']s\Z", "", text[start:end])
            stop = start + len(name)
            to = bool(_ADDRESSED.search(text, max(0, start - _LONGEST), start)) and _NO_PERSON.isdisjoint(name.split())
            prose = passage.prose.part(start, stop)
            yield Named(prose, name, (start, end) in leads, passage.address, to, _beside(text, start, stop))


def _beside(text: str, start: int, stop: int) -> str:
    """Return the name before or after “and” beside a name, if both do what inspectors do; else nothing."""
    before = _BEFORE_AND.search(text, max(0, start - _LONGEST), start)
    if before and _DO.match(text, stop):
        return before["name"]
    after = _AND_AFTER.match(text, stop)
    return after["name"] if after and _DO.match(text, after.end()) else ""
