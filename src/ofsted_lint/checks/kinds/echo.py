"""Each point to improve is taken up in the findings.

A point that is less likely taken up than `least` says, and not less than
`below`, is found. Each comes with the paragraphs that have most of it, the
words of the point that they have and lack, and the words there that say that
something is not right. How likely it is comes from the words, and from how
often they stand beside a weakness in published reports; docs/echo.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import NotApplicable, CheckContext
from ofsted_lint.comparison.echo.of_document import name, traced
from ofsted_lint.comparison.echo.verdict import Point, Support
from ofsted_lint.documents.structure.parts import Improvement, Paragraph
from ofsted_lint.findings.finding import Hit, Related

_BEST = 3


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    least: Annotated[float, Meta(description="from which doubt on, between 0 and 1, a point is found", ge=0, le=1)]
    below: Annotated[float, Meta(description="up to which doubt, for a rule beside a stricter one", ge=0, le=2)] = 2.0


def names(params: Params) -> frozenset[str]:
    return frozenset({"point", "found", "missing", "closest"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.document
        if not report.improvements:
            raise NotApplicable("it has no points to improve")
        if not report.paragraphs:
            raise NotApplicable("it has no findings")
        for improvement, point in zip(report.improvements, traced(report), strict=False):
            if params.least <= point.doubt < params.below:
                yield _hit(improvement, point, report.paragraphs)

    return run


def _hit(improvement: Improvement, point: Point, paragraphs: Sequence[Paragraph]) -> Hit:
    best = [support for support in point.paragraphs[:_BEST] if support.found]
    closest = ", ".join(name(paragraphs[support.paragraph]) for support in best[:1])
    facts = {
        "point": improvement.prose.text,
        "found": ", ".join(point.found) or "none",
        "missing": ", ".join(point.missing) or "none",
        "closest": closest or "none",
    }
    related = tuple(_related(paragraphs[support.paragraph], support) for support in best)
    return Hit(improvement.prose.place(), improvement.address, facts, related)


def _related(paragraph: Paragraph, support: Support) -> Related:
    """The best sentence of a paragraph; words of the point that the paragraph has and lacks, and what is weak there."""
    weak = f"not right: “{support.weakness}”" if support.weakness else "nothing there says that something is not right"
    lacks = f"lacks: {', '.join(support.missing)}" if support.missing else "lacks none of its words"
    note = f"{name(paragraph)} has: {', '.join(support.found)}; {lacks}; {weak}"
    return Related(paragraph.prose.place(*support.sentence), note)
