"""show what the parser understood

Prints the structure of each document: title, dates, inspectors, grades,
points to improve, sections and paragraphs, and the lines it did not place.
The table (csv) has a row for each document: also the grades as codes, 1 for
outstanding to 4 for inadequate, and the number of findings by severity.

examples:
  ofsted-lint outline report.txt
  ofsted-lint outline reports/ --format csv=reports.csv
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TextIO

import msgspec

from ofsted_lint.cli import format_options, inputs, table_options
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.documents import named
from ofsted_lint.cli.options import CheckOptions, options
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.documents.outline import lines, outline
from ofsted_lint.documents.structure.outline_parts import Outline, Section
from ofsted_lint.files.printable import printable
from ofsted_lint.output.tables import documents
from ofsted_lint.output.tables.authorities import Authorities
from ofsted_lint.output.tables.cells import Value
from ofsted_lint.output.tables.documents import DocumentRow
from ofsted_lint.rules.rule import families

FORMATS = ("console", "json", "csv", "parquet")
_TABLES = ("csv", "parquet")


class Row(msgspec.Struct, frozen=True):
    """What is written of a document: its outline, and for tables its row."""

    outline: Outline
    row: DocumentRow | None = None


def arguments(parser: argparse.ArgumentParser) -> None:
    inputs.path_arguments(parser)
    inputs.rule_arguments(parser)
    format_options.argument(parser, FORMATS)
    inputs.authorities_argument(parser)


def run(args: argparse.Namespace) -> int:
    formats = format_options.chosen(args, FORMATS)
    console = Console()
    chosen = options(args)
    linted = any(name.partition("=")[0] in _TABLES for name in formats)
    known = table_options.authorities(chosen)
    found = (_linted if linted else _outlined)(chosen, console)
    rows = list(found) if len(formats) > 1 else found
    format_options.write_each(formats, partial(_write, rows, known))
    table_options.write_parquet(formats, documents.table(), _cells(rows, known))
    return 2 if console.failures else 0


def _outlined(chosen: CheckOptions, console: Console) -> Iterator[Row]:
    """Yield the outline of each document."""
    return (Row(outline(document)) for document in named(chosen, console))


def _linted(chosen: CheckOptions, console: Console) -> Iterator[Row]:
    """Yield the outline of each document, and its findings counted."""
    from ofsted_lint.linting.linter import DocumentLinter  # only needed for the table

    linter = DocumentLinter(Setups(chosen.asked(), console.fail), chosen.choices(), console.hear)
    for document in console.documents(linter.documents(console.files(chosen.names()))):
        made, family = outline(document), families(linter.rules(document.source.path))
        yield Row(made, documents.row(made, document, linter.lint(document).findings, family))


def _cells(rows: Iterable[Row], known: Authorities) -> Iterator[Iterable[Value]]:
    """Yield the cells of the table."""
    for each in rows:
        if each.row:
            yield each.row.values(known.of(each.row.about.document, each.row.about.council))


def _write(rows: Iterable[Row], known: Authorities, form: str, stream: TextIO) -> None:
    """Write the outlines in one of the formats."""
    if form == "json":
        _json((each.outline for each in rows), stream)
    elif form == "csv":
        documents.table().write(stream, _cells(rows, known))
    else:
        for each in rows:
            _show(each.outline, stream)


def _json(outlines: Iterable[Outline], stream: TextIO) -> None:
    """Write the outlines as JSON, document by document."""
    stream.write('{"schema": 1,\n "documents": [')
    for at, made in enumerate(outlines):
        stream.write((",\n" if at else "\n") + msgspec.json.encode(made).decode())
    stream.write("]}\n")


_MOST_SHOWN = 10


def _show(made: Outline, stream: TextIO) -> None:
    """Print the structure for people, one line for each part."""
    recognised = f"{made.coverage.recognised} of {made.coverage.lines} lines recognised"
    stream.write(printable(f"{made.path}: {made.template or made.kind}, {recognised}") + "\n")
    for name, text in lines(made):
        _line_of(stream, name, text)
    for row in made.judgements:
        _line_of(stream, "Grade", f"{_short(row.name)}: {row.grade or '(none)'}")
    if made.summary:
        _line_of(stream, "Summary", f"{len(made.summary)} paragraph(s)")
    for point in made.improvements:
        _line_of(stream, "Improve", point.text)
        for item in point.items:
            _line_of(stream, "", f"- {item}")
    _show_sections(made, stream)
    for line in made.unrecognised[:_MOST_SHOWN]:
        _line_of(stream, "Unplaced", f"line {line.line}: {line.text}")
    if len(made.unrecognised) > _MOST_SHOWN:
        _line_of(stream, "", f"and {len(made.unrecognised) - _MOST_SHOWN} more line(s)")


def _show_sections(made: Outline, stream: TextIO) -> None:
    """Print the sections: their paragraph numbers, and the grade in a report, else the number of paragraphs."""
    graded = made.GRADED and not (made.visit or made.statement)
    for section in made.sections:
        numbers = [p.number for p in section.paragraphs if p.number is not None]
        span = f"{numbers[0]} to {numbers[-1]}" if numbers else "(none)" if graded else ""
        title = _short(section.title or "(no heading)")
        detail = section.grade or "(none)" if graded else _amount(section)
        _line_of(stream, "Section", f"{span:<9} {title}", f": {detail}" if detail else "")


def _amount(section: Section) -> str:
    """Return how many points or paragraphs a section has; nothing for one that is a table."""
    items = section.items if isinstance(section.items, list) else []
    what = "point" if items else "paragraph"
    return f"{number} {what}(s)" if (number := len(items or section.paragraphs)) else ""


_WIDTH = 80
_COMMON = {
    "The experiences and progress of ": "… ",
    " on social work practice with children and families": " …",
}


def _short(name: str) -> str:
    """Return the name of a judgement without the words that most names have in common."""
    for words, sign in _COMMON.items():
        name = name.replace(words, sign, 1)
    return name


def _line_of(stream: TextIO, name: str, text: str, end: str = "") -> None:
    """Print a named part and what is to be seen at its end on one line, shortened to the width of a page."""
    line, end = printable(f"  {name:<9}  {text}"), printable(end)
    room = max(_WIDTH - len(end), 1)
    stream.write((line if len(line) <= room else line[: room - 1] + "…") + end + "\n")
