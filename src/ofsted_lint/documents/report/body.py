"""The body of a report: points to improve, summary, sections, closing matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.structure.blocks import Block
from ofsted_lint.documents.structure.paragraphs import (
    UNWRAPPED,
    Draft,
    bullet,
    continues,
    improvements,
    numbered,
    paragraphs,
    parted,
)
from ofsted_lint.documents.structure.parts import Improvement, Paragraph, Section
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Source

if TYPE_CHECKING:
    from ofsted_lint.documents.report.zones import Zone

# Prose under “What needs to improve” before its bullets, or instead of them
# (North Lincolnshire 2022); more than this is no introduction.
_INTRODUCTION = 3
_ADDRESS_WORDS = 6
# Published summaries have one to seven paragraphs.
_LONGEST_SUMMARY = 12
_BARE = re.compile(r"\s*\d{1,3}\.\s*")


class Points(msgspec.Struct, frozen=True, eq=False):
    """What stands under “What needs to improve”."""

    heading: Prose | None
    points: tuple[Improvement, ...]
    prose: tuple[Paragraph, ...]


def read_improvements(source: Source, blocks: list[Block]) -> Points:
    """The points to improve; prose is taken where it introduces or replaces bullets."""
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
            goes_on = drafts or prose
            if goes_on and continues(source, goes_on[-1], block):
                goes_on[-1].spans.append(block.span)
                block.role = "improvement"
            elif not drafts and len(prose) < _INTRODUCTION:
                prose.append(Draft([block.span], page=source.page(block.start)))
                block.role = "improvement"
    return Points(head, improvements(source, drafts), paragraphs(source, prose, "improvements/prose"))


def read_summary(source: Source, blocks: list[Block]) -> tuple[Paragraph, ...]:
    """Prose between the grade table and the points to improve.

    What goes on for longer than any summary is none, and stays without a role.
    """
    drafts: list[Draft] = []
    for block in blocks:
        if len(drafts) > _LONGEST_SUMMARY:
            break
        block.role = "summary"
        first, *rest = parted(source, block)
        if drafts and continues(source, drafts[-1], block):
            drafts[-1].spans.append(first)
        else:
            rest.insert(0, first)
        drafts += (Draft([span], page=source.page(span.start)) for span in rest)
    return paragraphs(source, drafts, "summary")


def read_section(source: Source, zone: Zone, tight: bool, address: str) -> Section:
    """A section's paragraphs.

    Running text behind a page break goes on with the paragraph before it;
    behind a blank line too where its sentence is unfinished, or where the
    document's paragraphs are not parted by blank lines (`tight`). A list in a
    paragraph belongs to it; a bullet without text is a trace of the page.
    """
    drafts: list[Draft] = []
    for block in zone.blocks:
        if block.kind == "HEADING":
            block.role = "heading"
        elif block.kind == "NUMBERED":
            drafts += unwrapped(source, numbered(source, block))
            block.role = "paragraph"
        elif block.kind == "BULLET":
            spans = bullet(source, block, []).spans
            block.role = "paragraph" if spans else "furniture"
            if spans:
                (drafts[-1] if drafts else _unnumbered(source, block, drafts)).spans += spans
        elif block.is_text and not block.role:
            goes_on = drafts and (tight or block.broken or continues(source, drafts[-1], block))
            (drafts[-1] if goes_on else _unnumbered(source, block, drafts)).spans.append(block.span)
            block.role = "paragraph"
    return Section(zone.heading, paragraphs(source, drafts, f"{address}/paragraphs"), address)


def _unnumbered(source: Source, block: Block, drafts: list[Draft]) -> Draft:
    drafts.append(Draft([], page=source.page(block.start)))
    return drafts[-1]


def unwrapped(source: Source, draft: Draft) -> list[Draft]:
    """In text that does not wrap, each line is a paragraph, numbered or not."""
    if not draft.spans or draft.spans[0].end - draft.spans[0].start <= UNWRAPPED:
        return [draft]
    lines = [line for line in source.lines(draft.spans[0]) if source.words(line).strip()]
    if max((line.end - line.start for line in lines), default=0) <= UNWRAPPED:
        return [draft]
    draft.spans = [lines[0]]
    made = [draft]
    for line in lines[1:]:
        if made[-1].unfinished(source):
            made[-1].spans.append(line)
        else:
            made.append(Draft([line], page=draft.page))
    return made


def read_closing(source: Source, blocks: list[Block]) -> tuple[Paragraph, ...]:
    """The closing matter: the paragraphs about Ofsted, its address, the copyright line.

    An empty number behind it is a trace of the word processor (Hartlepool 2018).
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
    """Whether this is a paragraph, not a line of an address, and its sentence goes on."""
    return draft.unfinished(source) and len(source.words(draft.spans[-1]).split()) > _ADDRESS_WORDS


def is_tight(blocks: list[Block]) -> bool:
    """Whether most paragraphs follow each other without a blank line."""
    numbered = [block for block in blocks if block.kind == "NUMBERED"]
    return sum(not block.spaced for block in numbered) * 2 > len(numbered)
