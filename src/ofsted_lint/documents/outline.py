"""The structure of a document as plain values."""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_lint.documents import kinds
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.structure.outline_parts import (
    CoverageRecord,
    Dates,
    Inspector,
    Line,
    Outline,
    Paragraph,
    Point,
    Section,
    line_of,
)
from ofsted_lint.files.printable import path_text


def outline(document: Document) -> Outline:
    """Return a document's structure as plain values; the texts are its own words, lines count from 1."""
    dates, family = document.dates, kinds.module(document.kind, "outline")
    made: Outline = getattr(family, "SHAPE", Outline)(
        path=path_text(document.source.path),
        kind=document.kind,
        template=None,
        title=document.title.prose.text if document.title else None,
        council=document.council or None,
        inspection_dates=Dates(dates.prose.text, _iso(dates.start), _iso(dates.end)) if dates else None,
        lead_inspectors=[],
        judgements=[],
        summary=[],
        improvements=[],
        sections=_sections(document),
        coverage=CoverageRecord(document.lines, document.recognised),
        unrecognised=_unrecognised(document),
    )
    if isinstance(document, OfstedDocument):
        _add_ofsted(made, document)
    if family:
        family.add(made, document)
    return made


def lines(made: Outline) -> Iterator[tuple[str, str]]:
    """Yield a summary of a document to be printed: a name and a text for each line."""
    if family := kinds.module(made.kind, "outline"):
        yield "Title", made.title or "(none)"
        yield from family.lines(made)


def _add_ofsted(made: Outline, document: OfstedDocument) -> None:
    """Add the parts of Ofsted's documents."""
    made.lead_inspectors = [Inspector(i.name.text, i.title.text if i.title else None) for i in document.inspectors]
    made.summary = [Line(paragraph.prose.text, line_of(paragraph.prose)) for paragraph in document.summary]
    made.improvements = [
        Point(point.prose.text, line_of(point.prose), [item.text for item in point.items])
        for point in document.improvements
    ]


def _sections(document: Document) -> list[Section]:
    made = []
    for section in document.sections:
        heading = section.heading
        paragraphs = [
            Paragraph(
                p.number.value if p.number else None,
                p.prose.text,
                line_of(p.number.prose if p.number else p.prose),
                p.page,
            )
            for p in section.paragraphs
        ]
        grade = heading.grade.prose.text if heading and heading.grade else None
        line = line_of(heading.prose) if heading else paragraphs[0].line
        made.append(Section(heading.title.text if heading else None, grade, line, paragraphs))
    return made


def _unrecognised(document: Document) -> list[Line]:
    """Return each line outside all parts, so that the lines add up."""
    source = document.source
    return [
        Line(source.slice(line).strip(), source.position(line.start).line)
        for region in document.regions
        if region.role == "unrecognised"
        for line in source.lines(region.span)
        if source.slice(line).strip()
    ]


def _iso(day: object) -> str | None:
    return str(day) if day else None
