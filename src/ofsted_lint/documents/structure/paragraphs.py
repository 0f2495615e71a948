"""Paragraphs and items while their spans are collected, and the parts made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.structure.blocks import Block, ends_sentence
from ofsted_lint.documents.structure.number_forms import number_of
from ofsted_lint.documents.structure.paragraph_numbers import Candidate, decide
from ofsted_lint.documents.structure.parts import Improvement, Number, Paragraph
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Source, Span

if TYPE_CHECKING:
    pass

# Invisible characters may precede the full stop (Markdown).
_NUMBER = pattern(r"\s*(\d{1,3})(\u2060?\.|)\s*")
_BULLET = pattern(r"\s*([^\s\w]|o(?=\s))[\ufe0e\ufe0f]?\s*")
_SLUG = pattern(r"[a-z0-9]+")
_SLUG_WORDS = 8
# A line longer than this contains a whole paragraph: the text does not wrap.
UNWRAPPED = 180
# Lines up to this length may be headings.
_LONG = 60
# So much of the text's width has a line that was filled.
_FULL = 0.8


class Draft(msgspec.Struct):
    """A paragraph or bullet while its spans are collected; `top` is the item above a sub-item."""

    spans: list[Span]
    number: Span | None = None
    value: int = 0
    page: int | None = None
    glyph: str = ""
    indent: int = 0
    top: Draft | None = None

    def unfinished(self, source: Source) -> bool:
        """True if it does not end at the end of a sentence."""
        return not self.spans or not ends_sentence(source.words(self.spans[-1]))


def continues(source: Source, draft: Draft, block: Block) -> bool:
    """True if running text continues a paragraph that was begun before a gap; headings are never continued."""
    if not block.spaced:
        return True
    text = source.words(block.span)
    begins = block.start + len(text) - len(text.lstrip())
    if source.headings and (source.in_heading(begins) or any(source.in_heading(s.start) for s in draft.spans[-1:])):
        return False
    first = text.lstrip(" \t\r\n\xa0*")[:1]
    return draft.unfinished(source) or first.islower() or _is_cut(source, draft)


def _is_cut(source: Source, draft: Draft) -> bool:
    """True if a numbered paragraph is one full line of text: programs that read PDFs part some after their first."""
    if draft.number is None or len(draft.spans) != 1 or source.form != "text":
        return False
    words = source.words(draft.spans[0]).strip()
    return "\n" not in words and len(words) >= source.width * _FULL


def classify_numbers(source: Source, blocks: list[Block]) -> None:
    """Classify as running text the numbers in `blocks` that do not number a paragraph."""
    numbered: list[Block] = []
    candidates: list[Candidate] = []
    before: Block | None = None
    for block in blocks:
        if block.kind == "NUMBERED":
            numbered.append(block)
            candidates.append(_candidate(source, block, before))
        if block.is_text or block.kind in ("NUMBERED", "BULLET", "HEADING"):
            before = block
    for block, taken in zip(numbered, decide(candidates), strict=True):
        if not taken:
            block.kind = "TEXT"
            block.spaced = block.broken = False


def _candidate(source: Source, block: Block, before: Block | None) -> Candidate:
    opens = before is None or before.kind == "HEADING" or ends_sentence(source.words(before.span))
    if block.value:
        return Candidate(block.value, opens)
    match = _NUMBER.match(source.printed, block.start)
    assert match is not None, "the grammar's NUMBERED begins with a number"
    return Candidate(int(match[1]), opens, not match[2])


def numbered(source: Source, block: Block) -> Draft:
    """Return the paragraph that a numbered line opens."""
    if block.value:
        span, after = number_of(source, block)
        return Draft([Span(after, block.end)], span, block.value, source.page(block.start))
    match = _NUMBER.match(source.printed, block.start)
    assert match is not None, "the grammar's NUMBERED begins with a number"
    number = Span(match.start(1), match.end(2))
    rest = [Span(match.end(), block.end)] if match.end() < block.end else []
    return Draft(rest, number, int(match[1]), source.page(block.start))


def with_own_numbers(drafts: list[Draft]) -> list[Draft]:
    """Return drafts with the numbers that some programs print apart from them: “1.”, “2.”, then both paragraphs.

    Of such numbers the last is read with the first paragraph, and the other
    paragraphs have none.
    """
    made: list[Draft] = []
    at = 0
    while at < len(drafts):
        last = at
        while last < len(drafts) and drafts[last].number and not drafts[last].spans:
            last += 1
        apart = last - at
        texts = drafts[last : last + apart + 1]
        if apart and len(texts) > apart and texts[0].number and not any(each.number for each in texts[1:]):
            for draft, own in zip(texts, [(each.number, each.value) for each in drafts[at : last + 1]], strict=True):
                draft.number, draft.value = own
            made += texts
            at = last + apart + 1
        else:
            made.append(drafts[at])
            at += 1
    return made


def bullet(source: Source, block: Block, drafts: list[Draft]) -> Draft:
    """Return the item that a bullet opens, with the item above it if it is a sub-item."""
    match = _BULLET.match(source.printed, block.start)
    assert match is not None, "the grammar's BULLET begins with a glyph"
    rest = [Span(match.end(), block.end)] if source.printed[match.end() : block.end].strip() else []
    made = Draft(rest, glyph=match[1], indent=match.start(1) - block.start, page=source.page(block.start))
    if _is_sub(source, made, drafts):
        made.top = drafts[-1].top or drafts[-1]
    return made


def _is_sub(source: Source, made: Draft, drafts: list[Draft]) -> bool:
    if not drafts:
        return False
    top = drafts[-1].top or drafts[-1]
    if made.glyph != top.glyph:
        return True
    if drafts[-1].top:
        return made.glyph == drafts[-1].glyph and made.indent == drafts[-1].indent > top.indent
    stem = source.words(top.spans[-1]).rstrip() if top.spans else ""
    first = source.words(made.spans[0])[:1] if made.spans else ""
    return stem.endswith(":") and (made.indent > top.indent or first.islower())


def improvements(source: Source, drafts: list[Draft]) -> tuple[Improvement, ...]:
    """Return the items with their sub-items; each address is made of the item's words."""
    made: list[tuple[Prose, list[Prose]]] = []
    for draft in drafts:
        if draft.top and made:
            made[-1][1].append(reflow(source, draft.spans))
        elif draft.spans:
            made.append((reflow(source, draft.spans), []))
    slugs = Slugs("improvements")
    return tuple(Improvement(prose, tuple(items), slugs.address(prose)) for prose, items in made)


