"""What a plan adds to the outline: nothing, since title and sections are there."""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_lint.documents.structure.outline_parts import Outline

from .model import Plan


def add(made: Outline, plan: Plan) -> None:
    """Leave the outline as it is."""


def lines(made: Outline) -> Iterator[tuple[str, str]]:
    """What a plan is about, for people."""
    yield "Chapters", str(len(made.sections))
