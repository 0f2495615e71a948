"""Build a report from the syntax tree of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ofsted_lint.documents.frameworks.ilacs import TEMPLATES, template_for
from ofsted_lint.documents.report import body, front, grade_table
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.report.zones import Zone, improvements_heading, labels, zones
from ofsted_lint.documents.structure import furniture, improvements
from ofsted_lint.documents.structure.blocks import SHARED, Block, Pass, blocks
from ofsted_lint.documents.structure.closing import read_closing
from ofsted_lint.documents.structure.coverage import account
from ofsted_lint.documents.structure.number_forms import other_numbers, other_points
from ofsted_lint.documents.structure.parts import Judgement, Section

if TYPE_CHECKING:
    from ofsted_lint.documents.syntax import Tree
    from ofsted_lint.source.source import Source


def running_text(source: Source, found: list[Block]) -> None:
    """Make running text of blocks that begin like a title or a footer and are neither."""
    furniture.classify_running(source, found, front.TITLE)


# How the blocks of a report are classified before they are divided into zones.
PASSES: tuple[Pass, ...] = (other_numbers, *SHARED, running_text, labels, improvements_heading)


def build(tree: Tree, source: Source) -> Report:
    """Return the report of a syntax tree; every block of the text gets a role."""
    found = blocks(tree, source, PASSES)
    expected = _expected_areas(source, found)
    parts = zones(source, found, expected)
    for zone in parts:
        if zone.kind == "improvements":
            other_points(source, zone.blocks)
    report = Report(source, "ilacs", lines=0, recognised=0, regions=())
    report = _with_front(report, parts, expected)
    report = _with_body(report, parts, body.is_tight(found))
    # Not before: a block may have been divided.
    ordered = [block for zone in parts for block in zone.blocks]
    return replace(
        report,
        template=_template(report.judgements, report.sections),
        **account(source, ordered),
    )


def _with_front(report: Report, parts: list[Zone], expected: tuple[str, ...]) -> Report:
    """Add the front matter, footers and footnotes, the grade table and the summary."""
    source = report.source
    opening = front.read(source, parts)
    footers, footnotes = furniture.furniture(source, (block for zone in parts for block in zone.blocks), front.TITLE)
    # Without the table's head line its rows are in the front.
    judged = next((zone for zone in parts if zone.kind == "table"), parts[0])
    grades = grade_table.read(source, judged.blocks, expected)
    return replace(
        report,
        title=opening.title,
        dates=opening.dates,
        inspectors=opening.inspectors,
        table=grades.head,
        judgements=grades.rows,
        summary=body.read_summary(source, _after_front(parts[0], grades.rest, fragment=judged is parts[0])),
        footers=footers,
        footnotes=footnotes,
    )


def _with_body(report: Report, parts: list[Zone], tight: bool) -> Report:
    """Add the improvement items, the sections and the closing matter."""
    source = report.source
    items = improvements.read_improvements(source, _of(parts, "improvements"))
    return replace(
        report,
        improvements_heading=items.heading,
        improvements=items.points,
        improvements_prose=items.prose,
        sections=_sections(source, parts, tight),
        closing=read_closing(source, _of(parts, "closing") + _of(parts, "after")),
    )


def _after_front(front_zone: Zone, rest: list[Block], fragment: bool) -> list[Block]:
    """Return the blocks that can be a summary, which are after the title and the other front matter.

    A fragment with neither front matter nor the table's head has no summary.
    """
    front_matter = [b.start for b in front_zone.blocks if b.role in ("title", "dates", "inspectors", "table")]
    if fragment and not front_matter:
        return []
    return [block for block in rest if not block.role and block.start > max(front_matter, default=-1)]


def _expected_areas(source: Source, found: list[Block]) -> tuple[str, ...]:
    """Return the areas that inspections on the printed dates judge; empty if no dates are printed."""
    printed = next((block for block in found if block.kind == "DATES"), None)
    start = front.dates(source, printed).start if printed else None
    return TEMPLATES[template_for(start)] if start else ()


def _of(parts: list[Zone], kind: str) -> list[Block]:
    return [block for zone in parts if zone.kind == kind for block in zone.blocks]


def _sections(source: Source, parts: list[Zone], tight: bool) -> tuple[Section, ...]:
    made: list[Section] = []
    seen: dict[str, int] = {}
    for zone in parts:
        if zone.kind == "section":
            name = (zone.heading and zone.heading.area) or "other"
            seen[name] = seen.get(name, 0) + 1
            address = f"sections/{name}" + (f"-{seen[name]}" if seen[name] > 1 else "")
            made.append(body.read_section(source, zone, tight, address))
    return tuple(made)


def _template(rows: tuple[Judgement, ...], sections: tuple[Section, ...]) -> str | None:
    """Return the template whose areas are printed in the table, else in the headings."""
    areas = {row.area for row in rows} or {s.heading.area for s in sections if s.heading}
    areas.discard(None)
    if not areas:
        return None
    if "in-care-and-care-leavers" in areas:
        return "ilacs-2018"
    if not areas & {"in-care", "care-leavers"}:
        return "ilacs-2018" if "overall" in areas else None
    return "ilacs-2023" if "overall" in areas or not rows else "ilacs-2026"
