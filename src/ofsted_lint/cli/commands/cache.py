"""remove what earlier runs have kept

ofsted-lint cache clean removes it all: the results for documents, and the
prepared rules. The next run makes anew what it needs.
"""

from __future__ import annotations

import argparse

from ofsted_lint.files import sealed
from ofsted_lint.files.errors import known
from ofsted_lint.files.printable import printable

_ACTIONS = ("clean",)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the argument that says what to do."""
    parser.add_argument("action", metavar="ACTION", help="clean: remove all")


def run(args: argparse.Namespace) -> int:
    """Remove what is kept, and print how much it was."""
    known("action", args.action, _ACTIONS)
    folder, count, size = sealed.clean()
    if folder:
        files = "1 file" if count == 1 else f"{count:,} files"
        print(printable(f"{files} ({size / 1_000_000:,.1f} MB) removed from {folder}"))
    return 0
