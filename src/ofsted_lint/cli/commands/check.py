"""lint reports

Checks each report against the rules in force and prints what it found.

examples:
  ofsted-lint report.txt                              check one report
  ofsted-lint reports/ --select grades,numbering      only these families
  ofsted-lint report.txt --diff                       what --fix would change
  ofsted-lint reports/ --format concise               one line a finding
  ofsted-lint reports/ --format console --format sarif=found.sarif
  ofsted-lint reports/ --write-baseline known.json    know what is found today
  ofsted-lint reports/ --baseline known.json          only what is new counts
  ofsted-lint reports/ --diff-base origin/main        only what a change caused
  ofsted-lint report.txt --record report.record.yaml  a record to sign off
  ofsted-lint news-item.txt --against report.pdf      a statement about a report
  pdftotext -layout report.pdf - | ofsted-lint - --stdin-filename report.pdf
"""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, get_args

from ofsted_lint.cli import format_options, inputs, more_options
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import CheckOptions, options
from ofsted_lint.cli.overwrite_guard import Targets
from ofsted_lint.cli.uncompared import Uncompared, swapped
from ofsted_lint.configuration import file as config
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.files.errors import TOO_MUCH, ConfigError, known
from ofsted_lint.files.printable import printable
from ofsted_lint.findings.finding import Severity, fails
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting import many
from ofsted_lint.linting.linter import DocumentLinter
from ofsted_lint.linting.reading import StatementGivenError, too_much_for
from ofsted_lint.output.formats import CopySetting

if TYPE_CHECKING:  # most runs have none of these options
    from ofsted_lint.cli.fix_options import FixRequest
    from ofsted_lint.cli.record_options import Recording
    from ofsted_lint.cli.suppression_options import BaselineFiles

_FAIL_ON = get_args(config.FailOn)


def arguments(parser: argparse.ArgumentParser) -> None:
    inputs.path_arguments(parser, "*")
    inputs.rule_arguments(parser)
    inputs.published_argument(parser)
    inputs.against_argument(parser)
    format_options.arguments(parser)
    group = parser.add_argument_group("outcome")
    group.add_argument(
        "--fail-on",
        metavar="SEVERITY",
        help=f"exit with 1 from this severity on: {', '.join(_FAIL_ON)} (default: as configured, else error)",
    )
    group.add_argument(
        "--min-severity",
        metavar="SEVERITY",
        help=f"show findings from this severity on; milder ones do not count: {', '.join(Severity)}",
    )
    more_options.arguments(parser)
    parser.add_argument(
        "--show-config", action="store_true", help="print what is configured (for PATH), and where each value is from"
    )


def run(args: argparse.Namespace) -> int:
    chosen = options(args)
    if chosen.fail_on is not None:
        known("severity", chosen.fail_on, _FAIL_ON)
    if chosen.min_severity is not None:
        known("severity", chosen.min_severity, list(Severity))
    if chosen.watch:
        from ofsted_lint.cli.watch import watch

        return watch(chosen)
    console = Console()
    fixes = _fixes(chosen, console)
    formats = format_options.formats(chosen)
    setups = Setups(chosen.asked(), console.fail)
    if chosen.show_config:
        return _print_configuration(chosen, setups, console)
    if chosen.verify:
        if chosen.paths:
            raise ConfigError("command line", "--verify looks at the documents that the record names: leave PATH out")
        from ofsted_lint.cli import record_options

        return record_options.verify(chosen.verify, setups.here().rules, console)
    if not chosen.paths:
        raise ConfigError("command line", "the following arguments are required: PATH (see ofsted-lint check --help)")
    return _check(chosen, formats, fixes, setups, console)


