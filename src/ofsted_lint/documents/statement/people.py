"""The people that a statement names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

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
    rf"|\bled by (?P<led>{_NAME}),? (?:(?:a|one of) )?(?:Her|His|HMI|[Hh]er|[Hh]is)\b"
)


class Named(msgspec.Struct, frozen=True, eq=False):
    """Words that may name a person; `lead` is true if the text calls them the lead inspector."""

    prose: Prose
    name: str
    lead: bool
    address: str


def named(passages: Iterable[Passage]) -> Iterator[Named]:
    """Find sequences of two or three words with capitals, in order."""
    for passage in passages:
        text = passage.prose.text
        leads = (
            {match.span(match.lastgroup or 0) for match in _LEAD.finditer(text)}
            if "ead" in text or " by " in text or "nspector" in text
            else set()
        )
        for start, end in sorted({match.span() for match in _RUN.finditer(text)} | leads):
            name = re.sub(r"[’']s\Z", "", text[start:end])
            stop = start + len(name)
            yield Named(passage.prose.part(start, stop), name, (start, end) in leads, passage.address)
