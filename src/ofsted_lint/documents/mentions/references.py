"""References in prose to other places and times: paragraphs, months, the copyright year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.documents.values.dates import MONTHS
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose

_PARAGRAPH = pattern(r"[Pp]ara(?:graph|s|\.)?s? (\d{1,3})(?:(?:,| and| to| or|–|-) ?(\d{1,3}))?\b")
# “Paragraph 4 of the guidance”, “paragraph 12 in Schedule 2”.
_ELSEWHERE = pattern(r"(?: and \d+)?,? (?:of|in|to|under|from)\b(?! this report)")
_COPYRIGHT = pattern(r"(?i:Crown copyright),? (\d{4})\b")
# A year by itself: no part of a range, a month, a day or a longer number, and no count of anything.
_YEAR = pattern(
    r"\b(?i:in|since|during|early|late|mid|spring|summer|autumn|winter|year|of) "
    r"((?:20|19)\d\d)(?![\d–/-])(?! ?(?:to|and|or) (?:20)?\d\d\b)"
)
_MONTH = pattern(rf"\b(?:{'|'.join(MONTHS)}) (?:of )?(20\d\d|19\d\d)\b")


class Reference(msgspec.Struct, frozen=True, eq=False):
    """A paragraph that the text refers to by number; `elsewhere` if it is one of another document."""

    prose: Prose
    number: int
    address: str
    elsewhere: bool = False


class MonthMention(msgspec.Struct, frozen=True, eq=False):
    """A month with its year; `begins` is its first day, `sentence` the sentence with it."""

    prose: Prose
    begins: date
    sentence: str
    address: str


class YearMention(msgspec.Struct, frozen=True, eq=False):
    """A year that prose names without a month, with the sentence that has it."""

    prose: Prose
    number: int
    sentence: str
    address: str


class Copyright(msgspec.Struct, frozen=True, eq=False):
    """The year of the copyright line."""

    prose: Prose
    year: int
    address: str


def copyright_year(closing: Iterable[tuple[Prose, str]]) -> Copyright | None:
    """Return the year of the copyright line among closing paragraphs and their addresses."""
    for prose, address in closing:
        match = _COPYRIGHT.search(prose.text)
        if match:
            return Copyright(prose.part(*match.span(1)), int(match[1]), address)
    return None


def references(passages: Iterable[Passage]) -> Iterator[Reference]:
    """Find the paragraphs that are referred to by number."""
    for passage in passages:
        if "ara" not in passage.prose.text:
            continue
        for match in _PARAGRAPH.finditer(passage.prose.text):
            for group in (1, 2):
                if match[group]:
                    elsewhere = bool(_ELSEWHERE.match(passage.prose.text[match.end() :]))
                    yield Reference(
                        passage.prose.part(*match.span(group)), int(match[group]), passage.address, elsewhere
                    )


def months(passages: Iterable[Passage]) -> Iterator[MonthMention]:
    """Find months with their years."""
    for passage in passages:
        if " 20" not in passage.prose.text and " 19" not in passage.prose.text:
            continue  # most texts do not name a year
        for match in _MONTH.finditer(passage.prose.text):
            first = date(int(match[1]), MONTHS.index(match[0].split()[0]) + 1, 1)
            yield MonthMention(
                passage.prose.part(*match.span()), first, passage.sentence(match.start()), passage.address
            )


def years(passages: Iterable[Passage]) -> Iterator[YearMention]:
    """Find years that are named by themselves."""
    for passage in passages:
        text = passage.prose.text
        if "20" not in text and "19" not in text:
            continue
        for match in _YEAR.finditer(text):
            yield YearMention(
                passage.prose.part(*match.span(1)), int(match[1]), passage.sentence(match.start()), passage.address
            )
