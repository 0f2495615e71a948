"""The table of points to improve: a row for each point and paragraph, each point without one, and each weakness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.comparison.echo.topics import Topic, named, prepared
from ofsted_lint.output.tables.authorities import Authority
from ofsted_lint.output.tables.table import Row, Table, columns
from ofsted_lint.output.trace import Echo, Evidence, Trace

VERDICTS = {"supported": "taken up", "doubtful": "hardly taken up", "unsupported": "not taken up"}
_ALONE = "weakness without a point"


class PointRow(Row, frozen=True):
    """A point and a paragraph that addresses it."""

    document: Annotated[str, Meta(description="the path of the document")]
    point: Annotated[int | None, Meta(description="the number of the point, from 1; empty for a weakness")]
    line: Annotated[int | None, Meta(description="the line of the point")]
    verdict: Annotated[str, Meta(description=f"`{'`, `'.join(VERDICTS.values())}`, or `{_ALONE}`")]
    text: Annotated[str, Meta(description="the point, or the weakness, as printed")]
    paragraph: Annotated[int | None, Meta(description="the number of the paragraph, if it has one")] = None
    paragraph_line: Annotated[int | None, Meta(description="the line in the paragraph")] = None
    section: Annotated[str | None, Meta(description="the heading above the paragraph")] = None
    grade: Annotated[str | None, Meta(description="the grade in that heading")] = None
    strength: Annotated[float | None, Meta(description="how strongly the paragraph addresses the point")] = None
    words_found: Annotated[str | None, Meta(description="the words of the point that the paragraph has")] = None
    words_missing: Annotated[str | None, Meta(description="the words of the point that it has not")] = None
    sentence: Annotated[str | None, Meta(description="the sentence that addresses the point best")] = None
    topics: Annotated[str | None, Meta(description="the topics that the point names, with semicolons")] = None


TABLE = Table(
    "points",
    "a row for each point to improve and paragraph that addresses it",
    (*columns(PointRow), *columns(Authority)),
)


def rows(each: Trace, topics: Sequence[Topic] = (), path: str = "") -> Iterator[PointRow]:
    """Yield the rows of a document; `topics` are those that its points may name."""
    document, ready = path or each.path, prepared(tuple(topics))
    for at, point in enumerate(each.improvements, 1):
        verdict = VERDICTS[point.verdict]
        about = "; ".join(topic.name for topic in named(point.text, ready))
        row = PointRow(document, at, point.line, verdict, point.text, topics=about)
        both = zip(point.paragraphs, point.evidence, strict=True)
        yield from [_with(row, echo, evidence) for echo, evidence in both] or [row]
    for weakness in each.weaknesses_without_point:
        yield PointRow(document, None, None, _ALONE, weakness.text, weakness.paragraph, weakness.line)


def _with(row: PointRow, echo: Echo, evidence: Evidence) -> PointRow:
    """Return the row of a point with a paragraph that addresses it."""
    return msgspec.structs.replace(
        row,
        paragraph=echo.number,
        paragraph_line=echo.line,
        section=echo.section,
        grade=echo.grade,
        strength=echo.strength,
        words_found=" ".join(echo.found),
        words_missing=" ".join(echo.missing),
        sentence=evidence.sentence,
    )
