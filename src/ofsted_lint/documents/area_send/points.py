"""The points of a report: bullets under two headings, and the rows of the table of improvement."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.structure.blocks import ends_sentence
from ofsted_lint.documents.structure.letters.body import is_full, split_bullet
from ofsted_lint.documents.structure.paragraphs import (
    Draft,
    Slugs,
    bullet,
    continues,
    numbered,
    split_paragraphs,
)
from ofsted_lint.documents.structure.parts import Improvement, Paragraph
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.source.source import Source


# How most rows begin: “Leaders across the partnership should …”.
_OPENS_ROW = pattern(
    r"(?:The )?(?:local |area |health |ICB |partnership |local authority |education |council )*"
    r"(?:leaders|partnership|partners|board|area)\b.{0,80}?\b(?:should|must|needs? to|ought)\b",
    re.IGNORECASE,
)


class Points(msgspec.Struct, frozen=True, eq=False):
    """The points below a heading, each with its sub-points, and all of them as paragraphs with what is between."""

    points: tuple[Improvement, ...]
    paragraphs: tuple[Paragraph, ...]


def read_bullets(source: Source, blocks: list[Block], prefix: str) -> Points:
    """Read points that have bullets: what comes after one belongs to it, if no new paragraph begins there."""
    drafts: list[Draft] = []
    for block in blocks:
        if block.role:
            continue
        if block.kind == "BULLET":
            made = bullet(source, block, [each for each in drafts if each.glyph])
            block.role = "paragraph"
            drafts.append(made)
        elif block.is_text or block.kind in ("NUMBERED", "IMPRINT", "DATES", "PREVIOUS", "KICKER"):
            _add_text(source, block, drafts)
            block.role = "paragraph"
    return _points(source, drafts, prefix)


def _add_text(source: Source, block: Block, drafts: list[Draft]) -> None:
    """Add running text: it goes on with the point above it, over a page's end too, or is a paragraph by itself."""
    if drafts and (block.broken or continues(source, drafts[-1], block)):
        drafts[-1].spans.append(block.span)
    else:
        drafts.append(Draft([block.span], page=source.page(block.start)))


def _points(source: Source, drafts: list[Draft], prefix: str) -> Points:
    """Return drafts as points; those without a bullet are paragraphs only."""
    slugs = Slugs(prefix)
    points: list[Improvement] = []
    paragraphs: list[Paragraph] = []
    for draft in drafts:
        if not draft.spans:
            continue
        prose = reflow(source, draft.spans)
        address = slugs.address(prose)
        paragraphs.append(Paragraph(prose, None, draft.page, address))
        if draft.top and points:
            points[-1] = Improvement(points[-1].prose, (*points[-1].items, prose), points[-1].address)
        elif draft.glyph:
            points.append(Improvement(prose, (), address))
    return Points(tuple(points), tuple(paragraphs))


def read_rows(source: Source, blocks: list[Block]) -> tuple[Improvement, ...]:
    """Read the rows of the table of improvement, each with the points in it.

    A row may be numbered. If the table has bullets only, each is a row.
    """
    drafts: list[Draft] = []
    for block in blocks:
        if block.role:
            continue
        block.role = "improvement"
        if block.kind == "BULLET":
            item, *rows = split_bullet(source, block)
            drafts.append(bullet(source, item, []))
            drafts += [Draft([row.span], page=source.page(row.start)) for row in rows]
        elif block.kind == "NUMBERED":
            drafts.append(numbered(source, block))
        elif block.is_text or block.kind in ("IMPRINT", "DATES", "PREVIOUS", "KICKER"):
            _add_rows(source, block, drafts)
        else:
            block.role = ""
    return _nested(source, drafts)


def _add_rows(source: Source, block: Block, drafts: list[Draft]) -> None:
    """Add running text: the rest of a row, then others."""
    first, *rest = [span for each in split_paragraphs(source, block) for span in _parted(source, each)]
    last = drafts[-1] if drafts else None
    if last and (_goes_on(source, last, block) or (block.broken and is_full(source, last, first))):
        last.spans.append(first)
    else:
        rest.insert(0, first)
    drafts += (Draft([span], page=source.page(span.start)) for span in rest)


def _parted(source: Source, span: Span) -> Iterator[Span]:
    """Yield the rows in a span: where a sentence ends with its line, one begins that says who should do what."""
    start = span.start
    for before, line in pairwise(source.lines(span)):
        if ends_sentence(source.words(before)) and _OPENS_ROW.match(source.words(line).strip()):
            yield Span(start, line.start)
            start = line.start
    yield Span(start, span.end)


def _goes_on(source: Source, last: Draft, block: Block) -> bool:
    """True if text goes on with the row or point above it; below a point that has no full stop a row may begin."""
    if not continues(source, last, block):
        return False
    opens = source.words(block.span).lstrip(" \t\r\n\xa0*‘“'\"")[:1]
    return not (last.glyph and last.spans and block.spaced and not block.broken and opens.isupper())


def _nested(source: Source, drafts: list[Draft]) -> tuple[Improvement, ...]:
    """Return drafts as rows; bullets below a row are points in it."""
    made: list[tuple[Draft, list[Draft]]] = []
    for draft in drafts:
        if not draft.spans:
            continue
        if draft.glyph and made and (not made[-1][0].glyph or draft.glyph != made[-1][0].glyph):
            made[-1][1].append(draft)
        else:
            made.append((draft, []))
    slugs = Slugs("improvements")
    rows = []
    for top, items in made:
        prose = reflow(source, top.spans)
        rows.append(Improvement(prose, tuple(reflow(source, each.spans) for each in items), slugs.address(prose)))
    return tuple(rows)
