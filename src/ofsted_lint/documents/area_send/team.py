"""The inspection team: who is listed in the two columns, and of whom the report says that it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.area_send.parts import CQC, OFSTED, Member
from ofsted_lint.documents.area_send.table_lines import rows
from ofsted_lint.documents.values.numerals import NUMBERS, number_in_words
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.documents.structure.parts import Paragraph
    from ofsted_lint.source.source import Source

_HEAD = {OFSTED: pattern(r"Ofsted\W*$"), CQC: pattern(r"Care Quality Commission(?: \(CQC\))?\W*$|CQC\W*$")}
_OF_CQC = pattern(r"\bCQC\b|\bCare Quality\b")
_OF_OFSTED = pattern(r"\bOfsted\b|\bS?HMI\b|\bMajesty")
_LEADS = pattern(r"\blead inspector", re.IGNORECASE)
_NAME = pattern(
    r".{2,60}?(?=\s*(?:[,(–—]| - | S?HMI\b| Ofsted\b| CQC\b| (?:His|Her) Majesty| lead\b| inspector\b|$))",
    re.IGNORECASE,
)


# Where a line has two members, the second begins.
_NEXT = pattern(
    r"(?:(?<=pector)|(?<=fsted)|(?<=HMI)|(?<=CQC)|(?<= Care)) (?=(?!Ofsted|Lead|CQC|HMI|Inspector)[A-Z][\w’'-]+"
    r"(?: (?!Ofsted|Lead|CQC|HMI|Inspector)[A-Z][\w’'-]+){1,3},? (?:S?HMI|Ofsted|CQC)\b)"
)


class Listed(msgspec.Struct, frozen=True, eq=False):
    """The members of the team, and the heads of the columns."""

    members: tuple[Member, ...]
    heads: tuple[Prose, ...]


def read_team(source: Source, blocks: list[Block]) -> Listed:
    """Read the two columns: who is in which, and who leads; plain text has the cells one after the other."""
    heads: list[tuple[str, Span]] = []
    found: list[tuple[str, list[Span]]] = []
    for row in rows(source, blocks, "table"):
        for at, cell in ((0, row.left), (1, row.right)):
            if cell is None:
                continue
            if body := next((body for body, head in _HEAD.items() if head.match(source.words(cell).strip())), None):
                heads.append((body, cell))
                continue
            column = heads[min(at, len(heads) - 1)][0] if heads and row.apart else heads[-1][0] if heads else OFSTED
            for span in _single(source, cell):
                _add(source, found, column, span)
    found.sort(key=lambda each: each[1][0])
    members = tuple(_member(source, column, spans, at) for at, (column, spans) in enumerate(found, 1))
    return Listed(members, tuple(reflow(source, [head]) for _, head in heads))


def _single(source: Source, cell: Span) -> list[Span]:
    """Return the members in a cell, or in a line that lost its columns."""
    starts = [match.end() for match in _NEXT.finditer(source.printed, cell.start, cell.end)]
    ends = [*(start - 1 for start in starts), cell.end]
    return [Span(start, end) for start, end in zip([cell.start, *starts], ends, strict=True)]


def _add(source: Source, found: list[tuple[str, list[Span]]], column: str, cell: Span) -> None:
    """Add a cell: a line that begins in lower case, or after a comma, goes on with that above it in its column."""
    words = source.words(cell).strip()
    above = next((spans for name, spans in reversed(found) if name == column), None)
    cut = above is not None and source.words(above[-1]).rstrip().endswith(",")
    if above is not None and (words[:1].islower() or cut):
        above.append(cell)
    else:
        found.append((column, [cell]))


def _member(source: Source, column: str, spans: list[Span], number: int) -> Member:
    prose = reflow(source, spans)
    text = prose.text
    body = CQC if _OF_CQC.search(text) else OFSTED if _OF_OFSTED.search(text) else column
    match = _NAME.match(text)
    name = prose.part(*match.span()) if match else prose
    return Member(prose, name, body, bool(_LEADS.search(text)), f"team/{number}")


class Stated(msgspec.Struct, frozen=True, eq=False):
    """Of how many inspectors a report says that its team was; None where it gives no number.

    `ofsted` and `cqc` are all of each inspectorate, `ofsted_leads` and `cqc_leads` those who led.
    """

    prose: Prose
    ofsted: int | None
    cqc: int | None
    ofsted_leads: int | None
    cqc_leads: int | None
    address: str = "sections/inspection"


_COUNT = rf"(?:{'|'.join(NUMBERS[:9])}|[1-9])"
_KINDS = (
    r"(?:(?:His|Her) Majesty[’'`]?s Inspectors?(?: \(HM[’'`]?Is?\))?|S?HM[’'`]?I[’'`]?s?\b(?:/Ofsted Inspectors?)?"
    r"|Ofsted Inspectors?)"
)
_NUMBERED = rf"(?P<n>(?:an?other )?{_COUNT}|an?other|an?)(?: (?:of|other|more|further))?"
_OFSTED_KIND = pattern(rf"{_NUMBERED} {_KINDS}", re.IGNORECASE)
_CQC_KIND = pattern(
    rf"{_NUMBERED}(?P<lead> lead)?(?: team)? (?:Children[’'`]?s Services |CQC )Inspectors?",
    re.IGNORECASE,
)
_OFSTED_WORD = pattern(_KINDS, re.IGNORECASE)
_CQC_WORD = pattern(r"(?:Children[’'`]?s Services|CQC) Inspectors?", re.IGNORECASE)
_LED = pattern(
    r"\bled by (?P<by>[^.]{1,200}?)(?:,? (?:with|and) a team\b|,? and (?:included|supported)|\.|$)", re.IGNORECASE
)


def read_stated(paragraphs: Iterable[Paragraph]) -> Stated | None:
    """Return what “Information about this inspection” says of the team."""
    for paragraph in paragraphs:
        said = paragraph.prose.text.replace("-", "")  # where words are broken at line ends
        led = _LED.search(said)
        if led is None:
            continue
        text = said[led.start("by") :]
        end = led.end("by") - led.start("by")
        others = _OFSTED_WORD.search(text, end)
        return Stated(
            paragraph.prose,
            _counted(_OFSTED_KIND, _OFSTED_WORD, text) if others else None,
            _counted(_CQC_KIND, _CQC_WORD, text),
            _counted(_OFSTED_KIND, _OFSTED_WORD, text[:end]),
            sum(_number(match["n"]) for match in _CQC_KIND.finditer(text) if match["lead"]) or None,
        )
    return None


def _counted(counted: re.Pattern[str], named: re.Pattern[str], text: str) -> int | None:
    """Return how many inspectors of a kind a text counts; None if it names some without a number."""
    found = list(counted.finditer(text))
    total = sum(1 for _ in named.finditer(text))
    return sum(_number(match["n"]) for match in found) if found and len(found) == total else None


def _number(words: str) -> int:
    """Return the number in “two”, “another two”, “another” or “a”."""
    return number_in_words(words.split()[-1]) or 1
