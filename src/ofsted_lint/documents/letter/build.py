"""A letter about a visit from the tree of its text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ofsted_lint.documents.letter import body as letter_body
from ofsted_lint.documents.letter import head as letter_head
from ofsted_lint.documents.letter import opening
from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.documents.letter.zones import PASSES, TITLE, Part, parts
from ofsted_lint.documents.structure import furniture, improvements
from ofsted_lint.documents.structure.blocks import Block, blocks
from ofsted_lint.documents.structure.closing import read_closing
from ofsted_lint.documents.structure.coverage import counted, settle_roles, unrecognised
from ofsted_lint.documents.structure.parts import Region, Section, Title
from ofsted_lint.source.prose import reflow

if TYPE_CHECKING:
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
    """The letter that a tree is; every block of the text gets a role."""
    laid_out = parts(source, blocks(tree, source, PASSES))
    laid = [block for part in laid_out for block in part.blocks]
    title = _title(source, laid)
    footers, footnotes = furniture.furniture(source, laid, TITLE)
    head = letter_head.read(source, _of(laid_out, "head"))
    signed = letter_body.sign_off(source, _signing(source, laid_out))
    summary = letter_body.read_paragraphs(source, _of(laid_out, "opening"), "summary", "opening")
    said = opening.read(title, summary)
    points = improvements.read_improvements(source, _of(laid_out, "improvements"))
    points = points if points.points else letter_body.unmarked(points)
    sections = _sections(source, laid_out)
    closing = read_closing(source, _of(laid_out, "copied") + _of(laid_out, "closing"))
    settle_roles(laid)
    lines, lost = counted(source, laid)
    made = Letter(
        source=source,
        kind="letter",
        lines=lines,
        recognised=lines - lost,
        regions=tuple(Region(block.role, block.span) for block in laid),
        title=title,
        formula=said.formula,
        visit=said.visit or said.heading,
        heading=said.heading,
        ordinal=said.ordinal,
        since=said.since,
        place=said.place,
        dates=said.dates,
        inspectors=said.inspectors,
        letterhead=head.letterhead,
        letter_date=head.date,
        addressee=head.addressee,
        salutation=head.salutation,
        summary=summary,
        improvements_heading=points.heading,
        improvements=points.points,
        improvements_prose=points.prose,
        sections=sections,
        areas=letter_body.points(source, _named(sections, "areas-covered")),
        priorities=letter_body.points(source, _named(sections, "priority-action")),
        signed=signed,
        footers=footers,
        footnotes=footnotes,
        closing=closing,
        unrecognised=unrecognised(source, laid),
        published=head.date.day if head.date else None,
    )
    lacking = tuple(words for part, words in _LACKING.items() if not getattr(made, part))
    return replace(made, lacking=lacking) if lacking else made


def _of(laid_out: list[Part], kind: str) -> list[Block]:
    return [block for part in laid_out if part.kind == kind for block in part.blocks]


def _title(source: Source, laid: list[Block]) -> Title | None:
    """The subject line: the first that reads as one."""
    for block in laid:
        if block.kind == "RUNNING":
            block.role = "title"
            prose = reflow(source, [block.span])
            match = TITLE.match(prose.text)
            council = prose.part(*match.span("council")) if match and match["council"] else None
            return Title(prose, _plain(council) if council else None)
    return None


def _plain(council: Prose) -> Prose:
    """A council's name without the ending of the genitive."""
    for ending in ("’s", "'s", "`s"):
        if council.text.endswith(ending):
            return council.part(0, len(council.text) - len(ending))
    return council


def _signing(source: Source, laid_out: list[Part]) -> list[Block]:
    """The blocks in which a letter is signed."""
    found = _of(laid_out, "sign-off")
    if found:
        return found
    behind = [part for part in laid_out if part.kind not in ("head", "closing")]
    return letter_body.unsaid(source, behind[-1].blocks) if behind else []


def _sections(source: Source, laid_out: list[Part]) -> tuple[Section, ...]:
    """The headed parts, and what stands behind the points to improve without a heading."""
    used: Counter[str] = Counter()
    made = (
        letter_body.section(source, part.blocks, used)
        if part.kind == "section"
        else letter_body.unheaded(source, part.blocks)
        for part in laid_out
        if part.kind in ("section", "improvements")
    )
    return tuple(section for section in made if section)


def _named(sections: tuple[Section, ...], name: str) -> Section | None:
    return next((section for section in sections if section.address == f"sections/{name}"), None)
