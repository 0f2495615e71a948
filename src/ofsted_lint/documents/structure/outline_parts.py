"""The outline of a document as plain values: what the contract has for documents of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import msgspec

from ofsted_lint.source.prose import Prose


class CoverageRecord(msgspec.Struct, frozen=True):
    lines: int
    recognised: int


class Dates(msgspec.Struct):
    text: str
    start: str | None
    end: str | None


class Inspector(msgspec.Struct):
    name: str
    title: str | None


class Judgement(msgspec.Struct):
    name: str
    grade: str | None
    line: int


class Line(msgspec.Struct):
    text: str
    line: int


class Point(msgspec.Struct):
    text: str
    line: int
    items: list[str]


class Paragraph(msgspec.Struct):
    number: int | None
    text: str
    line: int
    page: int | None


class Section(msgspec.Struct):
    """A section as printed; `items` are its points, in a family whose form has points in sections."""

    title: str | None
    grade: str | None
    line: int
    paragraphs: list[Paragraph]
    items: list[Point] | msgspec.UnsetType = msgspec.UNSET


class Outline(msgspec.Struct):
    """A document's structure, as in the contract.

    `visit` is set for letters, `statement` for statements. A family whose outline
    has more has a class of its own, `SHAPE` in its `outline`. `GRADED` is true if
    the sections have grades.
    """

    GRADED: ClassVar[bool] = True

    path: str
    kind: str
    template: str | None
    title: str | None
    council: str | None
    inspection_dates: Dates | None
    lead_inspectors: list[Inspector]
    judgements: list[Judgement]
    summary: list[Line]
    improvements: list[Point]
    sections: list[Section]
    coverage: CoverageRecord
    unrecognised: list[Line]
    visit: msgspec.Struct | msgspec.UnsetType = msgspec.UNSET
    statement: msgspec.Struct | msgspec.UnsetType = msgspec.UNSET


def line_of(prose: Prose) -> int:
    """Return the line on which a text begins, from 1."""
    return prose.source.position(prose.span.start).line


def about(made: Outline, dated: str) -> Iterator[tuple[str, str]]:
    """Yield what a document of Ofsted is about, a name and a text for each line; `dated` is the name of its days."""
    yield "Council", made.council or "(none)"
    dates = made.inspection_dates
    yield dated, dates.text if dates else "(no dates)"
    for inspector in made.lead_inspectors:
        yield "Inspector", inspector.name + (f", {inspector.title}" if inspector.title else "")
