"""The outline's entries for statements: quotations and claims as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from ofsted_lint.documents.frameworks.ilacs import SHORT
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.structure.outline_parts import Outline, line_of

_SPEAKERS = {"report": "of Ofsted", "person": "of people", "unknown": "of nobody named"}
_WORDS = {
    "overall": "overall effectiveness",
    "every": "all judgements",
    "others": "all others",
    "none": "no judgement",
    **SHORT,
}


class QuotationRecord(msgspec.Struct, frozen=True):
    """A quotation; `speaker` is report, person or unknown."""

    text: str
    speaker: str
    line: int


class ClaimRecord(msgspec.Struct, frozen=True):
    """A grade that is claimed; `earlier` is true for one of an earlier inspection."""

    text: str
    judgement: str
    grade: str
    earlier: bool
    line: int


class OccasionRecord(msgspec.Struct, frozen=True):
    """An inspection or visit that is dated; `kind` is inspection, monitoring or focused."""

    text: str
    kind: str
    line: int


class PersonRecord(msgspec.Struct, frozen=True):
    """A person and the office named beside the name."""

    name: str
    office: str
    line: int


class StatementRecord(msgspec.Struct, frozen=True):
    """The facts in a statement that can be compared with a report."""

    published: str | None
    quotations: list[QuotationRecord]
    claims: list[ClaimRecord]
    occasions: list[OccasionRecord]
    people: list[PersonRecord]
    links: list[str]


def add(made: Outline, statement: Statement) -> None:
    """Add the quotations and claims of a statement to its outline."""
    made.statement = record(statement)


def record(statement: Statement) -> StatementRecord:
    """Return the record of a statement; lines count from 1."""
    day = statement.publishing.day if statement.publishing else None
    return StatementRecord(
        str(day) if day else None,
        [QuotationRecord(each.words.text, each.speaker, line_of(each.prose)) for each in statement.citations],
        [
            ClaimRecord(
                each.prose.text, _judgement(each.area, each.count), each.grade.words, each.before, line_of(each.prose)
            )
            for each in statement.claims
        ],
        [OccasionRecord(each.prose.text, each.kind, line_of(each.prose)) for each in statement.occasions],
        [PersonRecord(each.prose.text, each.office.text, line_of(each.prose)) for each in statement.officers],
        [link.text for link in statement.links],
    )


def _judgement(area: str, count: int) -> str:
    return f"{count or 'half of the'} judgements" if area == "count" else _WORDS[area]


def lines(made: Outline) -> Iterator[tuple[str, str]]:
    """Yield a summary of a statement to be printed: a name and a text for each line."""
    if isinstance(made.statement, StatementRecord):
        yield from _own(made.statement)


def _own(made: StatementRecord) -> Iterator[tuple[str, str]]:
    """Yield the quotations and claims of a statement to be printed."""
    if made.published:
        yield "Published", made.published
    counts = Counter(each.speaker for each in made.quotations)
    if counts:
        yield "Quoted", ", ".join(f"{counts[key]} {words}" for key, words in _SPEAKERS.items() if counts[key])
    for claim in made.claims:
        yield "Claim", f"{claim.judgement}: {claim.grade}{' (earlier)' if claim.earlier else ''}"
    for occasion in made.occasions:
        yield "Dated", f"{occasion.kind}: {occasion.text}"
    for person in made.people:
        yield "Person", f"{person.name}, {person.office}"
    for link in made.links:
        yield "Link", link
