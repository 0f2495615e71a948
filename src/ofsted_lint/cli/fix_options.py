"""The options `--fix`, `--unsafe-fixes` and `--diff`: write fixes to the files, or show them as a diff."""

from __future__ import annotations

import io
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
from ofsted_lint.output.corrections import TRACKED
from ofsted_lint.source.readers.text import encode

if TYPE_CHECKING:
    from ofsted_lint.linting.fixes import Fixed

# Forms of source that are read as text and cannot be written back.
_NOT_WRITTEN = {
    "pdf": "a PDF is not changed: correct the document that it was made from; --format pdf=COPY.pdf notes it in a copy",
    "html": "a web page is not changed: correct it where it is edited",
    "mail": "a mail is not changed: correct it before it is sent again",
    "opendocument": "an OpenDocument file is not changed, so that nothing of its layout is lost: correct it there",
    "word": f"--fix leaves Word files alone: {TRACKED} makes the changes in a copy",
}


class FixRequest(msgspec.Struct, frozen=True):
    """The requested action: write fixes to files (`write`) or show them (`diff`); `unsafe` includes unsafe fixes.

    `to_output` is the name of standard input, whose fixed text is printed, and
    `data` what was read from it.
    """

    write: bool
    diff: bool
    unsafe: bool
    to_output: str | None = None
    data: bytes = b""


def fix_request(options: CheckOptions, console: Console) -> FixRequest | None:
    """Return the requested fixes, or None; `ConfigError` if the options contradict each other."""
    if not (options.fix or (options.unsafe_fixes and not options.tracked_changes) or options.diff):
        return None
    if options.paths[:1] == ("-",) and len(options.paths) > 1 and not options.diff:
        raise ConfigError("command line", "standard input is fixed by itself: leave the other paths out")
    if options.write_baseline:
        raise ConfigError("command line", "--write-baseline records findings as they are; fix them in another run")
    if options.diff and options.fix:
        console.say("--diff shows what --fix would change; nothing is written")
    if options.diff or "-" not in options.paths:
        return FixRequest(not options.diff, options.diff, options.unsafe_fixes)
    data = sys.stdin.buffer.read(options.max_size + 1)
    # The bytes are needed again, so that line ends and encoding stay.
    sys.stdin = io.TextIOWrapper(io.BytesIO(data))
    return FixRequest(True, False, options.unsafe_fixes, options.stdin_filename, data)


def fix(outcome: Outcome, request: FixRequest, linter: DocumentLinter, console: Console) -> Outcome:
    """Apply or show the fixes; return the outcome of the fixed text, if it was written back, else the one given."""
    from ofsted_lint.linting import write_back  # only needed for fixes

    source, path = outcome.source, path_text(outcome.source.path)
    found = linter.fix(outcome, request.unsafe, write_back.digest)
    if request.diff:
        from ofsted_lint.output.diff import difference

        _print_diff(difference(path, source.written, found.text))
        _report_fixes(found, path, "would be fixed", console)
        return outcome
    if source.path == request.to_output:
        sys.stdout.buffer.write(encode(source, found.text, request.data))
    elif found.text != source.written:
        if source.form in _NOT_WRITTEN:
            console.fail(f"{path}: {_NOT_WRITTEN[source.form]}; --diff shows what would change")
            return outcome
        try:
            write_back.write(outcome.document, found.text)
        except ConfigError as error:
            console.fail(error)
            return outcome
    _report_fixes(found, path, "fixed", console)
    return found.outcome


def _print_diff(lines: Iterable[str]) -> None:
    """Print a diff: unchanged for a program, with control characters replaced on a terminal."""
    on_terminal = sys.stdout.isatty()
    for line in lines:
        sys.stdout.write((printable(line) if on_terminal else line) + "\n")


def _report_fixes(found: Fixed, path: str, done: str, console: Console) -> None:
    """Print on one line how many fixes were applied, by rule, and how many were left out and why."""
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
