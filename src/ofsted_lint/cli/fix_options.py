"""What the command line mends: files written back, or shown as a difference."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import CheckOptions
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import path_text, printable
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting.linter import DocumentLinter

if TYPE_CHECKING:
    from ofsted_lint.linting.fixes import Mended

# What is read as text and cannot be written back.
_NOT_WRITTEN = {
    "pdf": "a PDF is not changed: mend the document that it was made from",
    "word": "a Word file is not changed, so that nothing of its layout is lost: mend it in Word",
}


class Wish(msgspec.Struct, frozen=True):
    """What is asked for: to write fixes to files (`write`), to show them (`diff`), those that are not safe as well."""

    write: bool
    diff: bool
    unsafe: bool


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options about mending."""
    group = parser.add_argument_group("mending")
    group.add_argument("--fix", action="store_true", help="mend in the files what can be mended safely")
    group.add_argument(
        "--unsafe-fixes", action="store_true", help="mend as well what a person should look at; means --fix"
    )
    group.add_argument(
        "--diff", action="store_true", help="show what would be mended and change nothing; lists no findings"
    )


def wish(options: CheckOptions) -> Wish | None:
    """What a command line asks for; `ConfigError` where it cannot be had."""
    if not (options.fix or options.unsafe_fixes or options.diff):
        return None
    if "-" in options.paths and not options.diff:
        raise ConfigError("command line", "standard input cannot be written to; --diff shows what would change")
    if options.write_baseline:
        raise ConfigError("command line", "--write-baseline takes findings as they are; mend in another run")
    return Wish(not options.diff, options.diff, options.unsafe_fixes)


def mended(outcome: Outcome, wish: Wish, linter: DocumentLinter, console: Console) -> Outcome:
    """An outcome as it is when a wish is fulfilled: that of the mended text, where it was written back."""
    from ofsted_lint.linting import write_back  # only where something is to be mended

    report = outcome.document
    source, path = report.source, path_text(report.source.path)
    found = linter.fix(outcome, wish.unsafe, write_back.digest)
    if wish.diff:
        from ofsted_lint.output.diff import difference

        _shown(difference(path, source.text, found.text))
        _told(found, path, "would be mended", console)
        return outcome
    if found.text != source.text:
        if source.form in _NOT_WRITTEN:
            console.fail(f"{path}: {_NOT_WRITTEN[source.form]}; --diff shows what would change")
            return outcome
        try:
            write_back.write(report, found.text)
        except ConfigError as error:
            console.fail(error)
            return outcome
    _told(found, path, "mended", console)
    return found.outcome


def _shown(lines: Iterable[str]) -> None:
    """Print a difference: to the letter where a program reads, harmless on a terminal."""
    seen = sys.stdout.isatty()
    for line in lines:
        sys.stdout.write((printable(line) if seen else line) + "\n")


def _told(found: Mended, path: str, done: str, console: Console) -> None:
    """Say in one line what was mended, by rule, and what was left out and why."""
    parts = []
    if found.applied:
        counts = Counter(finding.rule for finding in found.applied)
        parts.append(f"{len(found.applied)} {done}: " + ", ".join(_counted(counts.items())))
    left = Counter((skipped.finding.rule, skipped.why) for skipped in found.skipped)
    if left:
        reasons = _counted((f"{rule} ({why})", count) for (rule, why), count in left.items())
        parts.append(f"{sum(left.values())} left out: " + ", ".join(reasons))
    if parts:
        console.say(f"{path}: {'; '.join(parts)}")


def _counted(counts: Iterable[tuple[str, int]]) -> list[str]:
    return [f"{count} × {name}" for name, count in sorted(counts)]
