"""A report in the forms in which people hold it: Markdown, text, Word files and PDFs, by programs that are installed.

Makers of this project make most of them. The others are made by LibreOffice
(`soffice`), python-docx, cairo (`pdftocairo`), `qpdf` and Chromium.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from ofsted_lint.documents.report.model import Report
from tests.make import pdfs
from tests.make.markdown import markdown_of
from tests.make.word import word_of

Form = Callable[[Report, Path], Path]
_ENOUGH = 600
# A page on which the lines of a text in layout have room.
_WIDE = pdfs.Way(box="0 -2000 2400 842")
_RUN = re.compile(r"\[\^(\d{1,2})\]:?|(?<!\w)_(\w+)_(?!\w)")


class Block(NamedTuple):
    """A block of a report: its kind (heading, row, point, inner, text) and its texts: the cells of a row, or one."""

    kind: str
    texts: list[str]


def forms() -> dict[str, Form]:
    """Return the forms that can be made here, by their names."""
    found: dict[str, Form] = {
        "Markdown": lambda report, place: written(place / "r.md", markdown_of(report).encode()),
        "Word": lambda report, place: written(place / "r.docx", word_of(report)),
        "PDF, tagged": lambda report, place: written(place / "t.pdf", pdfs.tagged(report.source.text)),
        "PDF, untagged": lambda report, place: written(place / "u.pdf", pdfs.untagged(report.source.text, _WIDE)),
    }
    for name, way in pdfs.WAYS.items():
        if way.rotate:
            found[f"PDF, {name}"] = lambda report, place, way=way: written(  # type: ignore[misc]
                place / "w.pdf", pdfs.tagged(report.source.text, way)
            )
    programs: dict[str, tuple[str, Form]] = {
        "PDF, printed again by cairo": ("pdftocairo", _by_cairo),
        "PDF, linearised": ("qpdf", _linearised),
        "text, saved by LibreOffice": ("soffice", lambda report, place: by_office(report, place, "txt:Text")),
        "Word, saved by LibreOffice": ("soffice", lambda report, place: by_office(report, place, "docx")),
        "PDF, by LibreOffice": ("soffice", lambda report, place: by_office(report, place, "pdf")),
        "PDF, by Chromium": ("chromium", by_chromium),
    }
    if find_spec("docx"):
        found["Word, by python-docx"] = _by_python_docx
    return found | {name: make for name, (program, make) in programs.items() if shutil.which(program)}


def written(path: Path, data: bytes) -> Path:
    """Write a file and return its path."""
    path.write_bytes(data)
    return path


def _run(place: Path, *words: str) -> None:
    subprocess.run(words, cwd=place, check=True, capture_output=True, timeout=_ENOUGH)


def _by_cairo(report: Report, place: Path) -> Path:
    written(place / "one.pdf", pdfs.untagged(report.source.text, _WIDE))
    return again(place / "one.pdf", place)


def again(path: Path, place: Path) -> Path:
    """Print a PDF again, as viewers on Linux do, and return the path."""
    _run(place, "pdftocairo", "-pdf", str(path), "cairo.pdf")
    return place / "cairo.pdf"


def _linearised(report: Report, place: Path) -> Path:
    written(place / "one.pdf", pdfs.tagged(report.source.text))
    _run(place, "qpdf", "--linearize", "one.pdf", "linear.pdf")
    return place / "linear.pdf"


def by_office(report: Report, place: Path, ending: str) -> Path:
    """Save a report's Word file in another format of LibreOffice."""
    written(place / "office.docx", word_of(report))
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    _run(place, "soffice", profile, "--headless", "--convert-to", ending, "--outdir", "made", "office.docx")
    return place / "made" / f"office.{ending.partition(':')[0]}"


def by_chromium(report: Report, place: Path) -> Path:
    """Print a report's page by Chromium."""
    written(place / "page.html", _web_page(report).encode())
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir=chrome")
    _run(place, "chromium", *options, "--print-to-pdf=chromium.pdf", "page.html")
    return place / "chromium.pdf"


def blocks(report: Report) -> Iterator[Block]:
    """Yield the blocks of a report's Markdown; notes and emphasis keep their marks."""
    for block in re.sub(r"(?s)\A---.*?-->", "", markdown_of(report)).split("\n\n"):
        text = re.sub(r"\\(?=[^\w\n])|\*\*", "", re.sub(r"<(https?://[^<>]+)>", r"\1", block.strip()))
        if text.startswith("#"):
            yield Block("heading", [text.strip("# ")])
        elif text.startswith("|"):
            rows = text.split("\n")
            for at, row in enumerate(rows):
                if "|:--" not in row:
                    kind = "head" if at == 0 and "|:--" in text else "row"
                    yield Block(kind, [cell.strip() for cell in row.strip("| ").split(" | ")])
        elif text.startswith("* "):
            for line in text.split("\n"):
                yield Block("inner" if line.startswith(" ") else "point", [line.strip(" *")])
        elif text:
            yield Block("text", [text.replace("\\\n", "\n")])


_TAGS = {"head": ("th", "<table>"), "row": ("td", "<table>"), "point": ("li", "<ul>"), "inner": ("li", "<ul><ul>")}
_PLAIN = {"heading": "h2", "text": "p"}


def _web_page(report: Report) -> str:
    """Return a report as a page with headings, a table, lists and paragraphs."""
    made, opened = ["<!doctype html><meta charset=utf-8>"], ""
    for block in blocks(report):
        tag, around = _TAGS.get(block.kind, (_PLAIN.get(block.kind, ""), ""))
        if around != opened:
            made += [_closed(opened), around] if not around.startswith(opened or "?") else [around[len(opened) :]]
            opened = around
        cells = "".join(f"<{tag}>{_marked_up(text)}</{tag}>" for text in block.texts)
        made.append(f"<tr>{cells}</tr>" if around == "<table>" else cells)
    return "".join([*made, _closed(opened)])


def _closed(opened: str) -> str:
    return opened.replace("<", "</")


def _marked_up(text: str) -> str:
    shown = html.escape(text, quote=False).replace("\n", "<br>")
    return _RUN.sub(lambda found: f"<sup>{found[1]}</sup>" if found[1] else f"<em>{found[2]}</em>", shown)


def _by_python_docx(report: Report, place: Path) -> Path:
    """Write a report by python-docx, with the numbers of its paragraphs typed."""
    document: Any = import_module("docx").Document()
    table: Any = None
    styles = {"point": "List Bullet", "inner": "List Bullet 2"}
    for block in blocks(report):
        if block.kind in ("head", "row"):
            table = table or document.add_table(rows=0, cols=2)
            for cell, text in zip(table.add_row().cells, block.texts, strict=False):
                _typed(cell.paragraphs[0], text)
        elif block.kind == "heading":
            _typed(document.add_heading(level=1), block.texts[0])
        else:
            _typed(document.add_paragraph(style=styles.get(block.kind)), block.texts[0])
    document.save(place / "library.docx")
    return place / "library.docx"


def _typed(paragraph: Any, text: str) -> None:
    """Write a text into a paragraph, with its notes raised and its emphasis in italics."""
    at = 0
    for found in _RUN.finditer(text):
        paragraph.add_run(text[at : found.start()])
        run = paragraph.add_run(found[1] or found[2])
        run.font.superscript, run.italic = bool(found[1]), bool(found[2])
        at = found.end()
    paragraph.add_run(text[at:])
