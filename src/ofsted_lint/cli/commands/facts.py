"""print the facts of a report that a statement about it needs

Prints, in the words of the report: council, dates, lead inspector, the
judgements in order with their grades, or the outcome of an area SEND
inspection, and the points to improve; with --previous those of the inspection
before as well.

exit status: 2 if the file is not an inspection report, or cannot be read.

examples:
  ofsted-lint facts report.pdf
  ofsted-lint facts report.pdf --previous report-2019.pdf
  ofsted-lint facts report.pdf --format markdown=facts.md
"""

from __future__ import annotations

import argparse
import os
from functools import partial
from typing import TextIO

import msgspec

from ofsted_lint.cli import format_options, inputs
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.documents import named
from ofsted_lint.cli.options import CheckOptions, options
from ofsted_lint.documents.kinds import KINDS, successive
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.values.council_names import key_of
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import encoded, printable
from ofsted_lint.output import colour
from ofsted_lint.output.facts import Facts, facts, lines, markdown
from ofsted_lint.output.terminal import Terminal

FORMATS = ("console", "markdown", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("report", metavar="REPORT", help="the report; - for standard input")
    parser.add_argument("--previous", metavar="REPORT", help="the report of the inspection before")
    inputs.reading_arguments(parser)
    format_options.argument(parser, FORMATS)
    parser.add_argument("--color", choices=colour.WHEN, default="auto", help="whether to print with colour")


def run(args: argparse.Namespace) -> int:
    args.paths = [args.report, *filter(None, [args.previous])]
    formats, console, chosen = format_options.chosen(args, FORMATS), Console(), options(args)
    report = _report(args.report, chosen, console)
    previous = _report(args.previous, chosen, console) if args.previous and report else None
    if report is None or console.failures:
        return 2
    if wrong := previous and _no_inspection_before(report, previous):
        raise ConfigError("--previous", f"{args.previous}: {wrong}")
    format_options.write_each(formats, partial(_write, facts(report, previous), args.color))
    return 0


def _write(made: Facts, when: str, form: str, stream: TextIO) -> None:
    """Write the facts in one of the formats."""
    if form == "json":
        stream.write(encoded({"schema": 1, "documents": [msgspec.to_builtins(made)]}) + "\n")
    elif form == "markdown":
        stream.write("".join(f"{printable(line)}\n" for line in markdown(made).splitlines()))
    else:
        _show(made, Terminal(stream, colour.coloured(stream, when, os.environ)))


def _report(name: str, chosen: CheckOptions, console: Console) -> OfstedDocument | None:
    """Return the report that a name leads to; None if there is not exactly one, which is reported."""
    failures = console.failures
    found = list(named(msgspec.structs.replace(chosen, paths=(name,)), console))
    if console.failures > failures:
        return None
    if len(found) == 1 and isinstance(found[0], OfstedDocument) and successive(found[0].kind):
        return found[0]
    console.fail(f"{name}: name one inspection report; this is none (--kind ilacs reads it as one)")
    return None


def _no_inspection_before(report: OfstedDocument, previous: OfstedDocument) -> str:
    """Return why a report is not that of the inspection before; nothing if it may be."""
    if report.kind != previous.kind:
        return f"name a report of the same kind; this is among {KINDS[previous.kind].plural}"
    if report.council and previous.council and key_of(report.council) != key_of(previous.council):
        return f"name a report of the same council; this is about {previous.council}, the other about {report.council}"
    day, before = (each.dates.start if each.dates else None for each in (report, previous))
    if day and before and day <= before:
        same = "the same inspection" if day == before else "a later one: change the two round"
        return f"name the report of the inspection before; this is of {same}"
    return ""


def _show(made: Facts, terminal: Terminal) -> None:
    """Print the facts for people."""
    terminal.line((printable(made.title or made.path), "bold"))
    for name, value in lines(made):
        terminal.wrapped(f"{name}: ", printable(value))
    if made.judgements:
        terminal.line()
        for row in made.judgements:
            before = f" (before: {row.before})" if row.before else ""
            terminal.wrapped("", printable(f"{row.name}: {row.grade}{before}"), hang=2)
    if made.improvements:
        terminal.line()
        terminal.line(("What needs to improve", "bold"))
        for at, point in enumerate(made.improvements, 1):
            terminal.wrapped(f"{at:>2}. ", printable(point.text))
            for item in point.items:
                terminal.wrapped("    - ", printable(item))
