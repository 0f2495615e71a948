"""Footers and footnotes, which belong to the pages and not to the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_lint.documents.structure.parts import Footer, Footnote
from ofsted_lint.documents.values.dates import inspection_dates
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import reflow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.source.prose import Prose
    from ofsted_lint.source.source import Source, Span

# After the title a footer has dates and a page number.
REST = pattern(r"[ \d.,()|/–—-]*(?:(?:st|nd|rd|th|to|of|[A-Z][a-z]{2,8})\b[ \d.,()|/–—-]*)*", re.IGNORECASE)


# Words after a place's name in the name of a trust.
_OF_TRUST = pattern(
    r" (?:local authority|Together|Child|Famil|Young|Services|Trust|First|Futures|Integrated|Social)", re.IGNORECASE
)
# Two inspectors' names and titles are shorter than this.
_LONGEST_LINE = 400


def classify_running(source: Source, found: list[Block], wording: re.Pattern[str]) -> None:
    """Classify as running text what begins like a title or footer but is neither; `wording` matches titles."""
    for block in found:
        if block.kind == "RUNNING":
            prose = reflow(source, [block.span])
            match = wording.match(prose.text)
            if match is None or not REST.fullmatch(prose.text, match.end()):
                block.kind = "TEXT"


def furniture(
    source: Source, blocks: Iterable[Block], wording: re.Pattern[str]
) -> tuple[tuple[Footer, ...], tuple[Footnote, ...]]:
    """Return the footers, each wording once with all its places, and the footnotes."""
    printed: list[Prose] = []
    notes: list[tuple[Block, list[Span]]] = []
    for block in blocks:
        if block.kind == "RUNNING" and block.role != "title":
            block.role = "furniture"
            printed.append(reflow(source, [block.span]))
        elif block.kind == "NOTE_MARK":
            block.role = "footnote"
            notes.append((block, []))
        elif block.kind == "NOTE":
            block.role = "footnote"
            notes[-1][1].append(block.span)
    return _footers(printed, wording), tuple(
        Footnote(source.words(mark.span).strip(), reflow(source, spans), f"footnotes/{at + 1}")
        for at, (mark, spans) in enumerate(notes)
    )


# The dates of a footer, with page numbers before or after them.
_FOOTER_DATES = pattern(r"(?:\d{1,3} (?=\d))?(?P<dates>\d.*?\d{4})(?:[.)]| \d{1,3}|$)")


def _footers(printed: list[Prose], wording: re.Pattern[str]) -> tuple[Footer, ...]:
    """Group footers: those that differ only in the page number are one."""
    made: dict[tuple[str, str], list[Prose]] = {}
    for prose in printed:
        title, dates = _title_and_dates(prose, wording)
        made.setdefault((title[0], dates["dates"] if dates else ""), []).append(prose)
    return tuple(_footer(proses, wording, f"footers/{at + 1}") for at, proses in enumerate(made.values()))


def _title_and_dates(prose: Prose, wording: re.Pattern[str]) -> tuple[re.Match[str], re.Match[str] | None]:
    """Return the title in a footer, and the dates after it if there are any."""
    title = wording.match(prose.text)
    assert title is not None, "a RUNNING block without a title is not a footer (classify_running)"
    return title, _FOOTER_DATES.search(prose.text, title.end())


def council_in(prose: Prose, title: re.Match[str] | None) -> Prose | None:
    """The name of the council in a title or a footer: of a trust, that of its place."""
    if title is None:
        return None
    if title["council"]:
        return prose.part(*title.span("council"))
    return prose.part(*place_of(prose.text, *title.span("trust"))) if title.groupdict().get("trust") else None


def place_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the place’s name within that of its trust."""
    behind = _OF_TRUST.search(text, start, end)
    return start, behind.start() if behind and behind.start() > start else end


def _footer(proses: list[Prose], wording: re.Pattern[str], address: str) -> Footer:
    found = [(prose, *_title_and_dates(prose, wording)) for prose in proses]
    councils = tuple(name for name in (council_in(prose, title) for prose, title, _ in found) if name)
    days = tuple(prose.part(*printed.span("dates")) for prose, _, printed in found if printed)
    dates = inspection_dates(days[0]) if days else None
    return Footer(
        proses[0],
        proses[0].part(*found[0][1].span()),
        councils[0] if councils else None,
        dates if dates and dates.periods else None,
        tuple(proses[1:]),
        councils,
        days,
        tuple(each.place() for each in proses),
        tuple(each.source.page(each.span.start) for each in proses),
        address,
    )
