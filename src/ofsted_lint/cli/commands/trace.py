"""show which paragraphs take up each point to improve

For a person who checks a draft: each point under “What needs to improve” with
the paragraphs that take it up, their section and its grade, and the sentence
that does so; points that hardly any paragraph takes up; and weaknesses that
the findings name and no point takes up.

examples:
  ofsted-lint trace report.txt
  ofsted-lint trace report.txt --format csv > points.csv
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Iterable

import msgspec

from ofsted_lint.cli import inputs
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import options
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.documents.frameworks.ilacs import SHORT
from ofsted_lint.files.errors import known
from ofsted_lint.files.printable import encoded, printable
from ofsted_lint.linting.linter import DocumentLinter
from ofsted_lint.output import colour
from ofsted_lint.output.terminal import Terminal
from ofsted_lint.output.trace import Echo, Trace, Traced, trace

_FORMATS = ("console", "json", "csv")
_VERDICTS = {"supported": "taken up", "doubtful": "hardly taken up", "unsupported": "not taken up"}
_STYLES = {"supported": "bold", "doubtful": "bold yellow", "unsupported": "bold red"}
_STRENGTHS = ((0.6, "strong"), (0.35, "fair"), (0.0, "slight"))
_COLUMNS = (
    *("document", "point", "line", "verdict", "text", "paragraph", "paragraph line", "section", "grade", "strength"),
    *("words found", "words missing", "sentence"),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    inputs.path_arguments(parser)
    inputs.rule_arguments(parser)
    parser.add_argument("--format", default="console", metavar="NAME", help=f"one of {', '.join(_FORMATS)}")
    parser.add_argument("--color", choices=colour.WHEN, default="auto", help="whether to print with colour")


def run(args: argparse.Namespace) -> int:
    known("format", args.format, _FORMATS)
    console = Console()
    chosen = options(args)
    setups = Setups(chosen.asked(), console.fail)
    linter = DocumentLinter(setups, chosen.choices(), console.hear)
    documents = console.documents(linter.documents(console.files(chosen.names())))
    made = (trace(report, setups.of(report.source.path).rules) for report in documents if report.kind != "unknown")
    if args.format == "json":
        sys.stdout.write(encoded({"schema": 1, "documents": [msgspec.to_builtins(each) for each in made]}) + "\n")
    elif args.format == "csv":
        _csv(made)
    else:
        terminal = Terminal(sys.stdout, colour.coloured(sys.stdout, args.color, os.environ))
        for at, each in enumerate(made):
            if at:
                terminal.line()
            _shown(terminal, each)
    return 2 if console.failures else 0


def _shown(terminal: Terminal, document: Trace) -> None:
    """Print a document for people: its points in order, then the weaknesses without a point."""
    points = document.improvements
    taken = sum(point.verdict == "supported" for point in points)
    terminal.line((printable(document.path), "bold"))
    terminal.wrapped("", f"{_counted(len(points), 'point')} to improve, {taken} taken up in the findings.")
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
    verdict = _VERDICTS[point.verdict]
    terminal.wrapped(f"{at:>2}. ", printable(point.text))
    nearest = "" if point.verdict == "supported" else "; nearest to it:" if point.paragraphs else ""
    terminal.line("    ", (f"{verdict}{nearest}", _STYLES[point.verdict]))
    for echo, evidence in zip(point.paragraphs, point.evidence, strict=True):
        where = f"paragraph {echo.number}" if echo.number else f"line {echo.line}"
        strength = next(name for least, name in _STRENGTHS if echo.strength >= least)
        section = SHORT.get(echo.area or "", echo.section)
        terminal.line(f"    {where:<13} {strength:<6}  ", (printable(f"{section} ({echo.grade or 'no grade'})"), "dim"))
        terminal.wrapped(" " * 26, printable(f"“{evidence.sentence}”"))


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _csv(traces: Iterable[Trace]) -> None:
    """Write CSV: a row for each point and paragraph, for each point without a paragraph, and for each weakness."""
    write = csv.writer(sys.stdout, lineterminator="\n").writerow
    write(_COLUMNS)
    for each in traces:
        for at, point in enumerate(each.improvements, 1):
            head = [each.path, at, point.line, _VERDICTS[point.verdict], point.text]
            both = zip(point.paragraphs, point.evidence, strict=True)
            rows = [[*head, *_values(echo), evidence.sentence] for echo, evidence in both] or [head]
            for row in rows:
                write([_cell(value) for value in row])
        for weakness in each.weaknesses_without_point:
            row = [each.path, "", "", "weakness without a point", weakness.text, weakness.paragraph, weakness.line]
            write([_cell(value) for value in row])


def _values(echo: Echo) -> list[object]:
    words = (" ".join(echo.found), " ".join(echo.missing))
    return [echo.number, echo.line, echo.section, echo.grade, echo.strength, *words]


def _cell(value: object) -> object:
    """Return a value for a table cell; an apostrophe marks text that a spreadsheet would run as a formula."""
    if value is None or not isinstance(value, str):
        return "" if value is None else value
    return f"'{printable(value)}" if value[:1] in ("=", "+", "-", "@") else printable(value)
