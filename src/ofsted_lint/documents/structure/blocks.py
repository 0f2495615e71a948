"""A syntax tree as a sequence of blocks, which builders read from left to right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.syntax import Token
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ofsted_lint.documents.syntax import Tree
    from ofsted_lint.source.source import Source

GAPS = frozenset({"BLANK", "FORM_FEED", "COMMENT", "PAGE_NUMBER", "FURNITURE"})
CELLS = frozenset({"ROW", "CELL", "LABEL"})
# These keep the running text that follows them; after all others it is a block of its own.
_WITH_TEXT = frozenset({"NUMBERED", "BULLET", "CLOSING", "IMPRINT", "COPIED"})


# A footnote marker directly follows a word, a full stop or a question mark. Few texts need this pattern.
_CITED = pattern(r"(?<=[a-z?.,’”)])(\d{1,2})(?=[\s.,;:\u2060]|$)")
_DIGITS = pattern(r"\d{1,3}")
_BARE = pattern(r"[ \t]{0,20}(\d{1,2})[ \t](?=[ \t]{0,20}[A-Z])")


class Block(msgspec.Struct):
    """Some whole lines. `kind` is the terminal that opened them, or TEXT or CELLS.

    `spaced` is true if white space or furniture precedes them, `broken` if a page
    ended there. `role` is the part that the block turned out to belong to.
    `value` is the number of a paragraph that is not printed as “1.”.
    """

    kind: str
    start: int
    end: int
    spaced: bool = False
    broken: bool = False
    role: str = ""
    value: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def is_text(self) -> bool:
        return self.kind in ("TEXT", "CELLS")


def blocks(tree: Tree, source: Source, passes: Iterable[Pass]) -> list[Block]:
    """The blocks of a document, which tile its text, with what lies between them, settled by passes in their order."""
    found = list(_flat(tree))
    for span in source.notes_at:
        _set_note(source, found, span)
    for settle in passes:
        settle(source, found)
    return found


def _set_note(source: Source, found: list[Block], span: Span) -> None:
    """Make two blocks, marker and text, of those that tile what the format of a file says is a footnote."""
    first = bisect_left(found, span.start, key=lambda block: block.start)
    last = bisect_left(found, span.end, first, key=lambda block: block.end)
    if last >= len(found) or found[first].start != span.start:
        return
    end, after = found[last].end, source.text.find("\n", span.start, span.end) + 1 or span.end
    if source.text[span.end : end].strip():
        return
    text = [Block("NOTE", after, end)] if after < end else []
    found[first : last + 1] = [Block("NOTE_MARK", span.start, min(after, end)), *text]


def spacing(source: Source, found: list[Block]) -> None:
    """Say of each block what lies before it."""
    spaced = broken = True
    for block in found:
        block.spaced, block.broken = spaced, broken
        if block.kind in GAPS or block.kind == "RUNNING":
            spaced = True
            broken = broken or block.kind in ("FORM_FEED", "RUNNING", "PAGE_NUMBER", "FURNITURE")
        else:
            spaced = broken = False


def _flat(tree: Tree) -> Iterator[Block]:
    """Yield the tree's openers and texts in order."""
    opener: Token | None = None
    for child in tree.children:
        if isinstance(child, Token):
            opener = child
            continue
        text = list(child.tokens()) if child.data == "text" else []
        if opener is not None:
            kept = bool(text) and opener.type in _WITH_TEXT
            yield _block(opener.type, opener, text[-1] if kept else opener)
            text, opener = [] if kept else text, None
        if text:
            yield _block("CELLS" if text[0].type in CELLS else "TEXT", text[0], text[-1])
        elif child.data != "text":
            yield from _flat(child)
    if opener is not None:
        yield _block(opener.type, opener, opener)


def _block(kind: str, first: Token, last: Token) -> Block:
    return Block(kind, first.start, last.end)


def page_furniture(source: Source, found: list[Block]) -> None:
    """Set apart the headers and footers of pages that the format of a file names, whatever their wording."""
    for span in source.furniture:
        at = bisect_left(found, span.start, key=lambda block: block.start)
        for block in found[at:]:
            if block.start >= span.end:
                break
            if block.kind not in GAPS and block.kind != "RUNNING":
                block.kind = "FURNITURE"


