"""A statement mentions what the report says needs to improve.

It does if it contains one of `words`, or if two sentences of one of its paragraphs have
at least `share` of the words of an improvement item, and at least two. One of `vague`
(“more to do”) is enough if its paragraph, or the next, has a word of an item.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.shared.compared_documents import with_report
from ofsted_lint.comparison.echo.stems import gist
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.findings.finding import Hit, Related

_FEW = 2
# A sentence that names all points, and at least so many, needs no cue.
_SEVERAL = 3
# Words that are in any statement.
_IN_WHAT = ("on", "in", "with", "around")
_GENERAL = "children’s services, social workers, young people, families, the council, need, quality and improvement"
_SHOWN = 6

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: Annotated[tuple[str, ...], Meta(description="words that mention a need for improvement")]
    share: Annotated[
        float, Meta(gt=0, le=1, description="share of the words of an item that two sentences must have")
    ] = 0.6
    vague: Annotated[
        tuple[str, ...], Meta(description="words that say only that there is more to do, not in what")
    ] = ()
    cues: Annotated[
        tuple[str, ...], Meta(description="words in a sentence beside which two points that it names are enough")
    ] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"count", "points"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    words = tuple(word.casefold() for word in params.words)
    vague = tuple(word.casefold() for word in params.vague)

    def run(context: CheckContext) -> Iterator[Hit]:
        statement, report = with_report(context)
        if not report.improvements:
            raise NotApplicable("the report has no improvement items")
        points = [point.prose.text for point in report.improvements]
        if any(word in statement.folded.text for word in words) or _mentioned(statement, points, params):
            return
        general = " ".join(row.label.text for row in report.judgements if row.label)
        if _hinted(statement, points, vague, general):
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
    """True if one or two sentences of a paragraph have most of the words of an improvement item."""
    there = [frozenset(gist(text)[0]) for passage in statement.worded for text in _windows(passage)]
    for point in points:
        words = frozenset(gist(point)[0])
        wanted = max(_FEW, params.share * len(words))
        if any(len(words & found) >= wanted for found in there):
            return True
    return _listed(statement, points, params.cues)


def _windows(passage: Passage) -> Iterator[str]:
    """Yield each sentence of a passage together with the next one."""
    spans = passage.sentence_spans
    for at, (start, _) in enumerate(spans):
        yield passage.prose.text[start : spans[min(at + 1, len(spans) - 1)][1]]


def _listed(statement: Statement, points: list[str], cues: tuple[str, ...]) -> bool:
    """True if a sentence with a cue names several points, each by a word that no other point has."""
    stems = [frozenset(gist(point)[0]) for point in points]
    times = Counter(stem for point in stems for stem in point)
    own = [frozenset(stem for stem in point if times[stem] == 1) for point in stems]
    for passage in statement.worded:
        for start, end in passage.sentence_spans:
            sentence = passage.prose.text[start:end]
            enough = _FEW if any(cue in sentence.casefold() for cue in cues) else max(_SEVERAL, len(own))
            words = frozenset(gist(sentence)[0])
            if sum(bool(words & point) for point in own) >= enough:
                return True
    return False


def _hinted(statement: Statement, points: list[str], vague: tuple[str, ...], general: str) -> bool:
    """True if a paragraph says that there is more to do, and in what, or it or the next has a word of a point.

    Words of the judgements (`general`) are of all services.
    """
    stems = {stem for point in points for stem in gist(point)[0]} - set(gist(f"{general} {_GENERAL}")[0])
    for at, passage in enumerate(statement.worded):
        said = [word for word in vague if word in passage.folded]
        if any(f"{word} {on} " in passage.folded for word in said for on in _IN_WHAT):
            return True
        if said:
            near = statement.worded[at : at + 2]
            if stems & {stem for each in near for stem in gist(each.prose.text)[0]}:
                return True
    return False
