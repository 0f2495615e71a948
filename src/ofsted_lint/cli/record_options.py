"""The options `--record` and `--verify`: a sign-off record of a run for a quality assurance file."""

from __future__ import annotations

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
from ofsted_lint.rules.rule import Loaded

if TYPE_CHECKING:
    from ofsted_lint.output import sign_off


class Recording:
    """The sign-off record of a run."""

    def __init__(self, options: CheckOptions, file: str) -> None:
        if "-" in options.paths:
            raise ConfigError("command line", "--record needs files; standard input is not a file")
        self._path = Path(file)
        self._signed: list[sign_off.Signed] = []

    def document(self, outcome: Outcome) -> None:
        """Add the results of the rules on a document."""
        from ofsted_lint.output import sign_off

        self._signed.append(sign_off.signed(outcome, self._path))

    def close(self, rules: Mapping[str, Loaded], console: Console) -> None:
        """Write the record, unless something failed in the run."""
        from ofsted_lint.output import sign_off

        if console.failures:
            console.say(f"nothing was written to {self._path}, since not all could be done")
        else:
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
