"""print the text that the other commands see

Each line is printed with the line number that findings give. What may have
been lost in reading is reported on standard error.
"""

from __future__ import annotations

import argparse

from ofsted_lint.cli import inputs
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.documents import named
from ofsted_lint.cli.options import options
from ofsted_lint.documents.document import UNKNOWN
from ofsted_lint.files.printable import path_text, printable


def arguments(parser: argparse.ArgumentParser) -> None:
    inputs.path_arguments(parser)


def run(args: argparse.Namespace) -> int:
    console = Console()
    for report in named(options(args), console):
        source = report.source
        width = len(str(len(source.line_starts)))
        for number in range(1, len(source.line_starts) + 1):
            print(f"{number:>{width}}  {printable(source.slice(source.line_span(number)))}".rstrip())
        # Those of a text of no known kind were said when it was read.
        for note in report.notes if report.kind != UNKNOWN else ():
            console.say(f"{path_text(source.path)}: {note}")
    return 2 if console.failures else 0
