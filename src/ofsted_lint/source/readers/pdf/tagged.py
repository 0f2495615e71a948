"""Convert a tagged page to lines of text: paragraphs, list items, tables and notes by their tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ofsted_lint.source.readers.pdf import disordered_lists, drawn_bullets
from ofsted_lint.source.readers.pdf.pages import ARTIFACT, BROKEN, UNSEEN, Page, Tile
from ofsted_lint.source.readers.pdf.tag_tree import WITHIN, Tag

_NOTES = frozenset({"Note", "FENote"})
_CELLS = frozenset({"TD", "TH"})
# A table row with a longer cell contains prose: the table only lays out the page.
_LONGEST_CELL = 300
_INDENT = 4
# The greatest distance between successive lines, in multiples of the font size.
_NEXT_LINE = 1.45
# How far apart two distances may be that look alike, in sizes of the font; how many lines show the distance of lines.
_ALIKE = 0.15
_LINES_OF_ITEM = 2
_NUMBERED = re.compile(r"\s*\d{1,3}\.\s")
_LINE_START = re.compile(rf"(?<![^\n{BROKEN}])[^\S\n]*(?=[^\s{UNSEEN}])")
_STOPS = (".", "!", "?", ":", ";", "’", "”")
_PAGE_NUMBER = re.compile(r"\S[ \x00]+(\d{1,3})(?=\s*\Z)")
_FAR = 2
_INK = re.compile(rf"[^\s{UNSEEN}{BROKEN}]")
# On a later page, a label is the first words of a list item that continues there.
_LABEL = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,3}|[^\w\s]|o", re.IGNORECASE)
_NOTE_MARK = re.compile(r"(\d{1,2}|[*†])\s+(?=\S)")
_PRINTED = str.maketrans({BROKEN: "-\n", UNSEEN: None, "\x0b": "\n", "\x0c": "\n"})
_UNPRINTED = re.compile(f"[\x0b\x0c{UNSEEN}{BROKEN}]")


class Block(NamedTuple):
    """A paragraph, heading, row, list item or note, and its place in the page's characters."""

    start: int
    end: int
    text: str
    kind: str = "text"


def lines(page: Page, tags: Tag) -> str:
    """Return the text of a tagged page: its content in the order of the tags, notes, headers and footers."""
    read = _Reading(page, tags)
    return read.text()


