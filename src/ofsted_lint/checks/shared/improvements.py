"""The improvement items of a document with their traces, and the hits for them with the closest sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.comparison.echo.of_document import name, traced
from ofsted_lint.comparison.echo.topics import Topic
from ofsted_lint.comparison.echo.verdict import Point
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.structure.parts import Improvement, Paragraph
from ofsted_lint.findings.finding import Hit, Related

_BEST = 3
# The names that messages may use.
NAMES = frozenset({"point", "found", "missing", "closest", "sentence"})


def traced_items(context: CheckContext, topics: tuple[Topic, ...]) -> Iterator[tuple[Improvement, Point]]:
    """Yield the improvement items of a document, each with its trace in the findings."""
    report = context.document
    if not isinstance(report, OfstedDocument) or not report.improvements:
        raise NotApplicable("it has no improvement items")
    if not report.paragraphs:
        raise NotApplicable("it has no findings")
    yield from zip(report.improvements, traced(report, topics), strict=False)


def hit(improvement: Improvement, point: Point, paragraphs: Sequence[Paragraph], more: dict[str, str]) -> Hit:
    """Return the hit for an item, with its closest sentences."""
    best = [support for support in point.paragraphs[:_BEST] if support.found]
    places = [paragraphs[support.paragraph].prose.place(*support.sentence) for support in best]
    names = [name(paragraphs[support.paragraph]) for support in best]
    facts = {
        "point": improvement.prose.text,
        "found": ", ".join(point.found) or "none",
        "missing": ", ".join(point.missing) or "none",
        "closest": names[0] if names else "none",
        "sentence": best[0].text if best else "none",
    }
    related = tuple(
        Related(place, f"{there}: “{support.text}”") for place, there, support in zip(places, names, best, strict=True)
    )
    return Hit(improvement.prose.place(), improvement.address, facts | more, related)
