"""The report or letter that a statement is compared with: the one that it is about."""

from __future__ import annotations

from typing import Literal

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.statement.model import Statement


def given(statement: Statement, context: CheckContext) -> OfstedDocument | None:
    """Return the letter for a statement about a visit, or if it is all that is given, else the report."""
    against = context.against
    if statement.about_a_visit:
        return against.letter
    return against.report or against.area_report or against.letter


def with_report(context: CheckContext) -> tuple[Statement, Report]:
    """Return a statement and the report that it is about; `NotApplicable` if it is about a visit, or none is given."""
    statement, report = context.document, context.against.report
    if not isinstance(statement, Statement) or report is None:
        raise NotApplicable("no report is given")
    if statement.about_a_visit:
        raise NotApplicable("it is about a visit, not about the report")
    return statement, report


def called(document: Document) -> Literal["letter", "report"]:
    """Return what messages call a document that statements are about."""
    return "letter" if document.kind == "letter" else "report"
