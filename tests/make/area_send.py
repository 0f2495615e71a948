"""Makes Word files of reports of area SEND inspections: with real tables and bullets, as their form has them."""

from __future__ import annotations

from collections.abc import Iterable

from ofsted_lint.documents.area_send.model import AreaSendReport
from ofsted_lint.documents.area_send.parts import OFSTED
from ofsted_lint.documents.structure.parts import Improvement, Section
from tests.make import word
from tests.make.word import paragraph, run, text_paragraph

_BULLETS = word.pattern(0, word.level(0, "bullet", "\uf0b7"), word.level(1, "bullet", "o")) + word.list_(1, 0)


def word_of(report: AreaSendReport) -> bytes:
    """The report as a Word file."""
    feet = {f"footer{at}": word.foot(footer) for at, footer in enumerate(report.footers, 1)}
    sections = [f'<w:sectPr><w:footerReference w:type="default" r:id="{name}"/></w:sectPr>' for name in feet]
    body = _front(report) + "".join(_section(report, each) for each in report.sections)
    body += "".join(paragraph(run("\n".join(word.printed_lines(each)))) for each in report.closing)
    for section in sections[:-1]:
        body += paragraph(more=section)
    return word.word(body + (sections[-1] if sections else ""), styles=word.STYLES, numbering=_BULLETS, **feet)


def _front(report: AreaSendReport) -> str:
    title, dates, previous = report.title, report.dates, report.previous
    parts = [text_paragraph(report.kicker.text)] if report.kicker else []
    parts += [text_paragraph(title.prose.text, style="Title")] if title else []
    parts += [text_paragraph(f"Inspection dates: {dates.prose.text}")] if dates else []
    parts += [text_paragraph(previous.prose.text)] if previous else []
    return "".join(parts)


def _section(report: AreaSendReport, section: Section) -> str:
    head = text_paragraph(section.heading.prose.text, style="Heading1") if section.heading else ""
    key = section.address.partition("/")[2]
    if key in ("effective", "better"):
        return head + _points(report.effective if key == "effective" else report.better)
    tables = {"priority": _priority, "improvement": _improvement, "details": _details, "team": _team}
    if key in tables:
        return head + tables[key](report)
    return head + "".join(text_paragraph(each.prose.text) for each in section.paragraphs)


def _points(found: Iterable[Improvement]) -> str:
    return "".join(
        paragraph(run(each.prose.text), list_=(1, 0))
        + "".join(paragraph(run(item.text), list_=(1, 1)) for item in each.items)
        for each in found
    )


def _table(rows: Iterable[Iterable[str]]) -> str:
    """A table of cells, each the XML of its paragraphs."""
    made = "".join(f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{made}</w:tbl>"


def _priority(report: AreaSendReport) -> str:
    head = map(text_paragraph, ("Responsible body", "Areas for priority action"))
    rows = ((each.body.text if each.body else "", each.prose.text) for each in report.priorities)
    return _table([head, *(map(text_paragraph, row) for row in rows)])


def _improvement(report: AreaSendReport) -> str:
    """The heading again, and a row for each area."""
    rows = [
        text_paragraph(each.prose.text) + "".join(paragraph(run(item.text), list_=(1, 0)) for item in each.items)
        for each in report.improvements
    ]
    return _table([[text_paragraph("Areas for improvement")], *([row] for row in rows)])


def _details(report: AreaSendReport) -> str:
    """A column for each body: its name, and the other lines below it."""
    heads = [text_paragraph(each.role) for each in report.partners]
    names = [text_paragraph(each.prose.text) for each in report.partners]
    others = ["".join(text_paragraph(line.text) for line in each.lines) for each in report.partners]
    return _table([heads, names, [other or text_paragraph("") for other in others]])


def _team(report: AreaSendReport) -> str:
    columns = [[each.prose.text for each in report.team if (each.body == OFSTED) is left] for left in (True, False)]
    rows = max(map(len, columns))
    filled = [[*column, *[""] * (rows - len(column))] for column in columns]
    heads = map(text_paragraph, ("Ofsted", "Care Quality Commission"))
    return _table([heads, *(map(text_paragraph, row) for row in zip(*filled, strict=True))])
