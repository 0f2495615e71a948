"""The part of an outline that is special to a plan: nothing, since title and sections are there."""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_lint.documents.structure.outline_parts import Outline

from .model import Plan


def add(made: Outline, plan: Plan) -> None:
    """Leave the outline as it is."""


def lines(made: Outline) -> Iterator[tuple[str, str]]:
    """The subject of a plan, for people."""
    yield "Chapters", str(len(made.sections))
