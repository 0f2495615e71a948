"""Build a letter about a joint inspection from the syntax tree of its text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ofsted_lint.documents.jtai import frame, opening
from ofsted_lint.documents.jtai.model import JtaiLetter
from ofsted_lint.documents.jtai.subject import SUBJECT, read_subject
from ofsted_lint.documents.structure import furniture, paragraphs
from ofsted_lint.documents.structure.blocks import SHARED, Block, blocks
from ofsted_lint.documents.structure.closing import read_closing
from ofsted_lint.documents.structure.coverage import account
from ofsted_lint.documents.structure.letters import body
from ofsted_lint.documents.structure.letters.labels import reads_as_label
from ofsted_lint.documents.structure.letters.parts import Point
from ofsted_lint.documents.structure.parts import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofsted_lint.documents.structure.parts import Paragraph
    from ofsted_lint.documents.syntax import Tree
    from ofsted_lint.source.prose import Prose
    from ofsted_lint.source.source import Source

_LACKING = {
    "title": "the subject line “Joint targeted area inspection of …”",
    "dates": "the days of the inspection",
    "salutation": "a salutation",
    "sections": "headings",
    "signatories": "signatories",
}
_IMPROVE = ("what needs to improve", "areas for improvement", "area for improvement")
_STRENGTHS = ("key strengths", "strengths")
_PRIORITY = ("areas for priority action", "areas for priority actions", "area for priority action")
_NOTE = re.compile(r"[ \t]*(?P<mark>\d)[ \t]{2,}(?=[A-Z])")
_CLOSING = ("CLOSING", "COPYRIGHT", "IMPRINT")


def build(tree: Tree, source: Source) -> JtaiLetter:
    """Return the letter of a syntax tree; every block of the text gets a role."""
    found = list(_with_notes(source, blocks(tree, source, SHARED)))
    title = read_subject(source, found)
    parts = _split(source, found)
    made = JtaiLetter(source, "jtai", lines=0, recognised=0, regions=(), title=title)
    made = _with_frame(made, found, parts)
    made = _with_body(made, parts)
    made = replace(
        made,
        **account(source, found),
    )
    return replace(made, lacking=tuple(words for part, words in _LACKING.items() if not getattr(made, part)))


def _with_notes(source: Source, found: list[Block]) -> Iterator[Block]:
    """Yield the blocks; a footnote on the line of its mark is split from it, if the mark is cited before."""
    for block in found:
        note = _NOTE.match(source.printed, block.start) if block.kind == "NUMBERED" else None
        if note and re.search(rf"[a-z.,?]{note['mark']}(?=\s)", source.printed[: block.start]):
            yield Block("NOTE_MARK", block.start, note.end("mark"), block.spaced, block.broken)
            yield Block("NOTE", note.end("mark"), block.end)
        else:
            yield block


def _split(source: Source, found: list[Block]) -> list[list[Block]]:
    """Return the blocks as head, opening, one list for each section, and the sign-off last."""
    start = next((at for at, block in enumerate(found) if block.kind in ("SALUTATION", "HEADING")), len(found))
    title = next((at for at, block in enumerate(found) if block.role == "title"), start)
    start = max(start + (start < len(found) and found[start].kind == "SALUTATION"), title)
    end = next((at for at, block in enumerate(found) if block.kind == "VALEDICTION" and at >= start), len(found))
    paragraphs.classify_numbers(source, found[start:end])
    parts: list[list[Block]] = [found[:start], []]
    for block in found[start:end]:
        if block.kind == "HEADING":
            parts.append([])
        elif block.kind in ("RUNNING", "SALUTATION", "DATED"):
            block.kind = "TEXT"
        parts[-1].append(block)
    return [*parts, found[end:]]


def _with_frame(made: JtaiLetter, found: list[Block], parts: list[list[Block]]) -> JtaiLetter:
    """Add what is around the text: footnotes, date, addressees, salutation, signatories, closing matter."""
    footers, footnotes = furniture.furniture(made.source, found, SUBJECT)
    head, signed = frame.read_head(made.source, parts[0]), frame.read_signatories(made.source, parts[-1])
    return replace(
        made,
        footers=footers,
        footnotes=footnotes,
        letter_date=head.date,
        published=head.date.day if head.date else None,
        addressees=head.addressees,
        salutation=head.salutation,
        frame=head.lines,
        signatories=signed.people,
        signed=signed.lines,
        closing=read_closing(made.source, [block for block in found if block.kind in _CLOSING and not block.role]),
    )


def _with_body(made: JtaiLetter, parts: list[list[Block]]) -> JtaiLetter:
    """Add the opening, the sections with their points, and the day on which the statement is due."""
    source, used = made.source, Counter[str]()
    summary = body.read_paragraphs(source, parts[1], "summary", "opening")
    read = [body.read_section(source, blocks, used) for blocks in parts[2:-1]]
    subheadings = [each.prose for section in read for each in section.paragraphs if _is_subheading(source, each)]
    sections = tuple(
        replace(section, paragraphs=tuple(each for each in section.paragraphs if not _is_subheading(source, each)))
        for section in read
    )
    made = replace(made, summary=summary, sections=sections, subheadings=tuple(subheadings))
    due = opening.read_due(made.next_steps)
    return replace(
        made,
        dates=opening.read_dates(summary),
        improvements_heading=_heading(made, _IMPROVE),
        improvements=body.read_nested_points(source, _named(made, _IMPROVE)),
        strengths=_points(made, _STRENGTHS),
        priorities=_points(made, _PRIORITY),
        due=due.day,
        statement_to=due.to,
    )


def _is_subheading(source: Source, paragraph: Paragraph) -> bool:
    """True if a paragraph is a free heading: short, on one line, without a bullet or a full stop."""
    prose = paragraph.prose
    return reads_as_label(prose.text) and not paragraph.number and not body.is_item(source, paragraph)


def _named(made: JtaiLetter, names: tuple[str, ...]) -> Section | None:
    return next((section for name in names for section in [made.section(name)] if section), None)


def _points(made: JtaiLetter, names: tuple[str, ...]) -> tuple[Point, ...]:
    nested = body.read_nested_points(made.source, _named(made, names))
    return tuple(Point(each.prose, each.address) for each in nested)


def _heading(made: JtaiLetter, names: tuple[str, ...]) -> Prose | None:
    section = _named(made, names)
    return section.heading.prose if section and section.heading else None
