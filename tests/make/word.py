"""Makes Word files: small ones from pieces of XML, and whole reports from their texts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.structure.parts import Footer, Improvement, Paragraph
from ofsted_lint.source.prose import reflow

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ROOTS = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments", "settings": "settings"}
_ROOTS |= {"commentsExtended": "commentsEx"}
_ROOTS |= {"numbering": "numbering", "styles": "styles", "header": "hdr", "footer": "ftr", "document": "document"}
_RUN_WORDS = 7
# The mark of a note after a word, in a text that has it as a figure.
NOTE_MARK = r"(?<=[a-z?.,;’”)]){}(?=[\s.,;:]|$)"


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in parts.items():
            out.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body; other parts by their names, as `numbering`, `footer1`: what stands in their roots."""
    inner = {"document": f"<w:body>{body}</w:body>", **parts}
    made: dict[str, str | bytes] = {"[Content_Types].xml": _types(inner)}
    made["_rels/.rels"] = _relations([("officeDocument", "word/document.xml", "rId1")])
    made["word/_rels/document.xml.rels"] = _relations([(_kind(name), f"{name}.xml", name) for name in parts])
    return archive(made | {f"word/{name}.xml": xml(_ROOTS[_kind(name)], text) for name, text in inner.items()})


def xml(root: str, text: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} {_NAMES}>{text}</w:{root}>'


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _types(names: Iterable[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{_kind(name)}'
        f'{".main" if name == "document" else ""}+xml"/>'
        for name in names
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(found: list[tuple[str, str, str]]) -> str:
    each = (f'<Relationship Id="{id_}" Type="{_R}/{kind}" Target="{target}"/>' for kind, target, id_ in found)
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(each)}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """A run; line ends in its text are line breaks, tabs are tabs."""
    inner = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    inner = inner.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    before = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{before}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def paragraph(inner: str = "", *, style: str = "", list_: tuple[int, int] | None = None, more: str = "") -> str:
    """A paragraph with this XML in it, in a style or at a level of a list."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if list_:
        properties += f'<w:numPr><w:ilvl w:val="{list_[1]}"/><w:numId w:val="{list_[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{inner}</w:p>"


def text_paragraph(text: str, **how: str) -> str:
    return paragraph(run(text), **how)  # type: ignore[arg-type]


def level(at: int, form: str = "decimal", text: str = "", start: int | None = 1, more: str = "") -> str:
    """A level of a pattern of numbers."""
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    shown = text or f"%{at + 1}."
    return f'<w:lvl w:ilvl="{at}">{begins}<w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{shown}"/></w:lvl>'


def pattern(id_: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{id_}">{"".join(levels)}</w:abstractNum>'


def list_(id_: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{id_}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def starts(at: int, number: int) -> str:
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{number}"/></w:lvlOverride>'


def field(code: str, result: str) -> str:
    """A field with its code and its result."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        char.format("begin")
        + f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        + char.format("separate")
        + run(result)
        + char.format("end")
    )


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table of texts."""
    cells = ("".join(f"<w:tc><w:tcPr/>{text_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="160"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="Numbered"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
_POINTS = 2
_FIRST_RESTART = 10
_PAGE = re.compile(r"^\d{1,3} | \d{1,3}$")
_LONGEST_ADDRESS = 30
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def printed_lines(part: Paragraph) -> list[str]:
    """The lines of an address as they are printed; all other text is one line."""
    lines = [part.prose.source.words(piece) for piece in part.prose.pieces()]
    return lines if max(map(len, lines)) <= _LONGEST_ADDRESS else [part.prose.text]


class _Made:
    """A report's Word file while it is put together."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.restarts: list[int] = []
        self.due = 1
        self.notes = {note.mark: note for note in report.footnotes}

    def body(self) -> str:
        """The parts of the report as they stand in its text."""
        report = self.report
        parts: list[tuple[int, str]] = [*self._regions()]
        if report.judgements:
            head = [["Judgement", "Grade"]] if report.table else []
            rows = [[row.label.text, row.grade.prose.text if row.grade else ""] for row in report.judgements]
            at = report.table.span if report.table else report.judgements[0].place.span
            parts.append((at.start, table(head + rows)))
        parts += ((each.prose.span.start, self._plain(each)) for each in report.summary)
        parts += ((each.prose.span.start, self._closing(each)) for each in report.closing)
        parts += ((each.prose.span.start, self._plain(each)) for each in report.improvements_prose)
        if report.improvements_heading:
            head_at = report.improvements_heading
            parts.append((head_at.span.start, self._heading(head_at.text)))
        parts += ((each.prose.span.start, self._point(each)) for each in report.improvements)
        for section in report.sections:
            if section.heading:
                parts.append((section.heading.prose.span.start, self._heading(section.heading.prose.text)))
            parts += (((each.number or each).prose.span.start, self._numbered(each)) for each in section.paragraphs)
        return "".join(text for _, text in sorted(parts, key=lambda part: part[0]))

    def _regions(self) -> Iterator[tuple[int, str]]:
        """The parts taken line by line: the front, and what was not recognised."""
        source = self.report.source
        styles = {"title": "Title", "dates": "", "inspectors": "", "unrecognised": ""}
        for region in self.report.regions:
            if region.role in styles:
                lines = [reflow(source, [line]).text for line in source.lines(region.span)]
                text = "\n".join(line for line in lines if line)
                yield region.span.start, text_paragraph(text, style=styles[region.role])

    def _runs(self, text: str) -> str:
        """A text as Word keeps it: in several runs, with its notes."""
        for mark in list(self.notes):
            match = re.search(NOTE_MARK.format(re.escape(mark)), text)
            if match:
                del self.notes[mark]
                note = f'<w:r>{_RAISED}<w:footnoteReference w:id="{mark}"/></w:r>'
                return self._runs(text[: match.start()]) + note + self._runs(text[match.end() :])
        pieces = re.findall(rf"(?:\S+\s*){{1,{_RUN_WORDS}}}|\s+", text)
        return "".join(map(run, pieces))

    def _plain(self, part: Paragraph) -> str:
        return paragraph(self._runs(part.prose.text))

    def _closing(self, part: Paragraph) -> str:
        """A paragraph about Ofsted, or lines of its address with breaks between them."""
        lines = printed_lines(part)
        return self._plain(part) if len(lines) == 1 else paragraph(run("\n".join(lines)))

    def _heading(self, text: str) -> str:
        return paragraph(self._runs(text), style="Heading1")

    def _point(self, point: Improvement) -> str:
        made = paragraph(self._runs(point.prose.text), list_=(_POINTS, 0))
        return made + "".join(paragraph(self._runs(item.text), list_=(_POINTS, 1)) for item in point.items)

    def _numbered(self, part: Paragraph) -> str:
        """A paragraph with its automatic number: by its style, or by a list that starts where a number is not due."""
        if part.number is None:
            return self._plain(part)
        due, self.due = self.due, part.number.value + 1
        if part.number.value == due:
            how: dict[str, object] = {"style": "Numbered"} if due % 2 else {"list_": (1, 0)}
        else:
            self.restarts.append(part.number.value)
            how = {"list_": (_FIRST_RESTART + len(self.restarts), 0)}
        return paragraph(self._runs(part.prose.text), **how)  # type: ignore[arg-type]

    def numbering(self) -> str:
        restarts = (list_(_FIRST_RESTART + at, 0, starts(0, number)) for at, number in enumerate(self.restarts, 1))
        return (
            pattern(0, level(0))
            + pattern(1, level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"))
            + list_(1, 0)
            + list_(_POINTS, 1)
            + "".join(restarts)
        )

    def footnotes(self) -> str:
        made = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        for note in self.report.footnotes:
            inner = f"<w:r>{_RAISED}<w:footnoteRef/></w:r>" + run(f" {note.prose.text}")
            made += f'<w:footnote w:id="{note.mark}">{paragraph(inner)}</w:footnote>'
        return made


def foot(footer: Footer) -> str:
    """A footer: the title, and below it the dates and the page's number."""
    days = footer.days[0].text if footer.days else ""
    title, found, _ = footer.prose.text.partition(days) if days else (footer.prose.text, "", "")
    numbered = _PAGE.search(footer.prose.text)
    title = _PAGE.sub("", title.strip())
    page = run("\t") + field("PAGE", "2") if numbered else ""
    return paragraph(run(title) + ("" if found else page)) + (paragraph(run(days) + page) if found else "")


def word_of(report: Report) -> bytes:
    """A report as a Word file with styles, automatic numbers and bullets, a real table, notes, heads and feet."""
    made = _Made(report)
    body = made.body()
    feet = {f"footer{at}": foot(footer) for at, footer in enumerate(report.footers, 1)}
    sections = [f'<w:sectPr><w:footerReference w:type="default" r:id="{name}"/></w:sectPr>' for name in feet]
    for section in sections[:-1]:
        body += paragraph(more=section)
    body += sections[-1] if sections else "<w:sectPr/>"
    parts = {"styles": STYLES, "numbering": made.numbering(), "footnotes": made.footnotes(), **feet}
    return word(body, **parts)
