"""The front of a report: title, council, inspectors; and the running feet that repeat it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.structure.parts import Footer, Footnote, Inspector, Title
from ofsted_lint.documents.values.dates import InspectionDates, inspection_dates
from ofsted_lint.source.prose import reflow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofsted_lint.documents.report.zones import Zone
    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.source.prose import Prose
    from ofsted_lint.source.source import Source, Span

TITLE = re.compile(
    r"(?:\d{1,3} )?Inspection of (?:(?P<council>(?!local authority child|child).+?) )?(?:local authority )?"
    r"children[’'`]s (?:social care )?services",
    re.IGNORECASE,
)
_INSPECTOR = re.compile(
    r"(?P<name>[^,]{1,80}?)(?:,? [-–—]|,)? \(?"
    r"(?P<title>(?:Senior )?(?:Her|His|The (?:King|Queen)) ?[Mm]ajesty[’'`]?s [Ii]nspectors?|S?HMI\b)"
    r"(?: ?\(HMI\))?\)?(?:,? and |, |; | |$)"
)
# Behind the title a foot has dates and a page number.
REST = re.compile(r"[ \d.,()|/–—-]*(?:(?:st|nd|rd|th|to|of|[A-Z][a-z]{2,8})\b[ \d.,()|/–—-]*)*", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r" (?:and|&) ")
# More than two inspectors' names and titles fill.
_LONGEST_LINE = 400
_LABEL = re.compile(r"Lead inspectors?(?: ?:)? ?", re.IGNORECASE)
_DATES = re.compile(r"Inspection dates?(?: ?:)? ?", re.IGNORECASE)
_LONGEST_COUNCIL = 120


class Front(msgspec.Struct, frozen=True, eq=False):
    """What stands before the grade table."""

    title: Title | None
    dates: InspectionDates | None
    inspectors: tuple[Inspector, ...]


def settle_running(source: Source, found: list[Block], wording: re.Pattern[str] = TITLE) -> None:
    """Make running text of what begins like a title or a foot and is neither; `wording` is that of titles."""
    for block in found:
        if block.kind == "RUNNING":
            prose = reflow(source, [block.span])
            match = wording.match(prose.text)
            if match is None or not REST.fullmatch(prose.text, match.end()):
                block.kind = "TEXT"


def read(source: Source, zones: list[Zone]) -> Front:
    """The front matter; dates and inspectors count wherever they stand."""
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
    """The dates behind “Inspection dates:”."""
    return inspection_dates(_after(_DATES, reflow(source, [block.span])))


def _after(label: re.Pattern[str], prose: Prose) -> Prose:
    """What stands behind a label; all of it where nothing does."""
    match = label.match(prose.text)
    return prose.part(match.end()) if match and match.end() < len(prose.text) else prose


def _titled(source: Source, blocks: list[Block]) -> Title | None:
    at = next((at for at, block in enumerate(blocks) if block.kind == "RUNNING"), None)
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


def _indent(source: Source, block: Block) -> int:
    text = source.words(block.span)
    return len(text) - len(text.lstrip(" \t\r\n\xa0*"))


def title(source: Source, block: Block, before: Block | None) -> Title:
    """The title; to 2021 the council stands alone on the line before it (`before`)."""
    prose = reflow(source, [block.span])
    match = TITLE.match(prose.text)
    if match and match["council"]:
        return Title(prose, prose.part(*match.span("council")))
    if before is None:
        return Title(prose, None)
    return Title(reflow(source, [before.span, block.span]), reflow(source, [before.span]))


def may_be_council(source: Source, block: Block) -> bool:
    """Whether a block of text could be the council's name above a title."""
    text = source.words(block.span).strip()
    return len(text) <= _LONGEST_COUNCIL and not text.endswith((".", ":", ",", ";")) and text.count("\n") < 2


def inspectors(source: Source, block: Block) -> tuple[Inspector, ...]:
    """The lead inspectors that a line names; a name may lack its title."""
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
    """Where the names of inspectors are who share a title; a label may be repeated."""
    label = _LABEL.match(text, start, end)
    start = label.end() if label else start
    between = _BETWEEN_NAMES.search(text, start, end)
    return [(start, between.start()), (between.end(), end)] if between else [(start, end)]


def _inspector(prose: Prose, name: tuple[int, int], title: tuple[int, int] | None, at: int) -> Inspector:
    both = prose.part(name[0], title[1]) if title and len(_names(prose.text, name[0], title[0])) == 1 else None
    return Inspector(prose.part(*name), prose.part(*title) if title else None, f"inspectors/{at + 1}", both)


def furniture(
    source: Source, blocks: Iterable[Block], wording: re.Pattern[str] = TITLE
) -> tuple[tuple[Footer, ...], tuple[Footnote, ...]]:
    """The running feet, each wording once with all its places, and the footnotes."""
    feet: list[Prose] = []
    notes: list[tuple[Block, list[Span]]] = []
    for block in blocks:
        if block.kind == "RUNNING" and block.role != "title":
            block.role = "furniture"
            feet.append(reflow(source, [block.span]))
        elif block.kind == "NOTE_MARK":
            block.role = "footnote"
            notes.append((block, []))
        elif block.kind == "NOTE":
            block.role = "footnote"
            notes[-1][1].append(block.span)
    return _footers(feet, wording), tuple(
        Footnote(source.words(mark.span).strip(), reflow(source, spans), f"footnotes/{at + 1}")
        for at, (mark, spans) in enumerate(notes)
    )


# The dates of a foot, between page numbers that stand before or behind them.
_FOOT_DATES = re.compile(r"(?:\d{1,3} (?=\d))?(?P<dates>\d.*?\d{4})(?:[.)]| \d{1,3}|$)")


def _footers(feet: list[Prose], wording: re.Pattern[str]) -> tuple[Footer, ...]:
    """Running feet as footers; what differs in its page number only is one footer."""
    made: dict[tuple[str, str], list[Prose]] = {}
    for prose in feet:
        title, dates = _parts_of_foot(prose, wording)
        made.setdefault((title[0], dates["dates"] if dates else ""), []).append(prose)
    return tuple(_footer(proses, wording, f"footers/{at + 1}") for at, proses in enumerate(made.values()))


def _parts_of_foot(prose: Prose, wording: re.Pattern[str]) -> tuple[re.Match[str], re.Match[str] | None]:
    """The title in a foot, and its dates behind it if there are any."""
    title = wording.match(prose.text)
    assert title is not None, "a block that has no title is no foot (settle_running)"
    return title, _FOOT_DATES.search(prose.text, title.end())


def _footer(proses: list[Prose], wording: re.Pattern[str], address: str) -> Footer:
    found = [(prose, *_parts_of_foot(prose, wording)) for prose in proses]
    councils = tuple(prose.part(*title.span("council")) for prose, title, _ in found if title["council"])
    days = tuple(prose.part(*printed.span("dates")) for prose, _, printed in found if printed)
    dates = inspection_dates(days[0]) if days else None
    return Footer(
        proses[0],
        councils[0] if councils else None,
        dates if dates and dates.periods else None,
        tuple(proses[1:]),
        councils,
        days,
        tuple(each.place() for each in proses),
        tuple(each.source.page(each.span.start) for each in proses),
        address,
    )
