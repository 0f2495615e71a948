"""A tagged page as lines of text: what its tags say of paragraphs, points, tables and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ofsted_lint.readers._pdf_pages import ARTIFACT, Page, Tag, Tile

# What stands within a line; every other kind of tag begins one.
_WITHIN = frozenset({"Span", "Link", "Lbl", "LBody", "Reference", "Quote", "Em", "Strong", "Sub", "Annot", "Code"})
_NOTES = frozenset({"Note", "FENote"})
_CELLS = frozenset({"TD", "TH"})
# A row of a table that only lays out the page has a cell with a page's prose.
_LONGEST_CELL = 300
_INDENT = 4
_NOTE_MARK = re.compile(r"(\d{1,2}|[*†])\s+(?=\S)")
_ENDS_LINE = re.compile(r"[ \t]*(?:\r?\n|\r)\s*")
_PRINTED = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "ft", "\ufb06": "st"}
    | {"\ufffe": "-\n", "\x00": None, "\x0b": "\n", "\x0c": "\n"}
)


class Block(NamedTuple):
    """A paragraph, point, heading, row or note; `at` is where it begins in the page's characters."""

    at: int
    text: str
    is_row: bool = False


def lines(page: Page, tags: Tag) -> str:
    """The text of a tagged page: what its tags order, its notes, and around it what is no content."""
    read = _Reading(page, tags)
    return read.text()


class _Reading:
    """A page while it is put in order."""

    def __init__(self, page: Page, tags: Tag) -> None:
        self._page = page
        self._tiles: dict[int, list[Tile]] = {}
        for tile in page.tiles():
            self._tiles.setdefault(tile.mark, []).append(tile)
        self._notes: list[Block] = []
        self._artifacts = self._tiles.pop(ARTIFACT, [])
        self._blocks = list(self._flow(tags, 0))

    def text(self) -> str:
        loose = [Block(tile.start, _clean(self._slice(tile))) for tiles in self._tiles.values() for tile in tiles]
        body = _woven(self._blocks, sorted(block for block in loose if block.text))
        head, foot = self._furniture(body)
        return _joined([*head, *body, *self._notes, *foot])

    def _furniture(self, body: list[Block]) -> tuple[list[Block], list[Block]]:
        """What is no content: what stands above the first line of content, and the rest."""
        made = [Block(tile.start, _clean(self._slice(tile))) for tile in self._artifacts]
        made = [block for block in made if block.text]
        if not made or not body:
            return [], made
        top = self._top(body[0])
        above = [self._top(block) > top for block in made]
        return [b for b, is_above in zip(made, above, strict=True) if is_above], [
            b for b, is_above in zip(made, above, strict=True) if not is_above
        ]

    def _top(self, block: Block) -> float:
        at = block.at
        while at < len(self._page.text) and self._page.text[at].isspace():
            at += 1
        return self._page.box(min(at, len(self._page.text) - 1))[3]

    def _flow(self, tag: Tag, level: int) -> Iterator[Block]:
        """The blocks in a tag, in order; `level` is how many lists it stands in."""
        if tag.kind == "Table":
            level = 0
        elif tag.kind == "TR":
            row = self._row(tag)
            if row:
                yield row
                return
        level += tag.kind == "L"
        for within, kids in groupby(_spread(tag), _is_within):
            if within:
                block = self._block(list(kids), level)
                if block:
                    yield block
                continue
            for kid in kids:
                if kid.kind in _NOTES:
                    self._note(kid)
                else:
                    yield from self._flow(kid, level)

    def _row(self, tag: Tag) -> Block | None:
        """A row of a table as a line, its cells parted by tabs; None where it only lays out the page."""
        cells = [kid for kid in tag.kids if isinstance(kid, Tag) and kid.kind in _CELLS]
        if len(cells) < 2 or any(_holds_blocks(cell) for cell in cells):
            return None
        before = {mark: list(tiles) for mark, tiles in self._tiles.items()}
        found = [list(self._flow(cell, 0)) for cell in cells]
        texts = [" ".join(_one_line(block.text) for block in cell) for cell in found if cell]
        if len(texts) < 2 or max(map(len, texts)) > _LONGEST_CELL:
            self._tiles = before
            return None
        return Block(min(block.at for cell in found for block in cell), "\t".join(texts), True)

    def _block(self, kids: list[int | Tag], level: int) -> Block | None:
        tiles = [tile for kid in kids for tile in self._taken(kid)]
        text = _clean(self._running(tiles))
        if not text:
            return None
        at = tiles[0].start
        if _NOTE_MARK.match(text) and self._is_small(at):
            self._notes.append(Block(at, _noted(text)))
            return None
        return Block(at, " " * (_INDENT * (level - 1)) + text if level > 1 else text)

    def _taken(self, kid: int | Tag) -> Iterator[Tile]:
        """The stretches of text of a mark, or of what stands within a line; each is given once."""
        if isinstance(kid, int):
            yield from self._tiles.pop(kid, ())
            return
        for inner in kid.kids:
            yield from self._taken(inner)
        if kid.kind == "Lbl":
            yield Tile(-1, -1, 0)

    def _running(self, tiles: list[Tile]) -> str:
        """Stretches as one text: a gap where one does not follow the other, and behind a label."""
        parts: list[str] = []
        last = -1
        for tile in tiles:
            apart = tile.start != last and parts and not parts[-1][-1:].isspace()
            parts.append((" " if apart else "") + self._slice(tile))
            last = tile.end
        return "".join(parts)

    def _note(self, tag: Tag) -> None:
        found = list(self._flow(Tag("", tag.kids), 0))
        text = "\n".join(block.text for block in found)
        if text:
            self._notes.append(Block(found[0].at, _noted(text)))

    def _is_small(self, at: int) -> bool:
        """Whether the first word from here is set smaller than the second: the mark of a note."""
        words = list(re.compile(r"\S+").finditer(self._page.text, at, at + 40))[:2]
        return len(words) == 2 and self._page.size(words[0].start()) < self._page.size(words[1].start())

    def _slice(self, tile: Tile) -> str:
        return self._page.text[tile.start : tile.end]


