"""Trace the improvement items of a document in its own findings."""

from __future__ import annotations

from ofsted_lint.comparison.echo.evidence import Findings
from ofsted_lint.comparison.echo.topics import Topic, prepared
from ofsted_lint.comparison.echo.verdict import Point, findings, judge
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.structure.parts import Improvement, Paragraph


def whole(improvement: Improvement) -> str:
    """Return the text of an improvement item with its sub-items, which are judged together."""
    return " ".join([improvement.prose.text, *(item.text for item in improvement.items)])


def read(report: OfstedDocument) -> Findings:
    """Read the findings and then the summary, once for all rules."""
    return report.memo(
        read, lambda: findings(paragraph.prose.text for paragraph in (*report.paragraphs, *report.summary))
    )


def traced(report: OfstedDocument, topics: tuple[Topic, ...]) -> list[Point]:
    """Trace the improvement items of a report in its paragraphs, once for all rules with the same topics."""
    return report.memo((traced, prepared(topics)), lambda: _traced(report, topics))


def _traced(report: OfstedDocument, topics: tuple[Topic, ...]) -> list[Point]:
    there = Findings([each for each in read(report).sentences if each.paragraph < len(report.paragraphs)])
    return [judge(whole(improvement), there, topics=topics) for improvement in report.improvements[:_MOST_POINTS]]


def name(paragraph: Paragraph) -> str:
    """Return the name of a paragraph in a note."""
    return f"paragraph {paragraph.number.value}" if paragraph.number else "this paragraph"


# Reports have about five items; a text with more than this many is not a report, and the rest are not traced.
_MOST_POINTS = 60
