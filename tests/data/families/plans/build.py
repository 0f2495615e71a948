"""A plan from the tree of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_lint.documents.structure.blocks import SHARED, blocks
from ofsted_lint.documents.structure.coverage import assign_roles, count_lines, unrecognised
from ofsted_lint.documents.structure.parts import Heading, Paragraph, Region, Section, Title
from ofsted_lint.source.prose import Prose, reflow

from .model import Plan

if TYPE_CHECKING:
    from ofsted_lint.documents.syntax import Tree
    from ofsted_lint.source.source import Source


def build(tree: Tree, source: Source) -> Plan:
    """Return the plan that a tree is."""
    found = blocks(tree, source, SHARED)
    title: Title | None = None
    parts: list[tuple[Prose, list[Paragraph]]] = []
    for block in found:
        if block.kind == "PLAN_TITLE":
            title, block.role = Title(reflow(source, [block.span]), None), "title"
        elif block.kind == "PLAN_HEADING":
            parts.append((reflow(source, [block.span]), []))
            block.role = "heading"
        elif block.is_text and parts:
            parts[-1][1].append(Paragraph(reflow(source, [block.span]), None, None, "sections/paragraph"))
            block.role = "paragraph"
    assign_roles(found)
    lines, lost = count_lines(source, found)
    return Plan(
        source=source,
        kind="plan",
        lines=lines,
        recognised=lines - lost,
        regions=tuple(Region(block.role, block.span) for block in found),
        title=title,
        sections=tuple(
            Section(Heading(head, None, head, "", None, "heading"), tuple(texts), "sections") for head, texts in parts
        ),
        topics=tuple(head for head, _ in parts),
        unrecognised=unrecognised(source, found),
    )
