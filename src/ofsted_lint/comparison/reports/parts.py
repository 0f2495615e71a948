"""List the texts of a report part by part, with names of the parts that two reports share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ofsted_lint.comparison.reports.model import Side
from ofsted_lint.documents.frameworks.ilacs import NAMES
from ofsted_lint.documents.mentions.note_marks import unmarked
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.structure.parts import Section
from ofsted_lint.files.printable import path_text
from ofsted_lint.source.prose import Prose

# One judgement before 2023, two since: compared as one part.
COMBINED = "in-care-and-care-leavers"
APART = ("in-care", "care-leavers")


class Block(NamedTuple):
    """A text of a report: the name of its part, shared by both reports, and its address."""

    home: str
    address: str
    side: Side


def side(prose: Prose, section: str = "", number: int | None = None, text: str | None = None) -> Side:
    """Return a text without footnote markers, with its place; `text` replaces the prose's own words."""
    at = prose.place().span.start
    source = prose.source
    page, beside = source.page(at), path_text(source.beside(at))
    return Side(unmarked(prose.text if text is None else text), source.position(at).line, page, beside, section, number)


def combined(reports: Iterable[OfstedDocument]) -> bool:
    """Return True if one of two reports judges children in care and care leavers together."""
    return any(section.area == COMBINED for report in reports for section in report.sections)


def blocks(report: OfstedDocument, together: bool) -> list[Block]:
    """Return the summary, paragraphs, footnotes, closing matter and unrecognised text of a report.

    With `together`, children in care and care leavers are one part.
    """
    return list(_blocks(report, together))


def _blocks(report: OfstedDocument, together: bool) -> Iterator[Block]:
    for paragraph in report.summary:
        yield Block("summary", paragraph.address, side(paragraph.prose, "Summary"))
    for paragraph in report.improvements_prose:
        yield Block("improvements", paragraph.address, side(paragraph.prose, "What needs to improve"))
    for section in report.sections:
        home, title = _home(section, together), section.heading.title.text if section.heading else ""
        for paragraph in section.paragraphs:
            number = paragraph.number.value if paragraph.number else None
            yield Block(home, paragraph.address, side(paragraph.prose, title, number))
    for row in report.table_rows:
        yield Block(f"rows/{row.heading.text.casefold()}", row.address, side(row.prose, row.heading.text))
    for note in report.footnotes:
        yield Block("notes", note.address, side(note.prose, "Notes"))
    for paragraph in report.closing:
        yield Block("closing", paragraph.address, side(paragraph.prose, "Closing matter"))
    for stray in report.unrecognised:
        yield Block("other", "", side(stray, "Text outside all parts"))


def points(report: OfstedDocument) -> list[Block]:
    """Return the improvement items, each with its sub-items."""
    found = []
    for point in report.improvements:
        items = "; ".join(item.text for item in point.items)
        joint = " " if point.prose.text.endswith(":") else "; "
        text = f"{point.prose.text}{joint}{items}" if items else point.prose.text
        found.append(Block("points", point.address, side(point.prose, "What needs to improve", text=text)))
    return found


def _home(section: Section, together: bool) -> str:
    """Return the name of a section that is the same in both reports."""
    area = section.area
    if area is None:
        return section.address
    return COMBINED if together and area in APART else area


def title(home: str, found: Iterable[Block]) -> str:
    """Return the title of a part: its name in the framework, else its heading."""
    return NAMES.get(home) or next(block.side.section for block in found if block.home == home) or "Paragraphs"
