"""show what differs between two drafts, or two successive reports

Compares structure, not lines: grades or the outcome, points to improve,
paragraphs that were rewritten, moved, dropped or are new, and findings in only
one of the two. A text that was re-flowed or renumbered counts as the same. The
dates show whether two reports are drafts of one inspection or successive
reports; of successive reports, only what was carried over from the last is
listed.

exit status: 0 even if they differ; 2 if one of them cannot be read, or is not
an inspection report, or if the two are of different kinds.

examples:
  ofsted-lint compare draft-1.docx draft-2.docx
  ofsted-lint compare 2022.pdf 2026.pdf
  ofsted-lint compare old.txt new.txt --format markdown > comment.md
  ofsted-lint compare old.txt new.txt --format console --format json=found.json
  ofsted-lint compare 2022.pdf 2026.pdf --format csv=changes.csv
"""

from __future__ import annotations

import argparse
import os
from typing import TextIO

import msgspec
from msgspec.structs import replace

from ofsted_lint.cli import format_options, inputs, table_options
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import CheckOptions, options
from ofsted_lint.comparison.reports.model import Comparison
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.documents import kinds
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import encoded
from ofsted_lint.findings import record
from ofsted_lint.linting import budget
from ofsted_lint.linting.compare import compare
from ofsted_lint.linting.linter import DocumentLinter
from ofsted_lint.output import colour
from ofsted_lint.output.tables import changes
from ofsted_lint.output.tables.table import values
from ofsted_lint.output.terminal import Terminal

FORMATS = ("console", "json", "markdown", "csv", "parquet")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="the earlier draft or report, in any format that can be read")
    parser.add_argument("new", metavar="NEW", help="the later one; - for standard input")
    inputs.reading_arguments(parser)
    inputs.rule_arguments(parser)
    format_options.argument(parser, FORMATS)
    parser.add_argument("--color", choices=colour.WHEN, default="auto", help="whether to print with colour")


def run(args: argparse.Namespace) -> int:
    args.paths = [args.old, args.new]
    if args.paths == ["-", "-"]:
        raise ConfigError("command line", "only one of OLD and NEW can be standard input")
    formats, chosen = format_options.chosen(args, FORMATS), options(args)
    console = Console()
    linter = DocumentLinter(
        Setups(chosen.asked(), console.fail), replace(chosen.choices(), configured_baselines=False), console.hear
    )
    old, new = (_report(name, chosen, console, linter) for name in chosen.paths)
    if old is None or new is None:
        return 2
    if wrong := kinds.differ(old.kind, new.kind):
        console.fail(f"{chosen.paths[1]}: {wrong}")
        return 2
    with budget.document():
        made = compare(old, new, *(linter.lint(report).findings for report in (old, new)))
    format_options.write_each(formats, lambda form, stream: _write(made, form, stream, args.color))
    table_options.write_parquet(formats, changes.TABLE, map(values, changes.rows(made)))
    return 2 if console.failures else 0


def _report(name: str, chosen: CheckOptions, console: Console, linter: DocumentLinter) -> OfstedDocument | None:
    """Return the report that a name leads to; None if there is not exactly one, which is reported."""
    if os.path.isdir(name):
        console.fail(f"{name}: this is a folder; compare takes two documents")
        return None
    failures = console.failures
    reports = list(console.documents(linter.documents(console.files(chosen.names([name])))))
    if console.failures > failures:
        return None
    if len(reports) != 1:
        console.fail(f"{name}: this names {len(reports):,} documents; compare takes two, one as OLD and one as NEW")
        return None
    (found,) = reports
    if not isinstance(found, OfstedDocument) or not kinds.successive(found.kind):
        wrong = "this is not an inspection report, so it cannot be compared (--kind ilacs reads it as one)"
        console.fail(f"{name}: {wrong}")
        return None
    return found


def _write(made: Comparison[record.Finding], form: str, stream: TextIO, when: str) -> None:
    """Write a comparison in one of the formats."""
    if form == "json":
        stream.write(encoded({"schema": 1, **msgspec.to_builtins(made), "same": made.same}) + "\n")
    elif form == "csv":
        changes.TABLE.write(stream, map(values, changes.rows(made)))
    elif form == "markdown":
        from ofsted_lint.output.report_comparison import markdown

        stream.write(markdown.text(made, format_options.root()))
    else:
        from ofsted_lint.output.report_comparison import console

        console.show(made, Terminal(stream, colour.coloured(stream, when, os.environ)))