class _Reading:
    """A page while its text is put in order."""

    def __init__(self, page: Page, tags: Tag) -> None:
        self._page = page
        self._tiles: dict[int, list[Tile]] = {}
        for tile in page.tiles():
            self._tiles.setdefault(tile.mark, []).append(tile)
        self._label_ends: set[int] = set()
        self._notes: list[Block] = []
        self._artifacts = self._tiles.pop(ARTIFACT, [])
        self._marks = frozenset(self._tiles)
        self._blocks = list(self._flow(tags, 0))

    def text(self) -> str:
        """Return the text of the page."""
        loose = self._plain(tile for tiles in self._tiles.values() for tile in tiles)
        body = _inserted(self._blocks, sorted(loose))
        header, footer = self._furniture(body)
        return self._joined([*header, *body, *self._notes, *footer])

    def _plain(self, tiles: Iterable[Tile]) -> list[Block]:
        """Return ranges of text without tags as blocks."""
        made = (Block(tile.start, tile.end, _clean(self._slice(tile))) for tile in tiles)
        return [block for block in made if block.text]

    def _furniture(self, body: list[Block]) -> tuple[list[Block], list[Block]]:
        """Return headers and footers: the artifacts above the first line of content, and the others."""
        headers: list[Block] = []
        footers: list[Block] = []
        for block in map(self._footer, self._plain(self._artifacts)):
            is_above = body and self._line(block.start) > self._line(body[0].start)
            (headers if is_above else footers).append(block)
        return headers, footers

    def _footer(self, block: Block) -> Block:
        """Return a footer with its page number on a line of its own if it is far from the words."""
        number = _PAGE_NUMBER.search(self._page.text[: block.end], block.start)
        if not number or not block.text.endswith(number[0]):
            return block
        digit = number.start(1)
        apart = self._page.box(digit)[0] - self._page.box(number.start())[2]
        if apart < _FAR * self._page.size(number.start()):
            return block
        return block._replace(text=f"{block.text.removesuffix(number[0])}{number[0][0]}\n{number[1]}")

    def _line(self, start: int) -> float:
        """Return the height of the line in which a block begins."""
        return self._page.baseline(self._first(start))

    def _first(self, start: int) -> int:
        match = _INK.search(self._page.text, start)
        return match.start() if match else start

    def _joined(self, blocks: list[Block]) -> str:
        parts: list[str] = []
        for before, block in zip([None, *blocks], blocks, strict=False):
            if before:
                parts.append("\n" if self._is_tight(before, block) else "\n\n")
            parts.append(block.text)
        return "".join(parts)

    def _is_tight(self, before: Block, block: Block) -> bool:
        """Return True if a block is on the next line and continues the one before it.

        Rows of a table do; so does a sentence or a title that was split into
        two paragraphs to break its line.
        """
        if block.kind == "text" and _NUMBERED.match(before.text) and self._goes_on(before, block):
            return True
        if before.kind != block.kind or block.kind not in ("text", "row"):
            return False
        if block.kind == "row":
            return True
        if before.text.endswith(_STOPS):
            return False
        first = self._first(block.start)
        last = before.start + len(self._page.text[before.start : before.end].rstrip()) - 1
        step = self._page.baseline(last) - self._page.baseline(first)
        return 0 < step < _NEXT_LINE * self._page.size(first)

    def _goes_on(self, before: Block, block: Block) -> bool:
        """Return True if a block is set like one more line of a numbered paragraph: only a hard return parts them."""
        starts = [match.start() for match in _LINE_START.finditer(self._page.text, before.start, before.end)]
        if len(starts) < _LINES_OF_ITEM:
            return False
        first = self._first(block.start)
        above, last = (self._page.baseline(at) for at in starts[-2:])
        size = self._page.size(first)
        step, usual = last - self._page.baseline(first), above - last
        aside = self._page.box(first)[0] - self._page.box(starts[-1])[0]
        return max(abs(step - usual), abs(aside), abs(size - self._page.size(starts[-1]))) < _ALIKE * size

    def _flow(self, tag: Tag, level: int) -> Iterator[Block]:
        """Yield the blocks in a tag, in order; `level` is the number of lists around it."""
        if tag.kind == "Table":
            level = 0
        elif tag.kind == "TR":
            row = self._row(tag)
            if row:
                yield row
                return
        if tag.kind == "L" and disordered_lists.is_disordered(tag, self._tiles, self._slice):
            yield from self._in_page_order(tag, level)
            return
        level += tag.kind == "L"
        kind = "point" if tag.kind in ("L", "LI") else "text"
        running: list[int | Tag] = []
        for kid in [*_opened(tag), None]:
            if kid is not None and _is_within(kid):
                running.append(kid)
                continue
            block = self._block(running, level, kind) if running else None
            running = []
            if block:
                yield block
            if isinstance(kid, Tag) and kid.kind in _NOTES:
                self._note(kid)
            elif isinstance(kid, Tag):
                inner = self._flow(kid, level)
                yield from _bulleted(inner, level) if drawn_bullets.is_drawn(kid, self._marks) else inner

    def _in_page_order(self, tag: Tag, level: int) -> Iterator[Block]:
        """Yield the items of a list in the order in which the page has them, each from its bullet on."""
        tiles = sorted(tile for mark in disordered_lists.marks(tag) for tile in self._tiles.pop(mark, []))
        text = self._join_tiles(tiles)
        for item in disordered_lists.items(_clean(text)):
            yield Block(tiles[0].start, tiles[-1].end, " " * (_INDENT * level) + item, "point")

    def _row(self, tag: Tag) -> Block | None:
        """Return a table row as a line with tabs between cells; None if the table only lays out the page."""
        cells = [kid for kid in tag.kids if isinstance(kid, Tag) and kid.kind in _CELLS]
        if len(cells) < 2 or any(_holds_blocks(cell) for cell in cells):
            return None
        taken = {mark: list(tiles) for mark, tiles in self._tiles.items()}
        found = [list(self._flow(cell, 0)) for cell in cells]
        texts = [" ".join(_one_line(block.text) for block in cell) for cell in found if cell]
        if len(texts) < 2 or max(map(len, texts)) > _LONGEST_CELL:
            self._tiles = taken
            return None
        blocks = [block for cell in found for block in cell]
        return Block(min(b.start for b in blocks), max(b.end for b in blocks), "\t".join(texts), "row")

    def _block(self, kids: list[int | Tag], level: int, kind: str) -> Block | None:
        tiles = [tile for kid in kids for tile in self._take_tiles(kid)]
        text = _clean(self._join_tiles(tiles))
        if not text:
            return None
        start, end = tiles[0].start, tiles[-1].end
        if _NOTE_MARK.match(text) and self._is_small(start):
            self._notes.append(Block(start, end, _noted(text), "note"))
            return None
        return Block(start, end, " " * (_INDENT * max(level - 1, 0)) + text, kind)

    def _take_tiles(self, kid: int | Tag) -> list[Tile]:
        """Return the tiles of a mark, or of a tag within a line; each tile is returned only once."""
        if isinstance(kid, int):
            return self._tiles.pop(kid, [])
        tiles = [tile for inner in kid.kids for tile in self._take_tiles(inner)]
        if kid.kind == "Lbl" and tiles and _LABEL.fullmatch(self._slice(tiles[-1]).strip()):
            self._label_ends.add(tiles[-1].end)
        return tiles

    def _join_tiles(self, tiles: list[Tile]) -> str:
        """Join tiles into one text, with a gap where they are not adjacent, and after a label."""
        parts: list[str] = []
        last = -1
        for tile in tiles:
            text = self._slice(tile)
            apart = tile.start != last or last in self._label_ends
            if parts and last in self._label_ends:
                parts[-1] = parts[-1].rstrip() or " "  # a label is on the line of its item
            if parts and apart and not parts[-1][-1].isspace():
                parts.append(" ")
            if text:
                parts.append(text)
            last = tile.end
        return "".join(parts)

    def _note(self, tag: Tag) -> None:
        """Keep a note for the end of the page."""
        found = list(self._flow(Tag("", tag.kids), 0))
        text = "\n".join(block.text for block in found)
        if text:
            self._notes.append(Block(found[0].start, found[-1].end, _noted(text), "note"))

    def _is_small(self, at: int) -> bool:
        """Return True if the first word from here is smaller than the second: a footnote marker."""
        words = list(re.compile(r"\S+").finditer(self._page.text, at, at + 40))[:2]
        return len(words) == 2 and self._page.size(words[0].start()) < self._page.size(words[1].start())

    def _slice(self, tile: Tile) -> str:
        return self._page.text[tile.start : tile.end]


