"""Build a report of an area SEND inspection from the syntax tree of its text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ofsted_lint.documents.area_send import front
from ofsted_lint.documents.area_send.model import AreaSendReport
from ofsted_lint.documents.area_send.outcome import read_outcome
from ofsted_lint.documents.area_send.partners import read_details
from ofsted_lint.documents.area_send.points import Points, read_bullets, read_rows
from ofsted_lint.documents.area_send.priorities import read_priorities
from ofsted_lint.documents.area_send.team import read_stated, read_team
from ofsted_lint.documents.area_send.zones import CLOSING, FRONT, Zone, zones
from ofsted_lint.documents.structure import furniture
from ofsted_lint.documents.structure.blocks import SHARED, Block, Pass, blocks
from ofsted_lint.documents.structure.closing import read_closing
from ofsted_lint.documents.structure.coverage import account
from ofsted_lint.documents.structure.letters import body
from ofsted_lint.documents.structure.parts import Heading, Paragraph, Section
from ofsted_lint.source.prose import reflow

if TYPE_CHECKING:
    from ofsted_lint.documents.syntax import Tree
    from ofsted_lint.source.prose import Prose
    from ofsted_lint.source.source import Source

_LACKING = {
    "title": "the title “Area SEND inspection of …”",
    "dates": "the inspection dates",
    "outcome": "the inspection outcome",
    "better": "points that the partnership needs to do better",
    "improvements": "areas for improvement",
}
_BULLETED = ("effective", "better")
_TABLES = ("priority", "improvement", "details", "team")


def running_text(source: Source, found: list[Block]) -> None:
    """Make running text of blocks that begin like a title or a footer and are neither."""
    furniture.classify_running(source, found, front.WORDING)


# How the blocks of a report are classified before they are divided into zones.
PASSES: tuple[Pass, ...] = (running_text, *SHARED)


def build(tree: Tree, source: Source) -> AreaSendReport:
    """Return the report of a syntax tree; every block of the text gets a role."""
    found = blocks(tree, source, PASSES)
    parts = zones(source, found)
    made = AreaSendReport(source, "area-send", lines=0, recognised=0, regions=())
    made = _with_front(made, parts[0], found)
    made = _with_sections(made, parts[1:])
    made = _with_tables(made, parts)
    made = replace(made, **account(source, found))
    return replace(made, lacking=tuple(words for part, words in _LACKING.items() if not getattr(made, part)))


def _with_front(made: AreaSendReport, zone: Zone, found: list[Block]) -> AreaSendReport:
    """Add what is above the outcome, the footers and the footnotes."""
    opening = front.read(made.source, zone.blocks)
    footers, footnotes = furniture.furniture(made.source, found, front.WORDING)
    return replace(
        made,
        kicker=opening.kicker,
        title=opening.title,
        dates=opening.dates,
        previous=opening.previous,
        footers=footers,
        footnotes=footnotes,
    )


def _with_sections(made: AreaSendReport, parts: list[Zone]) -> AreaSendReport:
    """Add the sections, with their paragraphs and points."""
    used = Counter[str]()
    sections: list[Section] = []
    points: dict[str, Points] = {}
    for zone in (each for each in parts if each.kind not in (FRONT, CLOSING)):
        used[zone.kind] += 1
        address = f"sections/{zone.kind}" + (f"-{used[zone.kind]}" if used[zone.kind] > 1 else "")
        heading = _heading(made.source, zone.heading, address)
        prefix = f"{address}/paragraphs"
        paragraphs: tuple[Paragraph, ...] = ()
        if zone.kind in _BULLETED:
            points[address] = read_bullets(made.source, zone.blocks, prefix)
            paragraphs = points[address].paragraphs
        elif zone.kind not in _TABLES:
            paragraphs = body.read_paragraphs(made.source, zone.blocks, "paragraph", prefix)
        if heading or paragraphs:
            sections.append(Section(heading, paragraphs, address))
    made = replace(made, sections=tuple(sections))
    outcome, inspection = made.section("outcome"), made.section("inspection")
    none = Points((), ())
    return replace(
        made,
        effective=points.get("sections/effective", none).points,
        better=points.get("sections/better", none).points,
        outcome=read_outcome(outcome.paragraphs) if outcome else None,
        stated=read_stated(inspection.paragraphs) if inspection else None,
    )


def _heading(source: Source, block: Block | None, address: str) -> Heading | None:
    if block is None:
        return None
    block.role = "heading"
    prose = reflow(source, [block.span])
    title = prose.part(0, len(prose.text.rstrip(":. ")))
    return Heading(prose, None, title, "", None, f"{address}/heading")


def _with_tables(made: AreaSendReport, parts: list[Zone]) -> AreaSendReport:
    """Add the tables, and the closing matter."""
    source = made.source
    heads = _heads(source, parts)
    details = read_details(source, _of(parts, "details"))
    listed = read_team(source, _of(parts, "team"))
    improvement = made.section("improvement")
    cells = (*heads, *details.cells, *(each.prose for each in listed.members), *listed.heads)
    closing = read_closing(source, [_as_closing(block) for block in _of(parts, CLOSING)])
    return replace(
        made,
        improvements_heading=improvement.heading.prose if improvement and improvement.heading else None,
        improvements=read_rows(source, _of(parts, "improvement")),
        priorities=read_priorities(source, _of(parts, "priority")),
        partners=details.partners,
        team=listed.members,
        cells=tuple(sorted(cells, key=lambda cell: cell.span.start)),
        closing=closing,
    )


def _heads(source: Source, parts: list[Zone]) -> tuple[Prose, ...]:
    """Return the head lines of the tables of priority action and improvement."""
    heads = [block for zone in parts for block in zone.blocks if block.kind == "TABLE_HEAD"]
    for block in heads:
        block.role = "table"
    return tuple(reflow(source, [block.span]) for block in heads)


def _as_closing(block: Block) -> Block:
    """Make one of the closing matter of the sentence on complaints."""
    if block.kind == "COMPLAINT":
        block.kind = "CLOSING"
    return block


def _of(parts: list[Zone], kind: str) -> list[Block]:
    return [block for zone in parts if zone.kind == kind for block in zone.blocks]