def paragraphs(source: Source, drafts: list[Draft], prefix: str) -> tuple[Paragraph, ...]:
    """Return drafts as paragraphs; each address is made of the paragraph's first words."""
    made: list[Paragraph] = []
    slugs = Slugs(prefix)
    for draft in drafts:
        number = Number(reflow(source, [draft.number]), draft.value) if draft.number else None
        prose = reflow(source, draft.spans)
        made.append(Paragraph(prose, number, draft.page, slugs.address(prose)))
    return tuple(made)


class Slugs:
    """Addresses that stay the same when a text is re-flowed or renumbered."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._seen: dict[str, int] = {}

    def address(self, prose: Prose) -> str:
        slug = "-".join(_SLUG.findall(prose.text[:80].casefold())[:_SLUG_WORDS]) or "empty"
        count = self._seen[slug] = self._seen.get(slug, 0) + 1
        return f"{self._prefix}/{slug}" + (f"-{count}" if count > 1 else "")


def split_paragraphs(source: Source, block: Block) -> list[Span]:
    """Split a block of running text into paragraphs that no blank line separates.

    In text whose lines are not wrapped each line is a paragraph. In wrapped text a
    paragraph ends where a sentence ends on a line with room for the next word.
    """
    lines = [line for line in source.lines(block.span) if source.words(line).strip()]
    widths = [len(source.words(line).rstrip()) for line in lines]
    if not lines:
        return [block.span]
    widest = max(widths)
    spans = [lines[0]]
    for before, width, line in zip(lines, widths, lines[1:], strict=False):
        word = source.words(line).split(None, 1)[0]
        room = widest > UNWRAPPED or width + 1 + len(word) < widest
        if room and ends_sentence(source.words(before)) and not word[0].islower():
            spans.append(line)
        else:
            spans[-1] = Span(spans[-1].start, line.end)
    return spans


def wraps(source: Source) -> bool:
    """True if paragraphs are broken into lines: no line is long, or most of the longer ones end within a sentence.

    A single long line may be two that were joined where a hyphen was lost.
    """
    lines = [line.rstrip() for line in source.printed.split("\n") if len(line) > _LONG]
    if max(map(len, lines), default=0) <= UNWRAPPED:
        return True
    return sum(map(ends_sentence, lines)) * 2 < len(lines)


def split_unwrapped(source: Source, draft: Draft) -> list[Draft]:
    """Split a draft in text that does not wrap: each line is a paragraph, numbered or not."""
    if not draft.spans or draft.spans[0].end - draft.spans[0].start <= UNWRAPPED:
        return [draft]
    lines = [line for line in source.lines(draft.spans[0]) if source.words(line).strip()]
    if max((line.end - line.start for line in lines), default=0) <= UNWRAPPED:
        return [draft]
    draft.spans = [lines[0]]
    made = [draft]
    for line in lines[1:]:
        if made[-1].unfinished(source):
            made[-1].spans.append(line)
        else:
            made.append(Draft([line], page=draft.page))
    return made
