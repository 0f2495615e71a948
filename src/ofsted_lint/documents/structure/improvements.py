"""The improvement items: a list, or prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.structure.blocks import Block
from ofsted_lint.documents.structure.paragraphs import (
    Draft,
    bullet,
    continues,
    improvements,
    numbered,
    paragraphs,
)
from ofsted_lint.documents.structure.parts import Improvement, Paragraph
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Source

if TYPE_CHECKING:
    pass

if TYPE_CHECKING:
    pass


class Points(msgspec.Struct, frozen=True, eq=False):
    """The text under “What needs to improve”."""

    heading: Prose | None
    points: tuple[Improvement, ...]
    prose: tuple[Paragraph, ...]


def read_improvements(source: Source, blocks: list[Block]) -> Points:
    """Read the improvement items; prose counts if it introduces or replaces bullets."""
    head: Prose | None = None
    drafts: list[Draft] = []
    prose: list[Draft] = []
    for block in blocks:
        if block.kind == "IMPROVEMENTS":
            head, block.role = reflow(source, [block.span]), "heading"
        elif block.kind == "BULLET":
            drafts.append(bullet(source, block, drafts))
            block.role = "improvement"
        elif block.kind == "NUMBERED":
            drafts.append(numbered(source, block))
            block.role = "improvement"
        elif block.is_text and not block.role:
            drafts_so_far = drafts or prose
            if drafts_so_far and continues(source, drafts_so_far[-1], block):
                drafts_so_far[-1].spans.append(block.span)
                block.role = "improvement"
            elif not drafts and len(prose) < _INTRODUCTION:
                prose.append(Draft([block.span], page=source.page(block.start)))
                block.role = "improvement"
    return Points(head, improvements(source, drafts), paragraphs(source, prose, "improvements/prose"))


# Prose under “What needs to improve” before its bullets, or instead of them
# (North Lincolnshire 2022); a longer text is not an introduction.
_INTRODUCTION = 3
