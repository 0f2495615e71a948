"""Build a letter about a visit from the syntax tree of its text."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ofsted_lint.documents.letter import opening, sign_off
from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.documents.letter.zones import BESIDE, PASSES, TITLE, Part, split_parts
from ofsted_lint.documents.structure import furniture, improvements
from ofsted_lint.documents.structure.blocks import Block, blocks
from ofsted_lint.documents.structure.closing import read_closing
from ofsted_lint.documents.structure.coverage import account
from ofsted_lint.documents.structure.letters import body as letter_body
from ofsted_lint.documents.structure.letters import head as letter_head
from ofsted_lint.documents.structure.letters.parts import Point
from ofsted_lint.documents.structure.number_forms import other_points
from ofsted_lint.documents.structure.parts import Section, Title
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.source import Span

if TYPE_CHECKING:
    from ofsted_lint.documents.structure.parts import Paragraph
    from ofsted_lint.documents.syntax import Tree
    from ofsted_lint.source.prose import Prose
    from ofsted_lint.source.source import Source

_LACKING = {
    "formula": "the opening “This letter summarises the findings of …”",
    "dates": "the days of the visit",
    "salutation": "a salutation",
    "sections": "headings",
    "signed": "a sign-off",
}


def build(tree: Tree, source: Source) -> Letter:
    """Return the letter of a syntax tree; every block of the text gets a role."""
    parts = split_parts(source, blocks(tree, source, PASSES))
    for part in parts:
        if part.kind == "improvements":
            other_points(source, part.blocks)
    ordered = [block for part in parts for block in part.blocks]
    letter = Letter(source, "letter", lines=0, recognised=0, regions=(), title=_title(source, ordered))
    letter = _with_frame(letter, parts)
    letter = _with_opening(letter, _of(parts, "opening"))
    letter = _with_body(letter, parts)
    letter = replace(
        letter,
        **account(source, ordered),
    )
    return replace(letter, lacking=tuple(words for part, words in _LACKING.items() if not getattr(letter, part)))


def _with_frame(letter: Letter, parts: list[Part]) -> Letter:
    """Add the texts around the body: footers and footnotes, head, sign-off."""
    source = letter.source
    footers, footnotes = furniture.furniture(source, (block for part in parts for block in part.blocks), TITLE)
    head = letter_head.read(source, _of(parts, "head"))
    return replace(
        letter,
        footers=footers,
        footnotes=footnotes,
        letterhead=head.letterhead,
        letter_date=head.date,
        published=head.date.day if head.date else None,
        addressee=head.addressee,
        salutation=head.salutation,
        signed=sign_off.read_sign_off(source, _signing(source, parts)),
    )


def _with_opening(letter: Letter, found: list[Block]) -> Letter:
    """Add the paragraphs before the first heading, and the facts about the visit in them and the title."""
    summary = letter_body.read_paragraphs(letter.source, found, "summary", "opening")
    facts = opening.read(letter.title, summary)
    return replace(
        letter,
        summary=summary,
        formula=facts.formula,
        visit=facts.visit or facts.heading,
        heading=facts.heading,
        ordinal=facts.ordinal,
        since=facts.since,
        place=facts.place,
        dates=facts.dates,
        inspectors=facts.inspectors,
    )


def _with_body(letter: Letter, parts: list[Part]) -> Letter:
    """Add the improvement items, the sections with their points, and the closing matter."""
    source = letter.source
    items = improvements.read_improvements(source, _of(parts, "improvements"))
    items = items if items.points else letter_body.find_unmarked(items)
    sections = _sections(source, parts)
    unheaded = () if items.heading else _unheaded(source, letter.summary, _named(sections, "headline-findings"))
    return replace(
        letter,
        improvements_heading=items.heading,
        improvements=items.points,
        improvements_prose=items.prose,
        unheaded=unheaded,
        sections=sections,
        areas=letter_body.read_points(source, _named(sections, "areas-covered")),
        priorities=letter_body.read_points(source, _named(sections, "priority-action")),
        closing=read_closing(source, _of(parts, "copied") + _of(parts, "closing")),
    )


def _of(parts: list[Part], kind: str) -> list[Block]:
    return [block for part in parts if part.kind == kind for block in part.blocks]


def _title(source: Source, ordered: list[Block]) -> Title | None:
    """Return the title: the first block that reads as a subject line."""
    for block in ordered:
        if block.kind == "RUNNING":
            block.role = "title"
            beside = BESIDE.search(source.printed, block.start, block.end)
            apart = [Span(block.start, beside.start()), Span(beside.end(), block.end)] if beside else [block.span]
            prose = reflow(source, apart)
            match = TITLE.match(prose.text)
            council = prose.part(*match.span("council")) if match and match["council"] else None
            return Title(prose, _plain(council) if council else None)
    return None


def _plain(council: Prose) -> Prose:
    """Return a council's name without the ending of the genitive."""
    for ending in ("’s", "'s", "`s"):
        if council.text.endswith(ending):
            return council.part(0, len(council.text) - len(ending))
    return council


def _signing(source: Source, parts: list[Part]) -> list[Block]:
    """Return the blocks in which a letter is signed."""
    found = _of(parts, "sign-off")
    if found:
        return found
    following = [part for part in parts if part.kind not in ("head", "closing")]
    return sign_off.find_signature(source, following[-1].blocks) if following else []


def _sections(source: Source, parts: list[Part]) -> tuple[Section, ...]:
    """Read the sections, and the text after the improvement items that has no heading."""
    used: Counter[str] = Counter()
    made = (
        letter_body.read_section(source, part.blocks, used)
        if part.kind == "section"
        else letter_body.read_unheaded(source, part.blocks)
        for part in parts
        if part.kind in ("section", "improvements")
    )
    return tuple(section for section in made if section)


def _unheaded(source: Source, summary: tuple[Paragraph, ...], headline: Section | None) -> tuple[Point, ...]:
    """Return the list at the end of the headline findings, else of the opening: points whose heading is lost.

    What was looked at may be listed in the opening, but text follows it.
    """
    paragraphs = headline.paragraphs if headline else summary
    listed = list(takewhile(lambda each: letter_body.is_item(source, each), reversed(paragraphs)))
    is_all = headline is not None and len(listed) == len(paragraphs)
    return () if is_all else tuple(Point(each.prose, each.address) for each in reversed(listed))


def _named(sections: tuple[Section, ...], name: str) -> Section | None:
    return next((section for section in sections if section.address == f"sections/{name}"), None)
