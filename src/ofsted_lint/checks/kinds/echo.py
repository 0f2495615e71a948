"""Each improvement item is addressed in the findings, by a score.

An item is flagged if the doubt that the findings address it is at least
`least` and less than `below`, and no sentence that clearly describes a weakness
has its topics. The finding shows the closest sentences. The
doubt is calculated from the words and topics of the item, and from how often
they occur next to a weakness in published reports; see docs/echo.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.shared.improvements import NAMES, hit, traced_items
from ofsted_lint.comparison.echo.topics import Topic
from ofsted_lint.comparison.echo.verdict import Limits
from ofsted_lint.findings.finding import Hit

__all__ = ["Params", "Topic", "names", "prepare"]

# The part without which the kind has nothing to look at: documents of a rule's kinds must have it.
NEEDS = "improvements"


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    least: Annotated[float, Meta(description="the doubt, from 0 to 1, from which an item is flagged", ge=0, le=1)]
    below: Annotated[
        float, Meta(description="the doubt below which an item is flagged, if another rule covers the rest", ge=0, le=2)
    ] = 2.0
    topics: Annotated[tuple[Topic, ...], Meta(description="topics whose treatment in the findings counts as well")] = ()
    more_topics: Annotated[tuple[Topic, ...], Meta(description="topics of your own, beside these")] = ()


def names(params: Params) -> frozenset[str]:
    return NAMES


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    limits = Limits(doubtful=params.least)

    def run(context: CheckContext) -> Iterator[Hit]:
        for improvement, point in traced_items(context, (*params.topics, *params.more_topics)):
            if point.doubt < params.below and limits.doubts(point):
                yield hit(improvement, point, context.document.paragraphs, {})

    return run
