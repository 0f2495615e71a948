"""Blocks grouped into zones: the parts of a report that its fixed labels open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.report import headings
from ofsted_lint.documents.structure import paragraphs
from ofsted_lint.documents.structure.blocks import Block
from ofsted_lint.documents.structure.parts import Heading
from ofsted_lint.files.patterns import pattern

if TYPE_CHECKING:
    from ofsted_lint.source.source import Source

_OPENS = {"TABLE_HEAD": "table", "IMPROVEMENTS": "improvements", "CLOSING": "closing", "COPYRIGHT": "after"}
_IMPROVING = pattern(r"\s*(What\b[^\n]{0,40}\bimprov[^\n]{0,40})\s*\Z", re.IGNORECASE)
_NO_PARAGRAPHS = ("front", "table", "improvements")
# A list of improvement items has fewer entries than a report has paragraphs.
_LONGEST_LIST = 15


class Zone(msgspec.Struct):
    """The blocks from one fixed label to the next; only a section has a heading."""

    kind: str
    blocks: list[Block]
    heading: Heading | None = None


def zones(source: Source, found: list[Block], expected: tuple[str, ...]) -> list[Zone]:
    """Return the zones of a document in order: `front` first, then one for each label.

    `expected` are the areas that the report should have sections on.
    """
    made = [Zone("front", [])]
    known = headings.with_areas(_classify_headings(source, found), expected)
    paragraphs.classify_numbers(source, found)
    for at, block in enumerate(found):
        if at in known:
            made.append(Zone("section", [], known[at]))
        elif block.kind in _OPENS:
            made.append(Zone(_OPENS[block.kind], []))
        elif block.kind == "BULLET" and made[-1].kind in ("front", "table"):
            made.append(Zone("improvements", []))
        elif block.kind == "NUMBERED" and made[-1].kind in _NO_PARAGRAPHS and not _is_listed(made[-1], found, at):
            made.append(Zone("section", []))
        made[-1].blocks.append(block)
    return made


def labels(source: Source, found: list[Block]) -> None:
    """A fixed label counts once, and a copyright line only behind the closing matter.

    Met again, or elsewhere, they are running text.
    """
    seen: set[str] = set()
    for block in found:
        if block.kind in ("TABLE_HEAD", "IMPROVEMENTS", "CLOSING", "DATES", "INSPECTOR"):
            if block.kind in seen:
                block.kind = "TEXT"
            seen.add(block.kind)
        elif block.kind == "COPYRIGHT" and "CLOSING" not in seen:
            block.kind = "TEXT"


def improvements_heading(source: Source, found: list[Block]) -> None:
    """Find a heading that speaks of improving to open the improvement items, if none has the due wording."""
    if not source.headings or any(block.kind == "IMPROVEMENTS" for block in found):
        return
    for block in found:
        if block.kind == "HEADING":
            return
        match = _IMPROVING.match(source.printed, block.start, block.span.end)
        if block.is_text and match and source.in_heading(match.start(1)):
            block.kind = "IMPROVEMENTS"
            return


def _classify_headings(source: Source, found: list[Block]) -> dict[int, Heading]:
    """Return the headings among the blocks, by index; prose that looks like one becomes text."""
    known: dict[int, Heading] = {}
    in_table = past_table = False
    for at, block in enumerate(found):
        in_table = block.kind == "TABLE_HEAD" or (in_table and block.kind not in ("TEXT", "IMPROVEMENTS"))
        made: Heading | None = None
        if block.kind == "HEADING":
            made = headings.heading(source, block)
            block.kind = "TEXT"
            if made and in_table and made.joint == "" and not _before_number(found, at):
                # A row whose grade is printed on the line below its label.
                block.kind, made = "CELLS", None
        elif block.kind == "CELLS":
            made = headings.bare_heading(source, block) if past_table or _before_number(found, at) else None
            if made and made.grade is None and not _before_number(found, at):
                # A name alone opens a section only if the section's first paragraph follows.
                made = None
        if made is not None:
            known[at], block.kind = made, "HEADING"
        past_table = past_table or block.kind in ("HEADING", "IMPROVEMENTS")
    return known


def _before_number(found: list[Block], at: int) -> bool:
    around = [block.kind for block in found[at + 1 : at + 3]]
    return around[:1] == ["NUMBERED"] or around == ["BLANK", "NUMBERED"]


def _is_listed(zone: Zone, found: list[Block], at: int) -> bool:
    """True if a number is that of an improvement item: the list has no bullets, and few numbers."""
    if zone.kind != "improvements" or len(zone.blocks) > 4 * _LONGEST_LIST:
        return False
    if any(block.kind == "BULLET" for block in zone.blocks):
        return False
    ahead = found[at : at + 4 * _LONGEST_LIST]
    end = next((i for i, block in enumerate(ahead) if block.kind == "HEADING"), None)
    return end is not None and sum(block.kind == "NUMBERED" for block in ahead[:end]) <= _LONGEST_LIST
