"""The reports and letters that a run holds its documents against."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from ofsted_lint import documents
from ofsted_lint.cli.inputs import say
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.kinds import compared
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.source.discovery import NothingFound, find
from ofsted_lint.source.readers import ReadError, read_file


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--against",
        action="append",
        default=[],
        metavar="REPORT",
        help="the report or letter that a statement or letter is checked against; may be repeated",
    )


def given(args: argparse.Namespace) -> list[Document]:
    """What a command line gives to hold documents against; `ConfigError` where one of them cannot be that."""
    return [made for name in args.against for made in _read(name, args.max_size)]


def _read(name: str, limit: int) -> Iterator[Document]:
    """The reports and letters that a path names."""
    found = False
    try:
        files = find(name)
    except NothingFound as error:
        raise ConfigError("--against", str(error)) from None
    for file in files:
        try:
            made = documents.read(read_file(file.path, limit))
        except ReadError as error:
            if not file.walked:
                raise ConfigError("--against", str(error)) from None
            say(f"--against: {error}")
            continue
        if made.kind in compared():
            found = True
            yield made
    if not found:
        raise ConfigError("--against", f"{name}: no inspection report and no letter about a visit")
