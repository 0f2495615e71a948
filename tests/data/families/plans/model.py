"""A council's plan."""

from __future__ import annotations

from typing import ClassVar

from ofsted_lint.documents.document import Document
from ofsted_lint.source.prose import Prose


class Plan(Document, frozen=True, eq=False, dict=True):
    """A council's plan; `topics` are its headings."""

    topics: tuple[Prose, ...] = ()

    RULE_NAMES: ClassVar[dict[str, str]] = {**Document.RULE_NAMES, "chapters": "the headings of the plan"}
    ATTRIBUTES: ClassVar[dict[str, str]] = {"chapters": "topics"}
