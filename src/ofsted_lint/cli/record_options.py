"""The options `--record` and `--verify`: a sign-off record of a run for a quality assurance file."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import CheckOptions
from ofsted_lint.documents.values.dates import in_words
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import printable
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting.linter import today
from ofsted_lint.rules.loading import Loaded

if TYPE_CHECKING:
    from ofsted_lint.output import sign_off


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options about records."""
    group = parser.add_argument_group("records")
    group.add_argument("--record", metavar="FILE", help="write a record of the run to this file, to be signed off")
    group.add_argument("--verify", metavar="FILE", help="only check whether documents still match this record")


class Recording:
    """The sign-off record of a run; does nothing without `--record`."""

    def __init__(self, options: CheckOptions) -> None:
        if options.record and "-" in options.paths:
            raise ConfigError("command line", "--record needs files; standard input is not a file")
        self._path = Path(options.record) if options.record else None
        self._signed: list[sign_off.Signed] = []

    def document(self, outcome: Outcome) -> None:
        """Add the results of the rules on a document."""
        if self._path:
            from ofsted_lint.output import sign_off

            self._signed.append(sign_off.signed(outcome, self._path))

    def close(self, rules: Mapping[str, Loaded], console: Console) -> None:
        """Write the record, unless something failed in the run."""
        if self._path and console.failures:
            console.say(f"nothing was written to {self._path}, since not all could be done")
        elif self._path:
            from ofsted_lint.output import sign_off

            in_force = {name: each.rule for name, each in rules.items()}
            sign_off.write(self._path, today(), in_force, self._signed)


def verify(name: str, rules: Sequence[Loaded], console: Console) -> int:
    """Print what has changed since a record; return the exit status, 1 if a document has changed."""
    from ofsted_lint.output import sign_off

    path = Path(name)
    record = sign_off.read(path)
    found = list(sign_off.differences(record, path, {each.rule.id: each.rule for each in rules}))
    changed = any(document for _, document in found)
    if not changed:
        count = len(record.documents)
        same = "document is as it was" if count == 1 else "documents are as they were"
        print(f"{count:,} {same} recorded on {in_words(record.date)}.")
    for line, _ in found:
        print(printable(line))
    return 2 if console.failures else int(changed)
