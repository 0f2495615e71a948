"""The echo of one document: its improvement items in its own findings."""

from __future__ import annotations

from ofsted_lint.comparison.echo.evidence import Findings
from ofsted_lint.comparison.echo.verdict import Point, findings, judge
from ofsted_lint.documents.document import OfstedDocument
from ofsted_lint.documents.structure.parts import Improvement, Paragraph


def whole(improvement: Improvement) -> str:
    """A point with its sub-points, which are judged with it."""
    return " ".join([improvement.prose.text, *(item.text for item in improvement.items)])


def read(report: OfstedDocument) -> Findings:
    """The findings and then the summary, read once for all rules."""
    return report.memo(
        read, lambda: findings(paragraph.prose.text for paragraph in (*report.paragraphs, *report.summary))
    )


def traced(report: OfstedDocument) -> list[Point]:
    """The points of a report as its numbered paragraphs have them, judged once for all rules."""
    return report.memo(traced, lambda: _traced(report))


def _traced(report: OfstedDocument) -> list[Point]:
    there = Findings([each for each in read(report).sentences if each.paragraph < len(report.paragraphs)])
    return [judge(whole(improvement), there) for improvement in report.improvements[:_MOST_POINTS]]


def name(paragraph: Paragraph) -> str:
    """What a paragraph is called in a note."""
    return f"paragraph {paragraph.number.value}" if paragraph.number else "this paragraph"


# Reports have some five points; a text with more than this many is none, and is judged so far.
_MOST_POINTS = 60
