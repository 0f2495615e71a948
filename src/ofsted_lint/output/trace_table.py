"""A table of points to improve: a row for each point and paragraph, each point without one, and each weakness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from ofsted_lint.output import table
from ofsted_lint.output.trace import Echo, Trace

VERDICTS = {"supported": "taken up", "doubtful": "hardly taken up", "unsupported": "not taken up"}
COLUMNS = (
    *("document", "point", "line", "verdict", "text", "paragraph", "paragraph line", "section", "grade", "strength"),
    *("words found", "words missing", "sentence"),
)


def write(stream: TextIO, traces: Iterable[Trace]) -> None:
    """Write the table."""
    table.begin(stream, COLUMNS)
    for each in traces:
        for row in _rows(each):
            table.row(stream, (*row, *(None,) * (len(COLUMNS) - len(row))))


def _rows(each: Trace) -> Iterator[tuple[table.Value, ...]]:
    for at, point in enumerate(each.improvements, 1):
        head = (each.path, at, point.line, VERDICTS[point.verdict], point.text)
        both = zip(point.paragraphs, point.evidence, strict=True)
        yield from [(*head, *_values(echo), evidence.sentence) for echo, evidence in both] or [head]
    for weakness in each.weaknesses_without_point:
        yield (
            *(each.path, None, None, "weakness without a point", weakness.text),
            *(weakness.paragraph, weakness.line),
        )


def _values(echo: Echo) -> tuple[table.Value, ...]:
    words = (" ".join(echo.found), " ".join(echo.missing))
    return (echo.number, echo.line, echo.section, echo.grade, echo.strength, *words)
