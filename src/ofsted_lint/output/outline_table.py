"""A table with a row for each document: what it is about, its grades, and how much is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO

import msgspec

from ofsted_lint.documents.frameworks.grades import grade_of
from ofsted_lint.documents.frameworks.ilacs import SHORT, area_of
from ofsted_lint.documents.structure.outline_parts import Outline
from ofsted_lint.findings.finding import Severity
from ofsted_lint.output import table

_AREAS = {"overall": "overall effectiveness", **SHORT}
COLUMNS = (
    *("document", "kind", "template", "council", "title", "inspected", "first day", "last day", "published"),
    "lead inspectors",
    *(name for area in _AREAS.values() for name in (area, f"{area} (code)")),
    *("points to improve", "paragraphs", "errors", "warnings", "advice", "lines", "lines recognised"),
)
# Ofsted's codes begin with the best grade: outstanding is 1, inadequate is 4.
_WORST_CODE = 5


class Row(msgspec.Struct, frozen=True):
    """What is in the row of a document besides its outline."""

    outline: Outline
    published: date | None
    severities: dict[Severity, int]


def write(stream: TextIO, rows: Iterable[Row]) -> None:
    """Write the table."""
    table.begin(stream, COLUMNS)
    for each in rows:
        table.row(stream, _values(each))


def _values(row: Row) -> Iterator[table.Value]:
    made, dates = row.outline, row.outline.inspection_dates
    yield from (made.path, made.kind, made.template, made.council, made.title)
    yield from (dates.text, dates.start, dates.end) if dates else (None, None, None)
    yield row.published.isoformat() if row.published else None
    yield "; ".join(each.name for each in made.lead_inspectors)
    grades = {area_of(each.name): each.grade for each in made.judgements}
    for area in _AREAS:
        grade = grade_of(grades.get(area) or "")
        yield from (grades.get(area), None if grade is None else _WORST_CODE - grade)
    yield from (len(made.improvements), sum(len(each.paragraphs) for each in made.sections))
    yield from (row.severities.get(severity, 0) for severity in Severity)
    yield from (made.coverage.lines, made.coverage.recognised)
