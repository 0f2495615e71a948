"""A statement says something of what the report asks to be improved.

It does if it has one of `words`, or if one of its paragraphs has as many of
the words of a point as `share` says, two at least.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, CheckContext
from ofsted_lint.comparison.echo.stems import gist
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.findings.finding import Hit, Related

_FEW = 2
_SHOWN = 6


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: Annotated[tuple[str, ...], Meta(description="words that say that something is to be improved")]
    share: Annotated[float, Meta(gt=0, le=1, description="how many of a point's words a paragraph must have")] = 0.6


def names(params: Params) -> frozenset[str]:
    return frozenset({"count", "points"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    words = tuple(word.casefold() for word in params.words)

    def run(context: CheckContext) -> Iterator[Hit]:
        statement, report = context.document, context.against.report
        if not isinstance(statement, Statement) or report is None:
            raise NotApplicable("no report is given")
        if statement.about_a_visit:
            raise NotApplicable("it is about a visit, not about the report")
        if not report.improvements:
            raise NotApplicable("the report has no points to improve")
        points = [point.prose.text for point in report.improvements]
        if any(word in statement.folded.text for word in words) or _taken_up(statement, points, params.share):
            return
        more = " …" if len(points) > _SHOWN else ""
        facts = {
            "count": "1 point" if len(points) == 1 else f"{len(points)} points",
            "points": "; ".join(point.rstrip(".") for point in points[:_SHOWN]) + more,
        }
        begin = report.improvements_heading or report.improvements[0].prose
        related = Related(begin.place(), "the points to improve")
        yield Hit(statement.opening.place(), "document", facts, (related,))

    return run


def _taken_up(statement: Statement, points: list[str], share: float) -> bool:
    """Whether a paragraph has most of what a point says."""
    there = [frozenset(gist(prose.text)[0]) for prose in statement.texts]
    for point in points:
        asked = frozenset(gist(point)[0])
        wanted = max(_FEW, share * len(asked))
        if any(len(asked & found) >= wanted for found in there):
            return True
    return False
