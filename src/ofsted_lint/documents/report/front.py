"""The front of a report: title, council, dates, inspectors."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.structure.furniture import _LONGEST_LINE, council_in, place_of
from ofsted_lint.documents.structure.parts import Inspector, Title
from ofsted_lint.documents.values.dates import InspectionDates, inspection_dates
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import reflow

if TYPE_CHECKING:
    from ofsted_lint.documents.report.zones import Zone
    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.source.prose import Prose
    from ofsted_lint.source.source import Source

TITLE = pattern(
    r"(?:\d{1,3} )?Inspection of (?:(?P<council>(?!local authority child|child).+?) )?(?:local authority )?"
    r"children[’'`]s (?:social care )?services"
    r"|(?:\d{1,3} )?Inspection of (?P<trust>(?:(?!Inspection|Trust)[^.:;!?]){2,80} Trust)\b",
    re.IGNORECASE,
)
# What begins so at the top is a title, however it goes on.
_BEGINS = pattern(r"\s*(?:\*\*|#+ )?Inspection of [^\n.:]{2,}", re.IGNORECASE)
_LONGEST_TITLE = 300
_INSPECTOR = pattern(
    r"(?P<name>[^,]{1,80}?)(?:,? [-–—]|,)? \(?"
    r"(?P<title>(?:Senior )?(?:Her|His|The (?:King|Queen)) ?[Mm]ajesty[’'`]?s [Ii]nspectors?|S?HMI\b)"
    r"(?: ?\(HMI\))?\)?(?:,? and |, |; | |$)"
)
_BETWEEN_NAMES = pattern(r" (?:and|&) ")
_LABEL = pattern(r"Lead inspectors?(?: ?:)? ?", re.IGNORECASE)
_DATES = pattern(r"Inspection dates?(?: ?:)? ?", re.IGNORECASE)
_LONGEST_COUNCIL = 120


class Front(msgspec.Struct, frozen=True, eq=False):
    """The parts before the grade table."""

    title: Title | None
    dates: InspectionDates | None
    inspectors: tuple[Inspector, ...]


def read(source: Source, zones: list[Zone]) -> Front:
    """Read the front matter; dates and inspectors count wherever they are printed."""
    blocks = [block for zone in zones for block in zone.blocks]
    dated = next((block for block in blocks if block.kind == "DATES"), None)
    named = next((block for block in blocks if block.kind == "INSPECTOR"), None)
    for block, role in ((dated, "dates"), (named, "inspectors")):
        if block:
            block.role = role
    return Front(
        _titled(source, zones[0].blocks),
        dates(source, dated) if dated else None,
        inspectors(source, named) if named else (),
    )


def dates(source: Source, block: Block) -> InspectionDates:
    """Return the dates after “Inspection dates:”."""
    return inspection_dates(_after(_DATES, reflow(source, [block.span])))


def _after(label: re.Pattern[str], prose: Prose) -> Prose:
    """Return the text after a label; the whole text if nothing follows the label."""
    match = label.match(prose.text)
    return prose.part(match.end()) if match and match.end() < len(prose.text) else prose


def _titled(source: Source, blocks: list[Block]) -> Title | None:
    at = next((at for at, block in enumerate(blocks) if block.kind == "RUNNING"), None)
    if at is None:
        top = takewhile(lambda block: block.kind != "DATES", blocks)  # the title is above the dates
        at = next((at for at, block in enumerate(top) if _begins_title(source, block)), None)
    if at is None:
        return None
    blocks[at].role = "title"
    before = next((block for block in reversed(blocks[:at]) if block.is_text), None)
    if before is not None and not may_be_council(source, before):
        before = None
    made = title(source, blocks[at], before)
    if before is not None and made.prose.span.start == before.start + _indent(source, before):
        before.role = "title"
    return made


def _begins_title(source: Source, block: Block) -> bool:
    text = source.words(block.span)
    return block.is_text and len(text) <= _LONGEST_TITLE and bool(_BEGINS.match(text))


def _indent(source: Source, block: Block) -> int:
    text = source.words(block.span)
    return len(text) - len(text.lstrip(" \t\r\n\xa0*"))


def title(source: Source, block: Block, before: Block | None) -> Title:
    """Read the title; until 2021 the council was printed alone on the line before it (`before`)."""
    prose = reflow(source, [block.span])
    match = TITLE.match(prose.text)
    named = council_in(prose, match) or (None if match else _place_in(prose))
    if named:
        return Title(prose, named)
    if before is None:
        return Title(prose, None)
    return Title(reflow(source, [before.span, block.span]), reflow(source, [before.span]))


def _place_in(prose: Prose) -> Prose | None:
    """The name of the place in a title that is worded otherwise than others."""
    start = len("Inspection of ")
    return prose.part(*place_of(prose.text, start, len(prose.text))) if _BEGINS.match(prose.text) else None


def may_be_council(source: Source, block: Block) -> bool:
    """True if a block of text could be the council's name above a title."""
    text = source.words(block.span).strip()
    return len(text) <= _LONGEST_COUNCIL and not text.endswith((".", ":", ",", ";")) and text.count("\n") < 2


def inspectors(source: Source, block: Block) -> tuple[Inspector, ...]:
    """Read the lead inspectors named on a line; a name may lack its title."""
    prose = reflow(source, [block.span])
    prose = prose if len(prose.text) <= _LONGEST_LINE else prose.part(0, _LONGEST_LINE)
    label = _LABEL.match(prose.text)
    at = label.end() if label else 0
    found: list[Inspector] = []
    for match in _INSPECTOR.finditer(prose.text, at):
        for name in _names(prose.text, *match.span("name")):
            found.append(_inspector(prose, name, match.span("title"), len(found)))
    if not found and at < len(prose.text):
        found.append(_inspector(prose, (at, len(prose.text)), None, 0))
    return tuple(found)


def _names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the ranges of the inspectors' names that share a title; a label may be repeated."""
    label = _LABEL.match(text, start, end)
    start = label.end() if label else start
    between = _BETWEEN_NAMES.search(text, start, end)
    return [(start, between.start()), (between.end(), end)] if between else [(start, end)]


def _inspector(prose: Prose, name: tuple[int, int], title: tuple[int, int] | None, at: int) -> Inspector:
    both = prose.part(name[0], title[1]) if title and len(_names(prose.text, name[0], title[0])) == 1 else None
    return Inspector(prose.part(*name), prose.part(*title) if title else None, f"inspectors/{at + 1}", both)
