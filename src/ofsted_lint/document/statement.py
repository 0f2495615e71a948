"""A council's statement about a report or a letter."""

from __future__ import annotations

from ofsted_lint.document.base import Document


class Statement(Document, frozen=True, eq=False, dict=True):
    """A statement about a report or a letter: a press release, a news item."""

    def is_about_another(self, council: str) -> bool:
        """Whether it names councils, and this one is not among them."""
        return False