def page_numbers(source: Source, found: list[Block]) -> None:
    """Tell page numbers from marks of footnotes and numbers of paragraphs.

    A bare number that is not next to a form feed or the footer belongs to a
    footnote, and the text after it is the note, if it is cited in the text
    before (“improve?1”), or if text precedes it and the page ends after the
    note (Blackburn 2025 has no marker). A number that is due as a paragraph's
    has lost its full stop. All others are page numbers.
    """
    cited: dict[str, int] | None = None
    solid = [at for at, block in enumerate(found) if block.kind not in ("BLANK", "COMMENT")]
    before = 0
    for order, at in enumerate(solid):
        block = found[at]
        if block.kind == "NUMBERED":
            before = _number(source, block)
        if block.kind != "PAGE_NUMBER" or _beside_furniture(found, solid, order):
            continue
        if cited is None:
            cited = {match[1]: match.start() for match in reversed(list(_CITED.finditer(source.printed)))}
        mark = source.words(block.span).strip()
        after = next((found[i] for i in solid[order + 1 : order + 3] if found[i].kind == "NUMBERED"), None)
        if after and _number(source, block) == before + 1 == _number(source, after) - 1:
            block.kind = "NUMBERED"
        elif cited.pop(mark, len(source.printed)) < block.start or _ends_a_page(found, solid, order):
            _make_note(found, solid, order)


def joined_notes(source: Source, found: list[Block]) -> None:
    """Part footnotes whose marker shares the line of their first words (“1 Each area”) from it.

    The marker is cited in the text before, is not due as the number of a
    paragraph, and the page ends after the note.
    """
    before, at = 0, 0
    while at < len(found):
        block = found[at]
        bare = _BARE.match(source.printed, block.start, block.end) if block.kind == "NUMBERED" else None
        number = _number(source, block) if block.kind == "NUMBERED" else 0
        if bare and number != before + 1 and _ends_the_page(found, at) and _is_cited(source, bare[1], block.start):
            found[at : at + 1] = [Block("NOTE_MARK", block.start, bare.end()), Block("NOTE", bare.end(), block.end)]
        elif number:
            before = number
        at += 1


def _ends_the_page(found: list[Block], at: int) -> bool:
    after = (block.kind for block in found[at + 1 :] if block.kind not in ("BLANK", "COMMENT"))
    return next(after, "") in ("RUNNING", "FORM_FEED", "FURNITURE", "PAGE_NUMBER")


def _is_cited(source: Source, mark: str, end: int) -> bool:
    return any(match[1] == mark for match in _CITED.finditer(source.printed, 0, end))


def _ends_a_page(found: list[Block], solid: list[int], order: int) -> bool:
    """True if text precedes a number, and text and the end of the page follow it."""
    kinds = [found[at].kind for at in solid[order + 1 : order + 4]]
    ends = next((kind for kind in kinds if kind not in ("TEXT", "CELLS")), "")
    before = found[solid[order - 1]].kind if order else "FORM_FEED"
    return bool(kinds) and kinds[0] == "TEXT" and ends in ("RUNNING", "FORM_FEED") and before not in GAPS


def _make_note(found: list[Block], solid: list[int], order: int) -> None:
    """Make a footnote of a marker and of the text after it."""
    found[solid[order]].kind = "NOTE_MARK"
    for later in solid[order + 1 :]:
        if not found[later].is_text:
            break
        found[later].kind = "NOTE"


def _number(source: Source, block: Block) -> int:
    match = _DIGITS.search(source.printed, block.start)
    return block.value or (int(match[0]) if match else 0)


def _beside_furniture(found: list[Block], solid: list[int], order: int) -> bool:
    around = [found[at].kind for at in solid[max(order - 1, 0) : order + 2]]
    last = order == len(solid) - 1
    if "COPYRIGHT" in (found[at].kind for at in solid[max(order - 3, 0) : order]):  # what comes after it are notes
        return last
    return last or "FORM_FEED" in around or "RUNNING" in around


_ENDS = pattern(r"[.!?:;…][’”'\")\]\d]*$")


def ends_sentence(text: str) -> bool:
    """True if a text may end here: the end of a sentence, with quotation marks or a footnote marker."""
    return bool(_ENDS.search(text.rstrip().removesuffix("**").rstrip()[-6:]))


# Settles what blocks of some kind are: it changes their kinds, and their number or places only where it comes first.
Pass = Callable[["Source", list[Block]], None]
# The passes that documents of all families need, in their order.
SHARED: tuple[Pass, ...] = (page_furniture, page_numbers, joined_notes, spacing)
