"""Each improvement item is addressed in the findings.

An item is flagged if the doubt that the findings address it is at least
`least` and less than `below`. The finding shows the paragraphs closest to it,
the words of the item that they contain and lack, and the words that mark a
weakness there. The doubt is calculated from the words, and from how often they
occur next to a weakness in published reports; see docs/echo.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.checks.families import ask_for
from ofsted_lint.comparison.echo.of_document import name, traced
from ofsted_lint.comparison.echo.verdict import Point, Support
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.structure.parts import Improvement, Paragraph
from ofsted_lint.findings.finding import Hit, Related

_BEST = 3


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    least: Annotated[float, Meta(description="the doubt, from 0 to 1, from which an item is flagged", ge=0, le=1)]
    below: Annotated[
        float, Meta(description="the doubt below which an item is flagged, if another rule covers the rest", ge=0, le=2)
    ] = 2.0


def names(params: Params) -> frozenset[str]:
    return frozenset({"point", "found", "missing", "closest"})


def validate(params: Params, kinds: Iterable[str]) -> None:
    """Refuse kinds of documents that never have the part."""
    ask_for("improvements", kinds)


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.document
        if not isinstance(report, OfstedDocument) or not report.improvements:
            raise NotApplicable("it has no improvement items")
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
    """Return the best sentence of a paragraph, with the words of the item that it has and lacks, and the weakness."""
    weak = f"weakness: “{support.weakness}”" if support.weakness else "no words there mark a weakness"
    lacks = f"lacks: {', '.join(support.missing)}" if support.missing else "lacks none of its words"
    note = f"{name(paragraph)} has: {', '.join(support.found)}; {lacks}; {weak}"
    return Related(paragraph.prose.place(*support.sentence), note)
