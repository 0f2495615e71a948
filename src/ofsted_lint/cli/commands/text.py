"""print the text that the other commands see

Each line has the number by which findings count it.
"""

from __future__ import annotations

import argparse

from ofsted_lint.cli import inputs
from ofsted_lint.files.printable import printable


def arguments(parser: argparse.ArgumentParser) -> None:
    inputs.path_arguments(parser)


def run(args: argparse.Namespace) -> int:
    failures = inputs.Failures()
    for report in inputs.documents(args, failures):
        source = report.source
        width = len(str(len(source.line_starts)))
        for number in range(1, len(source.line_starts) + 1):
            print(f"{number:>{width}}  {printable(source.slice(source.line_span(number)))}".rstrip())
    return 2 if failures.count else 0
