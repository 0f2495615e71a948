"""Build a statement from the syntax tree of its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.statement.model import Listing, Statement
from ofsted_lint.documents.statement.published_on import published_on
from ofsted_lint.documents.structure.blocks import GAPS, SHARED, Block, blocks, ends_sentence
from ofsted_lint.documents.structure.coverage import account
from ofsted_lint.documents.structure.paragraphs import (
    UNWRAPPED,
    Draft,
    Slugs,
    bullet,
    continues,
    numbered,
    paragraphs,
    split_paragraphs,
)
from ofsted_lint.documents.structure.parts import Heading, Paragraph, Section, Title
from ofsted_lint.documents.values.dates import DateMention, mentions
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Source, Span

if TYPE_CHECKING:
    from ofsted_lint.documents.syntax import Tree

_LONGEST_TITLE = 25
_LONGEST_HEADING = 12
# A line at least this long that does not end a sentence is wrapped.
_FILLED = 60
_OPENS_ITEM = re.compile(r"[-–—•*◦>|#]|\d{1,2}[.)]\s|https?:|www\.")
_ROLES = {"PUBLISHED": "published", "EMBARGO": "published", "CONTACT": "contact"}
_SPEAKS = re.compile(r"[“”\"]|\b(?:said|says)\b")
_NO_HEADING = re.compile(r"[,;:.]\Z|\A[\d(]|@|https?:|www\.")


class _Piece(msgspec.Struct):
    """A paragraph while its spans are collected; `item` is true for an item of a list."""

    draft: Draft
    item: bool = False


def build(tree: Tree, source: Source) -> Statement:
    """The statement that a tree is; every block of the text gets a role."""
    found = blocks(tree, source, SHARED)
    pieces, closing = _pieces(source, found)
    title = _title(source, pieces)
    sections, lists = _sections(source, pieces[1:] if title else pieces)
    published = next((block for block in found if block.kind == "PUBLISHED"), None)
    return Statement(
        source=source,
        kind="statement",
        title=title,
        sections=sections,
        lists=lists,
        publishing=(published and _publishing(source, published))
        or published_on([reflow(source, piece.draft.spans) for piece in pieces]),
        closing=paragraphs(source, closing, "closing"),
        **account(source, found),
    )


def _pieces(source: Source, found: list[Block]) -> tuple[list[_Piece], list[Draft]]:
    """Return the paragraphs and list items of a statement, and the closing matter outside its text."""
    wide = any(line.end - line.start > UNWRAPPED for line in source.lines(Span(0, len(source.text))))
    pieces: list[_Piece] = []
    closing: list[Draft] = []
    for block in found:
        if block.kind in _ROLES:
            block.role = _ROLES[block.kind]
            closing.append(Draft([block.span], page=source.page(block.start)))
        elif block.kind in ("BULLET", "NUMBERED"):
            item, rest = _item(source, block, wide)
            block.role = "paragraph" if item.spans else "furniture"
            pieces += [_Piece(item, item=True)] if item.spans else []
            pieces += (_Piece(_draft(source, span)) for span in rest)
        elif block.kind in ("GRADED", "ROW"):
            block.role = "paragraph"
            pieces.append(_Piece(_draft(source, block.span), item=True))
        elif block.is_text:
            block.role = "paragraph"
            first, *more = _split_lines(source, block.span, wide) if wide else split_paragraphs(source, block)
            if pieces and _continues_paragraph(source, pieces[-1], block):
                pieces[-1].draft.spans.append(first)
            else:
                more.insert(0, first)
            pieces += (_Piece(_draft(source, span)) for span in more)
        elif block.kind not in GAPS:
            block.role = "furniture"
    return pieces, closing


def _draft(source: Source, span: Span) -> Draft:
    return Draft([span], page=source.page(span.start))


def _item(source: Source, block: Block, wide: bool) -> tuple[Draft, list[Span]]:
    """Return a list item and, in text that does not wrap, the lines after it, which are paragraphs."""
    made = bullet(source, block, []) if block.kind == "BULLET" else numbered(source, block)
    lines = _split_lines(source, made.spans[0], wide) if made.spans else []
    made.spans = lines[:1]
    return made, lines[1:]


def _split_lines(source: Source, span: Span, wide: bool) -> list[Span]:
    """Split running text into paragraphs: where lines do not wrap, each line is one."""
    if not wide:
        return [span]
    made: list[Span] = []
    for line in source.lines(span):
        words = source.words(line).strip()
        if made and _runs_on(source.words(made[-1]).strip(), words):
            made[-1] = Span(made[-1].start, line.end)
        elif words:
            made.append(line)
    return made or [span]


def _runs_on(before: str, words: str) -> bool:
    """True if a line continues in the next, in a text of which only some lines wrap."""
    if not words or not before or _OPENS_ITEM.match(words) or ends_sentence(before):
        return False
    return words[:1].islower() or (len(before) >= _FILLED and before[-1:] not in ":-–—")


def _continues_paragraph(source: Source, piece: _Piece, block: Block) -> bool:
    """True if running text continues a paragraph, across a page break or because it begins in lower case."""
    first = source.words(block.span).lstrip(" \t\r\n\xa0*")[:1]
    if not block.spaced:
        return piece.item and continues(source, piece.draft, block) and first.islower()
    return first.islower() and piece.draft.unfinished(source)


def _title(source: Source, pieces: list[_Piece]) -> Title | None:
    """Return the first line as the title if it is as short as a title and not a sentence."""
    if len(pieces) < 2 or pieces[0].item:
        return None
    prose = reflow(source, pieces[0].draft.spans)
    short = len(prose.text.split()) <= _LONGEST_TITLE and not prose.text.endswith((".", ":", ","))
    if not short:
        return None
    return Title(prose, None)


def _sections(source: Source, pieces: list[_Piece]) -> tuple[tuple[Section, ...], tuple[Listing, ...]]:
    """Return the sections, with their headings if they have any, and the lists in them."""
    groups: list[tuple[Prose | None, list[_Piece]]] = [(None, [])]
    for at, piece in enumerate(pieces):
        found = _heading(source, piece, pieces[at + 1 : at + 2])
        if found:
            groups.append((found, []))
        else:
            groups[-1][1].append(piece)
    slugs, texts = Slugs("sections"), Slugs("text")
    made: list[Section] = []
    lists: list[Listing] = []
    for title, group in groups:
        if title is None and not group:
            continue
        address = slugs.address(title) if title else "sections/text"
        heading = Heading(title, None, title, "", None, f"{address}/heading") if title else None
        parts = tuple(_paragraph(source, piece.draft, texts) for piece in group)
        made.append(Section(heading, parts, address))
        lists += _lists(group, parts)
    return tuple(made), tuple(lists)


def _heading(source: Source, piece: _Piece, after: list[_Piece]) -> Prose | None:
    """Return a line as a heading if it is short, not a sentence and followed by text; else None."""
    if piece.item or not after:
        return None
    prose = reflow(source, piece.draft.spans)
    text = prose.text
    if len(text.split()) > _LONGEST_HEADING or _NO_HEADING.search(text) or _SPEAKS.search(text):
        return None
    return None if ends_sentence(text) and not text.endswith("?") else prose


def _paragraph(source: Source, draft: Draft, slugs: Slugs) -> Paragraph:
    prose = reflow(source, draft.spans)
    return Paragraph(prose, None, draft.page, slugs.address(prose))


def _lists(group: list[_Piece], parts: tuple[Paragraph, ...]) -> list[Listing]:
    """Return the lists among the paragraphs of a section."""
    made: list[Listing] = []
    lead: Paragraph | None = None
    items: list[Paragraph] = []
    for piece, part in zip(group, parts, strict=True):
        if piece.item:
            items.append(part)
            continue
        if items:
            made.append(Listing(lead, tuple(items)))
        lead, items = part, []
    return [*made, Listing(lead, tuple(items))] if items else made


def _publishing(source: Source, block: Block) -> DateMention | None:
    """Return the day of publication that is printed on a line."""
    prose = reflow(source, [Span(block.start, block.end)])
    return next(mentions(prose, "published"), None)
