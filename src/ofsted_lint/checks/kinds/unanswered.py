"""Weaknesses that the findings name are taken up by a point to improve.

A topic that sentences call weak in `places` paragraphs, or in the summary, and
that no point names, is found; `force` is how clearly they must say so, from 0
to 1.5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, CheckContext
from ofsted_lint.comparison.echo.evidence import Sentence
from ofsted_lint.comparison.echo.of_document import name, sentences, whole
from ofsted_lint.comparison.echo.unaddressed import Weakness, topic, unanswered
from ofsted_lint.documents.structure.parts import Paragraph
from ofsted_lint.findings.finding import Hit, Related

_SHOWN = 3


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    names: Annotated[list[str], Meta(description="how findings call the topic, first how it is shown", min_length=1)]
    points: Annotated[list[str], Meta(description="what else a point may say that takes it up")] = []


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topics: Annotated[list[Named], Meta(description="the topics to look for", min_length=1)]
    force: Annotated[float, Meta(description="how clearly a sentence must say so, from 0 to 1.5", ge=0, le=1.5)]
    places: Annotated[int, Meta(description="in how many paragraphs it must be said", ge=1)] = 2


def names(params: Params) -> frozenset[str]:
    return frozenset({"topic", "where"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    topics = [topic(each.names, each.points) for each in params.topics]

    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.document
        if not report.improvements:
            raise NotApplicable("it has no points to improve")
        paragraphs = (*report.paragraphs, *report.summary)
        points = [whole(improvement) for improvement in report.improvements]
        for weakness in unanswered(
            topics,
            points,
            sentences(report),
            force=params.force,
            places=params.places,
            summary=len(report.paragraphs),
        ):
            yield _hit(weakness, paragraphs)

    return run


def _hit(weakness: Weakness, paragraphs: Sequence[Paragraph]) -> Hit:
    first, *others = weakness.sentences[:_SHOWN]
    paragraph = paragraphs[first.paragraph]
    facts = {"topic": weakness.topic, "where": _where(weakness, paragraphs)}
    related = tuple(_related(paragraphs[each.paragraph], each) for each in others)
    return Hit(paragraph.prose.place(*first.span), paragraph.address, facts, related, evidence=weakness.topic)


def _where(weakness: Weakness, paragraphs: Sequence[Paragraph]) -> str:
    """In which paragraphs it is said: those with numbers by number, the others as the summary's."""
    numbered = [paragraphs[each.paragraph].number for each in weakness.sentences]
    numbers = sorted({number.value for number in numbered if number})
    said = [f"paragraph{'s' if len(numbers) > 1 else ''} {_listed(numbers)}"] if numbers else []
    return " and ".join(said + ["the summary"] * (None in numbered))


def _listed(numbers: list[int]) -> str:
    *most, last = map(str, numbers)
    return f"{', '.join(most)} and {last}" if most else last


def _related(paragraph: Paragraph, sentence: Sentence) -> Related:
    said = f": “{sentence.phrase}”" if sentence.phrase else ""
    return Related(paragraph.prose.place(*sentence.span), f"{name(paragraph)} says so too{said}")
