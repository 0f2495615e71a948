"""The front of a report: kicker, title with the area, dates, the last inspection."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.area_send.parts import Previous
from ofsted_lint.documents.structure.parts import Title
from ofsted_lint.documents.values.dates import InspectionDates, inspection_dates
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose, reflow

if TYPE_CHECKING:
    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.source.source import Source

# Title and footers; rules compare the names in them.
WORDING = pattern(
    r"(?:\d{1,3} )?(?:Area SEND (?:full )?inspection (?:of|report:?)|Inspection report:?) "
    r"(?:the )?(?P<council>.{2,100}?)(?: local)?(?: area)? partnership\b",
    re.IGNORECASE,
)
_TITLE = pattern(r"(?:\d{1,3} )?Area SEND (?:full )?inspection of", re.IGNORECASE)
_DATES = pattern(r"Inspection dates?(?: ?:)? ?", re.IGNORECASE)
_PREVIOUS = pattern(r"Dates? of (?:the )?(?:previous|last) inspections?(?: ?:)? ?", re.IGNORECASE)


class Front(msgspec.Struct, frozen=True, eq=False):
    """The parts before the outcome."""

    kicker: Prose | None
    title: Title | None
    dates: InspectionDates | None
    previous: Previous | None


def read(source: Source, blocks: list[Block]) -> Front:
    """Read the front matter; what follows a label on the next line belongs to it."""
    kicker: Prose | None = None
    title: Title | None = None
    dates: InspectionDates | None = None
    previous: Previous | None = None
    for at, block in enumerate(blocks):
        if block.kind == "KICKER" and kicker is None:
            block.role, kicker = "title", reflow(source, [block.span])
        elif block.kind == "RUNNING" and title is None and _TITLE.match(reflow(source, [block.span]).text):
            block.role, title = "title", _titled(reflow(source, [block.span]))
        elif block.kind == "DATES" and dates is None:
            dates = inspection_dates(_after(_DATES, _with_next(source, blocks, at, "dates")))
        elif block.kind == "PREVIOUS" and previous is None:
            previous = _previous(_with_next(source, blocks, at, "dates"))
    return Front(kicker, title, dates, previous)


def _titled(prose: Prose) -> Title:
    match = WORDING.match(prose.text)
    return Title(prose, prose.part(*match.span("council")) if match else None)


def _with_next(source: Source, blocks: list[Block], at: int, role: str) -> Prose:
    """Return the text of a labelled line with the lines directly after it."""
    taken = [blocks[at]]
    for block in blocks[at + 1 :]:
        if not block.is_text or block.spaced:
            break
        taken.append(block)
    for block in taken:
        block.role = role
    return reflow(source, [block.span for block in taken])


def _after(label: re.Pattern[str], prose: Prose) -> Prose:
    match = label.match(prose.text)
    return prose.part(match.end()) if match and match.end() < len(prose.text) else prose


def _previous(prose: Prose) -> Previous:
    match = _PREVIOUS.match(prose.text)
    end = match.end() if match else 0
    value = prose.part(end)
    dates = inspection_dates(value)
    label = prose.part(0, len(prose.text[:end].rstrip(" :")))
    return Previous(prose, label, value, dates if dates.periods else None)
