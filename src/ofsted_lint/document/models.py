"""The kinds of documents, each with its model: what expressions about it may name."""

from __future__ import annotations

from ofsted_lint.document.base import Document
from ofsted_lint.document.letter import Letter
from ofsted_lint.document.model import Report
from ofsted_lint.document.statement import Statement

MODELS: dict[str, type[Document]] = {"ilacs": Report, "letter": Letter, "statement": Statement, "unknown": Report}
