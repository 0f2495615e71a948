"""The report's own numbers of paragraphs, as the places that readers know."""

from __future__ import annotations

from bisect import bisect_right

from ofsted_lint.documents.document import Document
from ofsted_lint.source.source import Place, Span


def paragraph_at(document: Document, place: Place) -> int | None:
    """Return the printed number of the paragraph in which a place begins; None outside numbered paragraphs."""
    if place.source is not document.source:
        return None
    spans = document.memo(paragraph_at, lambda: _spans(document))
    start = place.span.start
    at = bisect_right(spans, start, key=lambda each: each[0].start) - 1
    if at < 0:
        return None
    span, number = spans[at]
    # The end of a line belongs to the text before it.
    return number if start <= span.end or not document.source.slice(Span(span.end, start)).strip() else None


def _spans(document: Document) -> list[tuple[Span, int | None]]:
    """Return the spans of the paragraphs and of their numbers, in order of place."""
    found: list[tuple[Span, int | None]] = []
    for paragraph in document.paragraphs:
        number = paragraph.number
        proses = (number.prose, paragraph.prose) if number else (paragraph.prose,)
        value = number.value if number else None
        found += ((piece, value) for prose in proses for piece in prose.pieces())
    return sorted(found, key=lambda each: each[0].start)
