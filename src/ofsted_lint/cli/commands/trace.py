"""show which paragraphs address each improvement item

For a person who checks a draft: each point under “What needs to improve” with
the paragraphs that address it, their section and its grade, and the sentence
that does so; points that hardly any paragraph addresses; and weaknesses that
the findings name and no point addresses.

examples:
  ofsted-lint trace report.txt
  ofsted-lint trace report.txt --format csv=points.csv
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TextIO

import msgspec

from ofsted_lint.cli import format_options, inputs, table_options
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import options
from ofsted_lint.comparison.echo.topics import Topic
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.ilacs import SHORT
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.files.printable import encoded, printable
from ofsted_lint.linting.linter import DocumentLinter
from ofsted_lint.output import colour
from ofsted_lint.output.summary import amount
from ofsted_lint.output.tables import points
from ofsted_lint.output.tables.authorities import Authorities
from ofsted_lint.output.tables.cells import Value
from ofsted_lint.output.tables.points import VERDICTS
from ofsted_lint.output.tables.table import values
from ofsted_lint.output.terminal import Terminal
from ofsted_lint.output.trace import Trace, Traced, topics_in_force, trace

FORMATS = ("console", "json", "csv", "parquet")
_STYLES = {"supported": "bold", "doubtful": "bold yellow", "unsupported": "bold red"}
_STRENGTHS = ((0.6, "strong"), (0.35, "fair"), (0.0, "slight"))


def arguments(parser: argparse.ArgumentParser) -> None:
    inputs.path_arguments(parser)
    inputs.rule_arguments(parser)
    format_options.argument(parser, FORMATS)
    inputs.authorities_argument(parser)
    parser.add_argument("--color", choices=colour.WHEN, default="auto", help="whether to print with colour")


def run(args: argparse.Namespace) -> int:
    formats = format_options.chosen(args, FORMATS)
    console = Console()
    chosen = options(args)
    setups = Setups(chosen.asked(), console.fail)
    linter = DocumentLinter(setups, chosen.choices(), console.hear)
    found = _traced(console, setups, console.documents(linter.documents(console.files(chosen.names()))))
    made = list(found) if len(formats) > 1 else found
    known = table_options.authorities(chosen)
    format_options.write_each(formats, partial(_write, made, known, args.color))
    table_options.write_parquet(formats, points.TABLE, _cells(made, known))
    return 2 if console.failures else 0


class _Made(msgspec.Struct, frozen=True):
    """The trace of a document, the topics that its points may name, and its council."""

    trace: Trace
    topics: tuple[Topic, ...]
    council: str


def _traced(console: Console, setups: Setups, documents: Iterable[Document]) -> Iterator[_Made]:
    """Yield the trace of each document of a known kind; say so if one is of a kind without points to improve."""
    for document in documents:
        if document.kind == "unknown":
            continue
        rules = setups.of(document.source.path).rules
        made = trace(document, rules)
        if not isinstance(document, OfstedDocument):
            console.say(f"{made.path}: this is not an inspection report, so it has no points to improve")
        yield _Made(made, topics_in_force(document, rules), document.council)


def _cells(traces: Iterable[_Made], known: Authorities) -> Iterator[Iterable[Value]]:
    """Yield the cells of the table."""
    for each in traces:
        authority = values(known.of(each.trace.path, each.council))
        yield from ((*values(row), *authority) for row in points.rows(each.trace, each.topics))


def _write(traces: Iterable[_Made], known: Authorities, when: str, form: str, stream: TextIO) -> None:
    """Write the traces in one of the formats."""
    if form == "json":
        stream.write(encoded({"schema": 1, "documents": [msgspec.to_builtins(each.trace) for each in traces]}) + "\n")
    elif form == "csv":
        points.TABLE.write(stream, _cells(traces, known))
    else:
        terminal = Terminal(stream, colour.coloured(stream, when, os.environ))
        for at, each in enumerate(traces):
            if at:
                terminal.line()
            _shown(terminal, each.trace)


def _shown(terminal: Terminal, document: Trace) -> None:
    """Print a document for people: its points in order, then the weaknesses without a point."""
    points = document.improvements
    taken = sum(point.verdict == "supported" for point in points)
    terminal.line((printable(document.path), "bold"))
    terminal.wrapped("", f"{amount(len(points), 'point')} to improve, {taken} taken up in the findings.")
    for at, point in enumerate(points, 1):
        terminal.line()
        _point(terminal, at, point)
    if document.weaknesses_without_point:
        terminal.line()
        terminal.line(("Weaknesses that no point takes up", "bold"))
        for weakness in document.weaknesses_without_point:
            where = f"paragraph {weakness.paragraph}" if weakness.paragraph else f"line {weakness.line}"
            terminal.wrapped(f"    {where}: ", printable(weakness.text))


def _point(terminal: Terminal, at: int, point: Traced) -> None:
    verdict = VERDICTS[point.verdict]
    terminal.wrapped(f"{at:>2}. ", printable(point.text))
    nearest = "" if point.verdict == "supported" else "; nearest to it:" if point.paragraphs else ""
    terminal.line("    ", (f"{verdict}{nearest}", _STYLES[point.verdict]))
    for echo, evidence in zip(point.paragraphs, point.evidence, strict=True):
        where = f"paragraph {echo.number}" if echo.number else f"line {echo.line}"
        strength = next(name for least, name in _STRENGTHS if echo.strength >= least)
        section = SHORT.get(echo.area or "", echo.section)
        grade = f" ({echo.grade or 'no grade'})" if echo.grade or echo.area else ""
        terminal.line(f"    {where:<13} {strength:<6}  ", (printable(f"{section}{grade}"), "dim"))
        terminal.wrapped(" " * 26, printable(f"“{evidence.sentence}”"))
