"""The kinds of documents, each with its model: what expressions about it may name."""

from __future__ import annotations

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.statement.model import Statement

# The types of what a document may be held against, by the names that expressions have for it.
AGAINST: dict[str, type[Document]] = {"report": Report, "earlier": Report, "letter": Letter, "another": Document}
MODELS: dict[str, type[Document]] = {"ilacs": Report, "letter": Letter, "statement": Statement, "unknown": Report}
