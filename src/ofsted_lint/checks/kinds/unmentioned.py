"""The topics of each improvement item are named in the findings, where something is said to need improvement.

An item is flagged if at least `share` of the topics that it names, without
general ones, are in no paragraph, or only in paragraphs that describe no
weakness; and if the doubt that the findings address it is at least `least`.
The finding states which topics and paragraphs these are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.improvements import NAMES, hit, traced_items
from ofsted_lint.comparison.echo.topics import NOWHERE, Mention, Topic
from ofsted_lint.comparison.echo.verdict import Limits
from ofsted_lint.documents.structure.parts import Paragraph
from ofsted_lint.findings.finding import Hit

__all__ = ["Params", "Topic", "names", "prepare"]

_SHOWN = 4

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "improvements"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    topics: Annotated[tuple[Topic, ...], Meta(description="the topics to look for", min_length=1)]
    more_topics: Annotated[tuple[Topic, ...], Meta(description="topics of your own, beside these")] = ()
    share: Annotated[
        float, Meta(description="share of the topics of an item that must lack a weakness", gt=0, le=1)
    ] = Limits().lacking
    least: Annotated[float, Meta(description="the doubt, from 0 to 1, from which an item is flagged", ge=0, le=1)] = (
        Limits().unsupported
    )


def names(params: Params) -> frozenset[str]:
    return NAMES | {"fact", "topic"}


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    limits = Limits(unsupported=params.least, lacking=params.share)

    def run(context: CheckContext) -> Iterator[Hit]:
        paragraphs = context.document.paragraphs
        for improvement, point in traced_items(context, (*params.topics, *params.more_topics)):
            if missed := limits.missed(point):
                topics = [each.topic.name for each in missed]
                facts = {"fact": _fact(missed, paragraphs), "topic": _joined(topics, "and")}
                yield hit(improvement, point, paragraphs, facts)

    return run


def _fact(missed: Sequence[Mention], paragraphs: Sequence[Paragraph]) -> str:
    """Return what a reader can check: the topics that are named nowhere, else the paragraphs that name one."""
    nowhere = [each.topic.name for each in missed if each.state == NOWHERE]
    if nowhere:
        return f"no numbered paragraph mentions {_joined(nowhere, 'or')}"
    first = missed[0]
    numbers = [paragraphs[at].number for at in first.paragraphs]
    known = [str(number.value) for number in numbers if number]
    if len(known) == 1:
        return f"paragraph {known[0]} mentions {first.topic.name}, and does not say that anything needs to improve"
    shown = known[:_SHOWN] if len(known) > _SHOWN + 1 else known
    more = [f"{len(known) - len(shown)} others"] if len(shown) < len(known) else []
    none = "neither says" if len(known) == 2 else "none says"
    where = f"paragraphs {_joined([*shown, *more], 'and')} mention" if known else "paragraphs without a number mention"
    return f"{where} {first.topic.name}, and {none} that anything needs to improve"


def _joined(words: Sequence[str], last: str) -> str:
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end
