"""Weaknesses in the findings are addressed by an improvement item.

A topic is flagged if clauses describe it as weak in at least `places`
paragraphs, or in the summary, and no improvement item names it; `force` is how
clearly their sentences must do so, from 0 to 1.5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.comparison.echo.evidence import Sentence
from ofsted_lint.comparison.echo.of_document import name, read, whole
from ofsted_lint.comparison.echo.topics import Topic, prepared
from ofsted_lint.comparison.echo.unaddressed import Weakness, unanswered
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.structure.parts import Paragraph
from ofsted_lint.findings.finding import Hit, Related

_SHOWN = 3


__all__ = ["Params", "Topic", "names", "prepare"]

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "improvements"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topics: Annotated[tuple[Topic, ...], Meta(description="the topics to look for", min_length=1)]
    force: Annotated[
        float, Meta(description="how clearly a sentence must describe a weakness, from 0 to 1.5", ge=0, le=1.5)
    ]
    places: Annotated[int, Meta(description="minimum number of paragraphs that must do so", ge=1)] = 2
    more_topics: Annotated[tuple[Topic, ...], Meta(description="topics of your own, beside these")] = ()


def names(params: Params) -> frozenset[str]:
    return frozenset({"topic", "where", "sentence"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.document
        if not isinstance(report, OfstedDocument) or not report.improvements:
            raise NotApplicable("it has no improvement items")
        paragraphs = (*report.paragraphs, *report.summary)
        points = [whole(improvement) for improvement in report.improvements]
        for weakness in unanswered(
            prepared((*params.topics, *params.more_topics)),
            points,
            read(report),
            force=params.force,
            places=params.places,
            summary=len(report.paragraphs),
        ):
            yield _hit(weakness, paragraphs)

    return run


def _hit(weakness: Weakness, paragraphs: Sequence[Paragraph]) -> Hit:
    first, *others = weakness.sentences[:_SHOWN]
    paragraph = paragraphs[first.paragraph]
    facts = {"topic": weakness.topic, "where": _where(weakness, paragraphs), "sentence": first.text}
    related = tuple(_related(paragraphs[each.paragraph], each) for each in others)
    return Hit(paragraph.prose.place(*first.span), paragraph.address, facts, related, evidence=weakness.topic)


def _where(weakness: Weakness, paragraphs: Sequence[Paragraph]) -> str:
    """Return the paragraphs that name the weakness: those with numbers, then “the summary” for the others."""
    numbered = [paragraphs[each.paragraph].number for each in weakness.sentences]
    numbers = sorted({number.value for number in numbered if number})
    said = [f"paragraph{'s' if len(numbers) > 1 else ''} {_listed(numbers)}"] if numbers else []
    return " and ".join(said + ["the summary"] * (None in numbered))


def _listed(numbers: list[int]) -> str:
    *most, last = map(str, numbers)
    return f"{', '.join(most)} and {last}" if most else last


def _related(paragraph: Paragraph, sentence: Sentence) -> Related:
    return Related(paragraph.prose.place(*sentence.span), f"{name(paragraph)}: “{sentence.text}”")