def _bulleted(blocks: Iterable[Block], level: int) -> Iterator[Block]:
    """Yield the blocks of an item with a bullet before the first."""
    for at, block in enumerate(blocks):
        yield block._replace(text=drawn_bullets.added(block.text, level), kind="point") if at == 0 else block


def _opened(tag: Tag) -> Iterator[int | Tag]:
    """Yield the content of a tag, opening tags that are within a line but contain whole blocks."""
    for kid in tag.kids:
        if isinstance(kid, Tag) and kid.kind in WITHIN and not kid.within:
            yield from _opened(kid)
        else:
            yield kid


def _is_within(kid: int | Tag) -> bool:
    return isinstance(kid, int) or kid.within


def _holds_blocks(cell: Tag) -> bool:
    return any(isinstance(kid, Tag) and (kid.kind in ("L", "Table") or _holds_blocks(kid)) for kid in cell.kids)


def _inserted(blocks: list[Block], loose: list[Block]) -> list[Block]:
    """Insert blocks without tags among the others, each before the first block that comes after it."""
    made = list(blocks)
    for block in loose:
        at = next((at for at, other in enumerate(made) if other.start > block.start), len(made))
        made.insert(at, block)
    return made


def _clean(text: str) -> str:
    """Return a text without white space at the ends of lines and without empty lines."""
    if _UNPRINTED.search(text):
        text = text.translate(_PRINTED)
    if "\r" in text:
        text = text.replace("\r", "\n")
    if "\n" not in text:
        return text.strip()
    kept = (line.rstrip(" \t").lstrip() for line in text.split("\n"))
    return "\n".join(filter(None, kept)).strip()


def _one_line(text: str) -> str:
    return re.sub(r"(?<=\w-)\n(?=\w)", "", text).replace("\n", " ").replace("\t", " ")


def _noted(text: str) -> str:
    """Return a note with its marker on a line of its own."""
    return _NOTE_MARK.sub(r"\1\n", text, count=1)