def _check(chosen: CheckOptions, formats: list[str], fixes: FixRequest | None, setups: Setups, console: Console) -> int:
    """Lint the documents of a command line and write the findings; return the exit status."""
    targets = Targets(chosen, formats)
    linter, statements = _linter(chosen, setups, console), Uncompared()
    targets.spare(*(each.source.path for each in linter.given))
    keep = not (chosen.no_cache or fixes or chosen.record)
    again = partial(again_in_a_process, chosen) if chosen.jobs > 1 else None
    files = console.files(chosen.names())
    outcomes = console.documents(many.outcomes(linter, files, keep, 1 if fixes else chosen.jobs, again))
    copy, known, record = _copy(chosen, formats, linter), _baselines(chosen, console), _recording(chosen)
    failed = False
    with ExitStack() as stack:
        shown = format_options.Outputs(formats, chosen, setups, stack, console, copy)
        for made in outcomes:
            if not chosen.against:
                statements.see(made)
            force = setups.of(made.source.path)
            targets.spare(made.source.path, None if chosen.write_baseline else force.baseline)
            try:
                outcome = _finished(made, linter, fixes, console)
                if known:
                    outcome = known.take(outcome)
            except TOO_MUCH as error:
                console.fail(too_much_for(made.source.path, error))
                continue
            if record:
                record.document(outcome)
            outcome = _severe(outcome, chosen.min_severity)
            failed = failed or any(fails(each.severity, force.fail_on) for each in outcome.findings)
            shown.document(outcome, force.max_findings)
        targets.spare()  # though there was no document
        shown.close(console)
    format_options.say_written(formats, console)
    for line in statements.lines():
        console.say(line)
    if record:
        record.close(setups.rules, console)
    if known := known or _baselines(chosen, console, bool(linter.baselines)):
        known.close(linter.baselines.values(), setups.rules)
    return 2 if console.failures else int(failed)


def _fixes(chosen: CheckOptions, console: Console) -> FixRequest | None:
    """Return the requested fixes, or None."""
    if not (chosen.fix or chosen.unsafe_fixes or chosen.diff):
        return None
    from ofsted_lint.cli.fix_options import fix_request

    return fix_request(chosen, console)


def _copy(chosen: CheckOptions, formats: list[str], linter: DocumentLinter) -> CopySetting:
    """Return the settings of copies."""
    if chosen.comments_from is None and not chosen.tracked_changes:
        return CopySetting()
    from ofsted_lint.cli.copy_options import copy_setting

    return copy_setting(chosen, formats, linter)


def _baselines(chosen: CheckOptions, console: Console, used: bool = False) -> BaselineFiles | None:
    """Return the baselines that a run writes, or has `used`; None if there is none."""
    if not (chosen.write_baseline or used):
        return None
    from ofsted_lint.cli.suppression_options import BaselineFiles

    return BaselineFiles(chosen, console)


def _recording(chosen: CheckOptions) -> Recording | None:
    """Return the record of a run, or None."""
    if not chosen.record:
        return None
    from ofsted_lint.cli.record_options import Recording

    return Recording(chosen, chosen.record)


def again_in_a_process(chosen: CheckOptions) -> DocumentLinter:
    """Return a linter for the options of a run in a process that shares nothing with it."""
    return DocumentLinter(Setups(chosen.asked(), lambda error: None), chosen.choices(), lambda event: None)


def _linter(chosen: CheckOptions, setups: Setups, console: Console) -> DocumentLinter:
    """Return the linter; where a statement and its report were changed round, raise an error with the right command."""
    try:
        return DocumentLinter(setups, chosen.choices(), console.hear)
    except StatementGivenError as error:
        raise ConfigError("--against", f"{error.message}: {swapped(chosen.paths, error.given)}") from None


def _finished(outcome: Outcome, linter: DocumentLinter, fixes: FixRequest | None, console: Console) -> Outcome:
    """Return the outcome of a document, after the requested fixes if there are any."""
    if fixes:
        from ofsted_lint.cli import fix_options

        outcome = fix_options.fix(outcome, fixes, linter, console)
    outcome = linter.since_base(outcome)
    for rule, seconds in outcome.slow:
        console.say(f"{outcome.source.path}: the rule “{rule}” took {seconds:.1f} s")
    for rule, count in outcome.more:
        console.say(f"{outcome.source.path}: {count:,} more findings of the rule “{rule}” were only counted")
    return outcome


def _severe(outcome: Outcome, least: str | None) -> Outcome:
    """Return the outcome without the findings that are milder than a severity."""
    return outcome.hold_back("milder", lambda each: not fails(each.severity, least)) if least else outcome


def _print_configuration(chosen: CheckOptions, setups: Setups, console: Console) -> int:
    """Print the configuration for each path, or for the working directory; return the exit status."""
    from ofsted_lint.configuration import show  # only needed for --show-config

    for name in chosen.paths or (None,):
        for line in show.lines(setups, chosen.stdin_filename if name == "-" else name):
            print(printable(line))
    return 2 if console.failures else 0
