"""The closing matter of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_lint.documents.structure.blocks import Block
from ofsted_lint.documents.structure.paragraphs import (
    Draft,
    paragraphs,
)
from ofsted_lint.documents.structure.parts import Paragraph
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.source import Source

if TYPE_CHECKING:
    pass

if TYPE_CHECKING:
    pass

_ADDRESS_WORDS = 6


def read_closing(source: Source, blocks: list[Block]) -> tuple[Paragraph, ...]:
    """Read the closing matter: the paragraphs about Ofsted, its address, the copyright line.

    An empty number after it is a remnant of the word processor (Hartlepool 2018).
    """
    drafts: list[Draft] = []
    for block in blocks:
        if block.kind in ("CLOSING", "IMPRINT", "COPYRIGHT", "COPIED"):
            drafts.append(Draft([block.span], page=source.page(block.start)))
            block.role = "closing"
        elif block.is_text and not block.role and drafts and _is_cut(source, drafts[-1]):
            drafts[-1].spans.append(block.span)
            block.role = "closing"
        elif _BARE.fullmatch(source.words(block.span)):
            block.role = "furniture"
    return paragraphs(source, drafts, "closing")


def _is_cut(source: Source, draft: Draft) -> bool:
    """True if this is a paragraph, not a line of an address, and its sentence continues, or it ends with a colon."""
    words = source.words(draft.spans[-1])
    return (draft.unfinished(source) or words.rstrip().endswith(":")) and len(words.split()) > _ADDRESS_WORDS


_BARE = pattern(r"\s*\d{1,3}\.\s*")
