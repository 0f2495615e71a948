"""What a statement says Ofsted asks to be improved is among the points of the report or letter.

A topic that a part of the statement names is flagged if no point names it, or has
one of the words of its names, except `common` ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.shared.compared_documents import given
from ofsted_lint.comparison.echo.stems import gist
from ofsted_lint.comparison.echo.topics import Named, Topic, named, prepared
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.structure.parts import Improvement
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.prose import Prose

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "citations"

__all__ = ["NEEDS", "Params", "Topic", "names", "prepare"]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topics: Annotated[tuple[Topic, ...], Meta(description="the topics to look for", min_length=1)]
    more_topics: Annotated[tuple[Topic, ...], Meta(description="topics of your own, beside these")] = ()
    common: Annotated[str, Meta(description="words that points have whatever they are about")] = ""


def names(params: Params) -> frozenset[str]:
    return frozenset({"topic", "points"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    def run(context: CheckContext) -> Iterator[Hit]:
        statement, against = context.document, context.against
        if not isinstance(statement, Statement):
            raise NotApplicable("it is not a statement")
        held = given(statement, context)
        if held is against.area_report:  # its points are not looked at
            held = against.letter
        if held is None:
            raise NotApplicable("the document that it is about is not given")
        points = held.improvements
        if not points:
            raise NotApplicable("there are no points to improve")
        topics = [topic for topic in prepared((*params.topics, *params.more_topics)) if not topic.general]
        facts = {"points": "; ".join(point.whole.text.rstrip(".") for point in points)}
        begin = held.improvements_heading or points[0].prose
        for part, topic in _strange(statement.named_points, points, topics, params.common):
            if not statement.speaks_of_another(part, held):
                related = (Related(begin.place(), "the points to improve"),)
                yield Hit(part.place(), "", facts | {"topic": topic.name}, related)

    return run


def _strange(
    parts: Sequence[Prose], points: Sequence[Improvement], topics: Sequence[Named], common: str
) -> Iterator[tuple[Prose, Named]]:
    """Find the parts that name a topic of no point, and the topic."""
    stems = [frozenset(gist(point.whole.text).names) for point in points]
    there = frozenset(stem for each in stems for stem in each) - frozenset(gist(common).names)
    for part in parts:
        for topic in named(part.text, topics):
            ours = any(form <= each for form in topic.in_points for each in stems)
            if not ours and all(not form & there for form in topic.own):
                yield part, topic
