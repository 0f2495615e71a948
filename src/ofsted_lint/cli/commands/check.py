"""lint reports

Checks each report against the rules in force and says what it found.

examples:
  ofsted-lint report.txt                               check one report
  ofsted-lint reports/ --select grades,numbering       some families of rules only
  ofsted-lint report.txt --diff                        what --fix would mend
  ofsted-lint reports/ --format concise                one line a finding
  ofsted-lint reports/ --format console --format sarif=found.sarif
  ofsted-lint reports/ --write-baseline known.json     what is found today is known
  ofsted-lint reports/ --baseline known.json           only what is new counts
  ofsted-lint reports/ --diff-base origin/main         only what a change has caused
  ofsted-lint report.txt --record report.record.yaml   a record to sign off
  ofsted-lint news-item.txt --against report.pdf       a statement about a report
  pdftotext -layout report.pdf - | ofsted-lint - --stdin-filename report.pdf
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from typing import get_args

from ofsted_lint.cli import fix_options, format_options, inputs, record_options, suppression_options
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import CheckOptions, options
from ofsted_lint.cli.overwrite_guard import Targets
from ofsted_lint.configuration import file as config
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.documents.document import Document
from ofsted_lint.files.errors import ConfigError, known
from ofsted_lint.files.printable import printable
from ofsted_lint.findings.finding import Severity
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting.linter import DocumentLinter

_FAIL_ON = get_args(config.FailOn)


def arguments(parser: argparse.ArgumentParser) -> None:
    inputs.path_arguments(parser, "*")
    inputs.rule_arguments(parser)
    inputs.published_argument(parser)
    inputs.against_argument(parser)
    format_options.arguments(parser)
    parser.add_argument_group("outcome").add_argument(
        "--fail-on",
        metavar="SEVERITY",
        help=f"exit with 1 from this severity on: {', '.join(_FAIL_ON)} (default: as configured, else error)",
    )
    suppression_options.arguments(parser)
    fix_options.arguments(parser)
    record_options.arguments(parser)
    parser.add_argument(
        "--show-config", action="store_true", help="print what is configured (for PATH), and where each value is from"
    )


def run(args: argparse.Namespace) -> int:
    said = options(args)
    if said.fail_on is not None:
        known("severity", said.fail_on, _FAIL_ON)
    wish = fix_options.wish(said)
    formats = format_options.formats(said)
    console = Console()
    setups = Setups(said.asked(), console.fail)
    if said.show_config:
        return _shown(said, setups, console)
    if said.verify:
        if said.paths:
            raise ConfigError("command line", "--verify looks at the documents that the record names: leave PATH out")
        return record_options.verified(said.verify, setups.here().rules, console)
    if not said.paths:
        raise ConfigError("command line", "the following arguments are required: PATH (see ofsted-lint check --help)")
    return _checked(said, formats, wish, setups, console)


def _checked(
    said: CheckOptions, formats: list[str], wish: fix_options.Wish | None, setups: Setups, console: Console
) -> int:
    """Lint the documents of a command line and write what is found; the exit status."""
    targets = Targets(said, formats)
    linter = DocumentLinter(setups, said.choices(), console.hear)
    targets.spare(*(each.source.path for each in linter.given))
    documents = console.documents(linter.documents(console.files(said.names())))
    known, record = suppression_options.BaselineFiles(said, console), record_options.Recording(said)
    failed = False
    with ExitStack() as stack:
        shown = format_options.Outlets(formats, said, setups.rules, stack, console)
        for document in documents:
            force = setups.of(document.source.path)
            targets.spare(document.source.path, None if said.write_baseline else force.baseline)
            outcome = known.take(_linted(document, linter, wish, console))
            failed = failed or _fails(outcome, force.fail_on)
            record.document(outcome)
            shown.document(outcome, force.max_findings)
        shown.close(console)
    record.close(setups.rules, console)
    known.close(linter.baselines.values(), setups.rules)
    return 2 if console.failures else int(failed)


def _linted(document: Document, linter: DocumentLinter, wish: fix_options.Wish | None, console: Console) -> Outcome:
    """What counts in a document, when a wish for fixes is fulfilled."""
    outcome = linter.lint(document)
    if wish:
        outcome = fix_options.mended(outcome, wish, linter, console)
    outcome = linter.since_base(outcome)
    for rule, seconds in outcome.slow:
        console.say(f"{document.source.path}: the rule “{rule}” took {seconds:.1f} s")
    for rule, count in outcome.more:
        console.say(f"{document.source.path}: {count:,} more findings of the rule “{rule}” were only counted")
    return outcome


def _shown(said: CheckOptions, setups: Setups, console: Console) -> int:
    """Print what is configured for each path of a command line, or for the working directory; the exit status."""
    from ofsted_lint.configuration import show  # only where it is asked for

    for name in said.paths or (None,):
        for line in show.lines(setups, said.stdin_filename if name == "-" else name):
            print(printable(line))
    return 2 if console.failures else 0


def _fails(outcome: Outcome, fail_on: str) -> bool:
    if fail_on == "never":
        return False
    worst = Severity(fail_on).rank
    return any(finding.severity.rank <= worst for finding in outcome.findings)
