"""The body of a letter: opening paragraphs, headed sections with their points."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from ofsted_lint.documents.structure import paragraphs as drafts
from ofsted_lint.documents.structure.improvements import Points
from ofsted_lint.documents.structure.letters.parts import Point
from ofsted_lint.documents.structure.paragraphs import (
    UNWRAPPED,
    Draft,
    Slugs,
    bullet,
    continues,
    numbered,
    split_paragraphs,
    split_unwrapped,
    with_own_numbers,
    wraps,
)
from ofsted_lint.documents.structure.parts import Heading, Improvement, Section
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.source import Span

if TYPE_CHECKING:
    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.documents.structure.parts import Paragraph
    from ofsted_lint.source.prose import Prose
    from ofsted_lint.source.source import Source

# The sections that all letters have, with patterns of their headings.
_KINDS = {
    "areas-covered": re.compile(r"^(?:area(?:s|\(s\))?|scope|focus|themes?)\b.*(?:covered|visit)", re.IGNORECASE),
    "priority-action": re.compile(r"priority action", re.IGNORECASE),
    "headline-findings": re.compile(r"^(?:headline findings|overview|overall findings|summary)", re.IGNORECASE),
    "main-findings": re.compile(r"^(?:(?:main|key|detailed) )?findings\b(?! of the)|^evaluation of", re.IGNORECASE),
}
_LABEL_END = re.compile(r"[ ?:.\d¹²³*]*$")
_NONE = re.compile(r"(?:None|There (?:are|were) no)\b", re.IGNORECASE)
_NARROW = 50
_LONGEST_POINT = 40


def read_paragraphs(source: Source, blocks: list[Block], role: str, prefix: str) -> tuple[Paragraph, ...]:
    """Read the paragraphs of these blocks, numbered or not, and give each block its role.

    A bullet is a paragraph of its own, or an item of the paragraph that introduces
    its list. Text that follows a bullet without a blank line, and is indented less
    than the bullet's text, is not part of it; text after a bullet that is alone on its line is.
    """
    made: list[Draft] = []
    alone = False
    for block in blocks:
        if block.role or block.kind in ("HEADING", "IMPROVEMENTS", "PRIORITY"):
            continue
        if block.kind == "NUMBERED":
            made += split_unwrapped(source, numbered(source, block))
            block.role = role
        elif block.kind == "BULLET":
            item, *following = split_bullet(source, block)
            draft = bullet(source, item, [])
            alone = not draft.spans and not following
            block.role = "furniture" if alone else role
            made += [draft] if draft.spans else []
            made += [Draft([piece.span], page=source.page(piece.start)) for piece in following]
        elif block.is_text or block.kind in ("DATED", "LETTERHEAD", "SALUTATION"):
            if alone:
                made.append(Draft([block.span], page=source.page(block.start)))
            else:
                _add_text(source, block, made)
            block.role, alone = role, False
    return drafts.paragraphs(source, with_own_numbers(made), prefix)


def _add_text(source: Source, block: Block, made: list[Draft]) -> None:
    """Add running text to the paragraphs: it continues the last one or begins new ones."""
    first, *rest = split_paragraphs(source, block)
    is_continued = bool(made) and continues(source, made[-1], block) and not _is_below(source, made[-1], block)
    if is_continued or (made and block.broken and is_full(source, made[-1], first)):
        made[-1].spans.append(first)
    else:
        rest.insert(0, first)
    made += (Draft([span], page=source.page(span.start)) for span in rest)


def _is_below(source: Source, draft: Draft, block: Block) -> bool:
    """True if a paragraph comes below a list, whose last item often has no full stop."""
    opens = source.words(block.span).lstrip(" \t\r\n\xa0*‘“'\"")[:1]
    return bool(draft.glyph) and block.spaced and not block.broken and opens.isupper()


def is_full(source: Source, draft: Draft, following: Span) -> bool:
    """True if the last line of a page has no room for the next page's first word: its paragraph continues."""
    lines = [source.words(line).rstrip() for span in (*draft.spans, following) for line in source.lines(span)]
    word = source.words(following).split(None, 1)[0]
    last = [source.words(line).rstrip() for line in source.lines(draft.spans[-1]) if source.words(line).strip()][-1:]
    widest = max(map(len, lines), default=0)
    return widest > _NARROW and bool(last) and len(last[0]) + 1 + len(word) >= widest and wraps(source)


