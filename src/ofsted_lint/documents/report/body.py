"""The body of a report: summary, sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_lint.documents.structure.blocks import Block
from ofsted_lint.documents.structure.paragraphs import (
    Draft,
    bullet,
    continues,
    numbered,
    paragraphs,
    split_paragraphs,
    split_unwrapped,
    with_own_numbers,
)
from ofsted_lint.documents.structure.parts import Paragraph, Section
from ofsted_lint.source.source import Source

if TYPE_CHECKING:
    from ofsted_lint.documents.report.zones import Zone

# Published summaries have one to seven paragraphs.
_LONGEST_SUMMARY = 12


def read_summary(source: Source, blocks: list[Block]) -> tuple[Paragraph, ...]:
    """Read the prose between the grade table and the improvement items.

    Text that is longer than any summary is not one; the rest stays without a role.
    """
    drafts: list[Draft] = []
    for block in blocks:
        if len(drafts) > _LONGEST_SUMMARY:
            break
        block.role = "summary"
        first, *rest = split_paragraphs(source, block)
        if drafts and continues(source, drafts[-1], block) and not _begins(source, block):
            drafts[-1].spans.append(first)
        else:
            rest.insert(0, first)
        drafts += (Draft([span], page=source.page(span.start)) for span in rest)
    return paragraphs(source, drafts, "summary")


def _begins(source: Source, block: Block) -> bool:
    """True if a paragraph begins after a blank line, though the one before it lacks its full stop."""
    return block.spaced and not block.broken and source.words(block.span).lstrip(" \t\r\n\xa0*")[:1].isupper()


def read_section(source: Source, zone: Zone, tight: bool, address: str) -> Section:
    """Read a section's paragraphs.

    Running text after a page break continues the paragraph before it; so does text
    after a blank line if the sentence is unfinished, or if the document's paragraphs
    are not separated by blank lines (`tight`). A list in a paragraph belongs to it;
    a bullet without text is a remnant of the page layout.
    """
    drafts: list[Draft] = []
    for block in zone.blocks:
        if block.kind == "HEADING":
            block.role = "heading"
        elif block.kind == "NUMBERED":
            drafts += split_unwrapped(source, numbered(source, block))
            block.role = "paragraph"
        elif block.kind == "BULLET":
            spans = bullet(source, block, []).spans
            block.role = "paragraph" if spans else "furniture"
            if spans:
                (drafts[-1] if drafts else _unnumbered(source, block, drafts)).spans += spans
        elif block.is_text and not block.role:
            is_continued = drafts and (tight or block.broken or continues(source, drafts[-1], block))
            (drafts[-1] if is_continued else _unnumbered(source, block, drafts)).spans.append(block.span)
            block.role = "paragraph"
    return Section(zone.heading, paragraphs(source, with_own_numbers(drafts), f"{address}/paragraphs"), address)


def _unnumbered(source: Source, block: Block, drafts: list[Draft]) -> Draft:
    drafts.append(Draft([], page=source.page(block.start)))
    return drafts[-1]


def is_tight(blocks: list[Block]) -> bool:
    """True if most paragraphs follow each other without a blank line."""
    numbered = [block for block in blocks if block.kind == "NUMBERED"]
    return sum(not block.spaced for block in numbered) * 2 > len(numbered)
