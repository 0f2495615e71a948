"""Headings of judged sections: a title, what joins it to its grade, and the grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from ofsted_lint.documents.frameworks.grades import GRADE_WORDS, grade_of
from ofsted_lint.documents.frameworks.ilacs import areas_of, is_nearly_official
from ofsted_lint.documents.structure.parts import GradeText, Heading
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import reflow

if TYPE_CHECKING:
    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.source.source import Source

_PARTS = pattern(
    rf"(?P<title>[^:]+?)(?P<joint> ?[:;,]| [-–—]|,? (?:is|are):?(?= )|) "
    rf"(?P<grade>(?i:{GRADE_WORDS})|(?<=[:] )[^:]+?|(?<= is )[^:]+?|(?<= are )[^:]+?)\d?\.?$"
)
_LONGEST = 130
_JOINT = pattern(r"(?: (?:is|are))?[ .:]*$")


def heading(source: Source, block: Block) -> Heading | None:
    """Read a block as a heading; return None if it is prose that looks like one.

    Without a colon only an official name counts: “The experiences and
    progress of children and young people here are good” opens a sentence
    (Oxfordshire 2024).
    """
    prose = reflow(source, [block.span])
    match = _PARTS.match(prose.text) if len(prose.text) <= _LONGEST else None
    if match is None:
        return None
    title = match["title"]
    if ":" not in match["joint"] and not is_nearly_official(title):
        return None
    grade = prose.part(*match.span("grade"))
    return Heading(
        prose,
        None,
        prose.part(*match.span("title")),
        match["joint"].strip(),
        GradeText(grade, grade_of(grade.text), ""),
        "",
    )


def bare_heading(source: Source, block: Block) -> Heading | None:
    """Read a block that begins like a heading but is misspelt or lacks its grade."""
    prose = reflow(source, [block.span])
    if len(prose.text) > _LONGEST:
        return None
    made = heading(source, block)
    if made and is_nearly_official(made.title.text):
        return made
    text = _JOINT.sub("", prose.text)
    if not is_nearly_official(text):
        return None
    return Heading(prose, None, prose.part(0, len(text)), "", None, "")


def with_areas(found: dict[int, Heading], expected: tuple[str, ...]) -> dict[int, Heading]:
    """Return the headings of a report with the areas that they name, and their addresses."""
    areas = areas_of([heading.title.text for heading in found.values()], expected)
    return {at: _placed(made, area) for (at, made), area in zip(found.items(), areas, strict=True)}


def _placed(made: Heading, area: str | None) -> Heading:
    address = f"sections/{area or 'other'}/heading"
    grade = replace(made.grade, address=address) if made.grade else None
    return replace(made, area=area, grade=grade, address=address)
