"""A statement mentions what the report says needs to improve.

It does if it contains one of `words`, or if one of its paragraphs has at least
`share` of the words of an improvement item, and at least two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.families import ask_for
from ofsted_lint.comparison.echo.stems import gist
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.findings.finding import Hit, Related

_FEW = 2
_SHOWN = 6


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: Annotated[tuple[str, ...], Meta(description="words that mention a need for improvement")]
    share: Annotated[
        float, Meta(gt=0, le=1, description="share of the words of an item that a paragraph must have")
    ] = 0.6
    cues: Annotated[
        tuple[str, ...], Meta(description="words in a sentence beside which two points that it names are enough")
    ] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"count", "points"})


def validate(params: Params, kinds: Iterable[str]) -> None:
    """Refuse kinds of documents that never have the part."""
    ask_for("citations", kinds)


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    words = tuple(word.casefold() for word in params.words)

    def run(context: CheckContext) -> Iterator[Hit]:
        statement, report = context.document, context.against.report
        if not isinstance(statement, Statement) or report is None:
            raise NotApplicable("no report is given")
        if statement.about_a_visit:
            raise NotApplicable("it is about a visit, not about the report")
        if not report.improvements:
            raise NotApplicable("the report has no improvement items")
        points = [point.prose.text for point in report.improvements]
        if any(word in statement.folded.text for word in words) or _mentioned(statement, points, params):
            return
        more = " …" if len(points) > _SHOWN else ""
        facts = {
            "count": "1 point" if len(points) == 1 else f"{len(points)} points",
            "points": "; ".join(point.rstrip(".") for point in points[:_SHOWN]) + more,
        }
        begin = report.improvements_heading or report.improvements[0].prose
        related = Related(begin.place(), "the improvement items")
        yield Hit(statement.opening.place(), "document", facts, (related,))

    return run


def _mentioned(statement: Statement, points: list[str], params: Params) -> bool:
    """True if a paragraph has most of the words of an improvement item."""
    there = [frozenset(gist(prose.text)[0]) for prose in statement.texts]
    for point in points:
        words = frozenset(gist(point)[0])
        wanted = max(_FEW, params.share * len(words))
        if any(len(words & found) >= wanted for found in there):
            return True
    return _listed(statement, points, params.cues)


def _listed(statement: Statement, points: list[str], cues: tuple[str, ...]) -> bool:
    """True if a sentence with a cue names several points, each by a word that no other point has."""
    stems = [frozenset(gist(point)[0]) for point in points]
    times = Counter(stem for point in stems for stem in point)
    own = [frozenset(stem for stem in point if times[stem] == 1) for point in stems]
    for passage in statement.worded:
        for start, end in passage.sentence_spans:
            sentence = passage.prose.text[start:end]
            if not any(cue in sentence.casefold() for cue in cues):
                continue
            words = frozenset(gist(sentence)[0])
            if sum(bool(words & point) for point in own) >= _FEW:
                return True
    return False
