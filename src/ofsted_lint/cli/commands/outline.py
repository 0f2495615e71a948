"""show what the parser understood

Prints the structure of each document: title, dates, inspectors, grades,
points to improve, sections and paragraphs, and the lines it did not place.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

import msgspec

from ofsted_lint.cli import inputs
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.documents import named
from ofsted_lint.cli.options import options
from ofsted_lint.documents.outline import lines, outline
from ofsted_lint.documents.structure.outline_parts import Outline
from ofsted_lint.files.errors import known
from ofsted_lint.files.printable import printable


def arguments(parser: argparse.ArgumentParser) -> None:
    inputs.path_arguments(parser)
    parser.add_argument("--format", default="console", metavar="NAME", help="console or json")


def run(args: argparse.Namespace) -> int:
    known("format", args.format, ("console", "json"))
    console = Console()
    made = (outline(report) for report in named(options(args), console))
    if args.format == "json":
        _write(made)
    else:
        for each in made:
            _show(each)
    return 2 if console.failures else 0


def _write(outlines: Iterator[Outline]) -> None:
    """Write the outlines as JSON, document by document."""
    sys.stdout.write('{"schema": 1,\n "documents": [')
    for at, made in enumerate(outlines):
        sys.stdout.write((",\n" if at else "\n") + msgspec.json.encode(made).decode())
    sys.stdout.write("]}\n")


_MOST_SHOWN = 10


def _show(made: Outline) -> None:
    """Print the structure for people, one line for each part."""
    recognised = f"{made.coverage.recognised} of {made.coverage.lines} lines recognised"
    print(printable(f"{made.path}: {made.template or made.kind}, {recognised}"))
    for name, text in lines(made):
        _line_of(name, text)
    for row in made.judgements:
        _line_of("Grade", f"{_short(row.name)}: {row.grade or '(none)'}")
    if made.summary:
        _line_of("Summary", f"{len(made.summary)} paragraph(s)")
    for point in made.improvements:
        _line_of("Improve", point.text)
        for item in point.items:
            _line_of("", f"- {item}")
    _show_sections(made)
    for line in made.unrecognised[:_MOST_SHOWN]:
        _line_of("Unplaced", f"line {line.line}: {line.text}")
    if len(made.unrecognised) > _MOST_SHOWN:
        _line_of("", f"and {len(made.unrecognised) - _MOST_SHOWN} more line(s)")


def _show_sections(made: Outline) -> None:
    """Print the sections: their paragraph numbers, and the grade in a report, else the number of paragraphs."""
    graded = not (made.visit or made.statement)
    for section in made.sections:
        numbers = [p.number for p in section.paragraphs if p.number is not None]
        span = f"{numbers[0]} to {numbers[-1]}" if numbers else "(none)" if graded else ""
        title = _short(section.title or "(no heading)")
        detail = section.grade or "(none)" if graded else f"{len(section.paragraphs)} paragraph(s)"
        _line_of("Section", f"{span:<9} {title}: {detail}")


_WIDTH = 100
_COMMON = {
    "The experiences and progress of ": "… ",
    " on social work practice with children and families": " …",
}


def _short(name: str) -> str:
    """Return the name of a judgement without the words that most names have in common."""
    for words, sign in _COMMON.items():
        name = name.replace(words, sign, 1)
    return name


def _line_of(name: str, text: str) -> None:
    """Print a named part on one line, shortened to the width of a page."""
    line = printable(f"  {name:<9}  {text}")
    print(line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…")