def _spread(tag: Tag) -> Iterator[int | Tag]:
    """What is in a tag; tags that stand within a line but hold whole blocks are opened."""
    for kid in tag.kids:
        if isinstance(kid, Tag) and kid.kind in _WITHIN and not _is_within(kid):
            yield from _spread(kid)
        else:
            yield kid


def _is_within(kid: int | Tag) -> bool:
    return isinstance(kid, int) or (kid.kind in _WITHIN and all(_is_within(inner) for inner in kid.kids))


def _holds_blocks(cell: Tag) -> bool:
    return any(isinstance(kid, Tag) and (kid.kind in ("L", "Table") or _holds_blocks(kid)) for kid in cell.kids)


def _woven(blocks: list[Block], loose: list[Block]) -> list[Block]:
    """Blocks with those that no tag orders, each before the first that stands behind it."""
    made = list(blocks)
    for block in loose:
        at = next((at for at, other in enumerate(made) if other.at > block.at), len(made))
        made.insert(at, block)
    return made


def _joined(blocks: list[Block]) -> str:
    parts: list[str] = []
    for before, block in zip([None, *blocks], blocks, strict=False):
        if before:
            parts.append("\n" if before.is_row and block.is_row else "\n\n")
        parts.append(block.text)
    return "".join(parts)


def _clean(text: str) -> str:
    """A text as it is printed: no white space at the ends of lines, no empty lines."""
    return _ENDS_LINE.sub("\n", text.translate(_PRINTED)).strip()


def _one_line(text: str) -> str:
    return re.sub(r"(?<=\w-)\n(?=\w)", "", text).replace("\n", " ").replace("\t", " ")


def _noted(text: str) -> str:
    """A note with its mark on a line of its own."""
    return _NOTE_MARK.sub(r"\1\n", text, count=1)
