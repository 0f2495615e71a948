"""The roles of the blocks outside all parts, so that every line is accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ofsted_lint.documents.structure.blocks import GAPS, Block
from ofsted_lint.documents.structure.parts import Region
from ofsted_lint.source.prose import Prose, reflow

if TYPE_CHECKING:
    from ofsted_lint.source.source import Source, Span

_GAP_ROLES = {"BLANK": "blank", "FORM_FEED": "furniture", "COMMENT": "comment"}


def account(source: Source, found: list[Block]) -> dict[str, Any]:
    """Return the fields by which a document accounts for its lines, from its blocks, all of which get a role."""
    assign_roles(found)
    lines, lost = count_lines(source, found)
    return {
        "lines": lines,
        "recognised": lines - lost,
        "regions": tuple(Region(block.role, block.span) for block in found),
        "unrecognised": unrecognised(source, found),
    }


def assign_roles(found: list[Block]) -> None:
    """Classify blocks without a role as white space, page furniture or unrecognised."""
    for block in found:
        if not block.role:
            block.role = _GAP_ROLES.get(block.kind, "furniture" if block.kind in GAPS else "unrecognised")


def unrecognised(source: Source, found: list[Block]) -> tuple[Prose, ...]:
    """Return the texts outside all parts; those separated only by blank lines and furniture are one."""
    groups: list[list[Span]] = []
    open_ = False
    for block in found:
        if block.role == "unrecognised":
            if not open_:
                groups.append([])
            groups[-1].append(block.span)
            open_ = True
        elif block.kind not in GAPS and block.role != "furniture":
            open_ = False
    return tuple(reflow(source, spans) for spans in groups)


def count_lines(source: Source, found: list[Block]) -> tuple[int, int]:
    """Return how many lines are not blank, and how many of them are unrecognised."""
    lines = sum(1 for line in source.printed.split("\n") if line.strip())
    lost = sum(
        1
        for block in found
        if block.role == "unrecognised"
        for line in source.words(block.span).split("\n")
        if line.strip()
    )
    return lines, min(lost, lines)
