"""The outline's entries for reports, as plain values."""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.structure.outline_parts import Judgement, Outline, about, line_of


def add(made: Outline, report: Report) -> None:
    """Add a report's template and grade table to its outline."""
    made.template = report.template
    made.judgements = [
        Judgement(row.label.text, row.grade.prose.text if row.grade else None, line_of(row.label))
        for row in report.judgements
    ]


def lines(made: Outline) -> Iterator[tuple[str, str]]:
    """Yield a summary of a report to be printed: a name and a text for each line."""
    return about(made, "Inspected")