def split_bullet(source: Source, block: Block) -> list[Block]:
    """Split a bullet from the paragraphs that follow it in its block without a blank line."""
    lines = [line for line in source.lines(block.span) if source.words(line).strip()]
    if len(lines) < 2:
        return [block]
    glyph = _indent(source, lines[0])
    for before, line in pairwise(lines):
        words = source.words(line).strip()
        deep = _indent(source, line) > glyph
        full = len(source.words(before).rstrip()) > UNWRAPPED
        ended = re.search(r"[.;:?!][’”'\")]*$", source.words(before).rstrip())
        if words[:1].isupper() and (full or (not deep and ended)):
            first = type(block)(block.kind, block.start, line.start)
            rest = type(block)("TEXT", line.start, block.end)
            return [first, *(type(block)("TEXT", span.start, span.end) for span in split_paragraphs(source, rest))]
    return [block]


def _indent(source: Source, line: Span) -> int:
    text = source.words(line)
    return len(text) - len(text.lstrip(" \t"))


def read_section(source: Source, blocks: list[Block], used: Counter[str]) -> Section:
    """Read a section with a heading; its address depends on the kind of section, not on the exact heading."""
    head = blocks[0]
    prose = reflow(source, [head.span])
    head.role = "heading"
    end = _LABEL_END.search(prose.text)
    title = prose.part(0, end.start()) if end and end.start() else prose
    address = f"sections/{_section_name(title)}"
    used[address] += 1
    if used[address] > 1:
        address += f"-{used[address]}"
    paragraphs = read_paragraphs(source, blocks[1:], "paragraph", f"{address}/paragraphs")
    return Section(Heading(prose, None, title, "", None, f"{address}/heading"), paragraphs, address)


def read_unheaded(source: Source, blocks: list[Block]) -> Section | None:
    """Read the paragraphs that follow the improvement items without a heading of their own."""
    paragraphs = read_paragraphs(source, blocks, "paragraph", "sections/unheaded/paragraphs")
    return Section(None, paragraphs, "sections/unheaded") if paragraphs else None


def find_unmarked(points: Points) -> Points:
    """Find improvement items without bullets: short paragraphs, except the one that introduces them."""
    introduction = points.prose[:1] if points.prose and points.prose[0].prose.text.endswith(":") else ()
    rest = points.prose[len(introduction) :]
    if not rest or any(len(paragraph.prose.text.split()) > _LONGEST_POINT for paragraph in rest):
        return points
    slugs = Slugs("improvements")
    made = tuple(Improvement(each.prose, (), slugs.address(each.prose)) for each in rest)
    return Points(points.heading, made, introduction)


def _section_name(title: Prose) -> str:
    known = next((name for name, pattern in _KINDS.items() if pattern.search(title.text)), None)
    return known or Slugs("").address(title)[1:]


def read_points(source: Source, section: Section | None) -> tuple[Point, ...]:
    """Return the points of a section.

    They are its list, without its introduction and what follows it; in a section
    without a list, its only paragraph.
    """
    if section is None:
        return ()
    listed = [p for p in section.paragraphs if is_item(source, p)]
    chosen = listed or [p for p in section.paragraphs[:1] if section.address.endswith("priority-action")]
    return tuple(Point(p.prose, p.address) for p in chosen if not _NONE.match(p.prose.text))


def read_nested_points(source: Source, section: Section | None) -> tuple[Improvement, ...]:
    """Return the points of a section, each with those below it: they have another bullet than the first."""
    made: list[tuple[Paragraph, list[Prose]]] = []
    listed = [p for p in section.paragraphs if is_item(source, p)] if section else []
    for paragraph in listed:
        if made and _before(source, paragraph) != _before(source, listed[0]):
            made[-1][1].append(paragraph.prose)
        else:
            made.append((paragraph, []))
    return tuple(Improvement(top.prose, tuple(items), top.address) for top, items in made)


_LONE = re.compile(r"[◼■▪▫□●•◦‣⁃◆◾⬛➢➤►▶✓✔·\uf000-\uf0ff][\ufe0e\ufe0f]?")
_GLYPH = re.compile(r"[^\w\s‘’'\"“(\[]|o")


def is_item(source: Source, paragraph: Paragraph) -> bool:
    """True if a bullet is printed before a paragraph on its line."""
    before = _before(source, paragraph)
    return bool(before) and bool(_GLYPH.match(before))


def _before(source: Source, paragraph: Paragraph) -> str:
    """Return what is printed before a paragraph on its line, else a bullet that is alone above it."""
    start = paragraph.prose.span.start
    line = source.line_span(source.position(start).line)
    before = source.words(Span(line.start, start)).strip()
    above = "" if before else source.printed[: line.start].rstrip(" \t\n\f").rpartition("\n")[2].strip(" \t\f")
    return above if _LONE.fullmatch(above) else before
