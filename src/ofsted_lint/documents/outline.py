"""The structure of a document as plain values."""

from __future__ import annotations

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.letter import outline as letter_record
from ofsted_lint.documents.letter.model import Letter
from ofsted_lint.documents.letter.outline import LetterRecord
from ofsted_lint.documents.statement import outline as statement_record
from ofsted_lint.documents.statement.model import Statement
from ofsted_lint.documents.statement.outline import StatementRecord
from ofsted_lint.files.printable import path_text
from ofsted_lint.source.prose import Prose


class Dates(msgspec.Struct):
    text: str
    start: str | None
    end: str | None


class Inspector(msgspec.Struct):
    name: str
    title: str | None


class Judgement(msgspec.Struct):
    name: str
    grade: str | None
    line: int


class Line(msgspec.Struct):
    text: str
    line: int


class Point(msgspec.Struct):
    text: str
    line: int
    items: list[str]


class Paragraph(msgspec.Struct):
    number: int | None
    text: str
    line: int
    page: int | None


class Section(msgspec.Struct):
    title: str | None
    grade: str | None
    line: int
    paragraphs: list[Paragraph]


class Outline(msgspec.Struct):
    """A document's structure, as the contract has it; `visit` is there for letters, `statement` for statements."""

    path: str
    kind: str
    template: str | None
    title: str | None
    council: str | None
    inspection_dates: Dates | None
    lead_inspectors: list[Inspector]
    judgements: list[Judgement]
    summary: list[Line]
    improvements: list[Point]
    sections: list[Section]
    coverage: CoverageRecord
    unrecognised: list[Line]
    visit: LetterRecord | msgspec.UnsetType = msgspec.UNSET
    statement: StatementRecord | msgspec.UnsetType = msgspec.UNSET


def outline(report: Document) -> Outline:
    """A document's structure as plain values; its own words, and lines from 1."""
    dates = report.dates
    return Outline(
        path=path_text(report.source.path),
        kind=report.kind,
        template=report.template,
        title=report.title.prose.text if report.title else None,
        council=report.council or None,
        inspection_dates=Dates(dates.prose.text, _iso(dates.start), _iso(dates.end)) if dates else None,
        lead_inspectors=[Inspector(i.name.text, i.title.text if i.title else None) for i in report.inspectors],
        judgements=[
            Judgement(row.label.text, row.grade.prose.text if row.grade else None, _line(row.label))
            for row in report.judgements
        ],
        summary=[Line(paragraph.prose.text, _line(paragraph.prose)) for paragraph in report.summary],
        improvements=[
            Point(point.prose.text, _line(point.prose), [item.text for item in point.items])
            for point in report.improvements
        ],
        sections=_sections(report),
        coverage=CoverageRecord(report.lines, report.recognised),
        unrecognised=_unrecognised(report),
        visit=letter_record.record(report) if isinstance(report, Letter) else msgspec.UNSET,
        statement=statement_record.record(report) if isinstance(report, Statement) else msgspec.UNSET,
    )


def _sections(report: Document) -> list[Section]:
    made = []
    for section in report.sections:
        heading = section.heading
        paragraphs = [
            Paragraph(
                p.number.value if p.number else None,
                p.prose.text,
                _line(p.number.prose if p.number else p.prose),
                p.page,
            )
            for p in section.paragraphs
        ]
        grade = heading.grade.prose.text if heading and heading.grade else None
        line = _line(heading.prose) if heading else paragraphs[0].line
        made.append(Section(heading.title.text if heading else None, grade, line, paragraphs))
    return made


def _unrecognised(report: Document) -> list[Line]:
    """Each line that is in no part, so that the lines add up."""
    source = report.source
    return [
        Line(source.slice(line).strip(), source.position(line.start).line)
        for region in report.regions
        if region.role == "unrecognised"
        for line in source.lines(region.span)
        if source.slice(line).strip()
    ]


def _iso(day: object) -> str | None:
    return str(day) if day else None


def _line(prose: Prose) -> int:
    return prose.source.position(prose.span.start).line


class CoverageRecord(msgspec.Struct, frozen=True):
    lines: int
    recognised: int
