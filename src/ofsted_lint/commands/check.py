"""lint reports

Checks each report against the rules in force and says what it found.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import get_args

from ofsted_lint import config, holding, mending, reporters, workload
from ofsted_lint.commands import known
from ofsted_lint.document.model import Report
from ofsted_lint.engine import Outcome, limited, lint
from ofsted_lint.errors import ConfigError
from ofsted_lint.finding import Severity
from ofsted_lint.tally import Tally
from ofsted_lint.writing import written

_FAIL_ON = get_args(config.FailOn)


def arguments(parser: argparse.ArgumentParser) -> None:
    workload.path_arguments(parser, "*")
    workload.rule_arguments(parser)
    workload.published_argument(parser)
    holding.arguments(parser)
    mending.arguments(parser)
    parser.add_argument(
        "--format",
        action="append",
        default=[],
        metavar="NAME[=FILE]",
        help=f"how to write findings: {', '.join(reporters.formats())}; with =FILE to a file; may be repeated",
    )
    parser.add_argument(
        "--fail-on",
        metavar="SEVERITY",
        help=f"exit with 1 from this severity on: {', '.join(_FAIL_ON)} (default: as configured, else error)",
    )
    parser.add_argument(
        "--show-config", action="store_true", help="print what is configured (for PATH), and where each value is from"
    )
    parser.add_argument(
        "--max-findings",
        type=_count,
        metavar="N",
        help="show at most so many findings of a rule in a document, and say how many more there are",
    )
    parser.add_argument(
        "--statistics", action="store_true", help="print how many findings there are by rule and by document"
    )


def run(args: argparse.Namespace) -> int:
    if args.fail_on is not None:
        known("severity", args.fail_on, _FAIL_ON)
    wish = mending.wish(args)
    failures = workload.Failures()
    setups = workload.Setups(args, failures)
    if args.show_config:
        return workload.show_config(args, failures, setups)
    if not args.paths:
        raise ConfigError("command line", "the following arguments are required: PATH (see ofsted-lint check --help)")
    formats = _formats(args)
    documents = workload.documents(args, failures, setups)
    setting = reporters.Setting({name: each.rule for name, each in setups.rules.items()})
    held = holding.Holding(args, failures)

    def linted(report: Report) -> Outcome:
        force = setups.of(report.source.path)
        outcome = lint(report, force.rules, held.register(report.source.path, setups.rules))
        held.hold(outcome, force.baseline)
        return outcome

    failed = False
    with ExitStack() as stack:
        made: list[reporters.Reporter | Tally] = [_reporter(name, setting, stack) for name in formats]
        made += [Tally(sys.stdout)] if args.statistics else []
        for report in documents:
            force = setups.of(report.source.path)
            outcome = linted(report)
            if wish:
                outcome = mending.mended(outcome, wish, linted, failures)
            failed = failed or _fails(outcome, force.fail_on)
            for rule, seconds in outcome.slow:
                workload.say(f"{report.source.path}: the rule “{rule}” took {seconds:.1f} s")
            shown = limited(outcome, force.max_findings if args.max_findings is None else args.max_findings)
            for reporter in made:
                reporter.document(shown)
        for reporter in made:
            reporter.close()
    held.close()
    return 2 if failures.count else int(failed)


def _formats(args: argparse.Namespace) -> list[str]:
    """The formats that are asked for; `ConfigError` where they cannot all be had."""
    formats = args.format or ([] if args.statistics or args.write_baseline or args.diff else ["console"])
    printed = [name for name in formats if "=" not in name]
    if args.diff and (printed or args.statistics):
        raise ConfigError("command line", "--diff prints no findings; write them to a file: --format json=FILE")
    if len(printed) > 1 - args.statistics:
        if args.statistics:
            raise ConfigError("command line", "--statistics is printed, so formats go to files: --format json=FILE")
        raise ConfigError("command line", "only one format can be printed; write others to files: --format json=FILE")
    _unclashed([name.partition("=")[2] for name in formats if "=" in name], args.paths)
    return formats


def _unclashed(files: list[str], paths: list[str]) -> None:
    """Refuse to write two formats to one file, or findings over a report."""
    for at, file in enumerate(files):
        if file in files[:at]:
            raise ConfigError("command line", f"two formats cannot both be written to {file}")
        if any(Path(file).exists() and Path(path).exists() and Path(file).samefile(path) for path in paths):
            raise ConfigError("command line", f"{file} is to be read, so findings cannot be written to it")


def _reporter(name: str, setting: reporters.Setting, stack: ExitStack) -> reporters.Reporter:
    """The reporter of `NAME` or `NAME=FILE`."""
    form, _, file = name.partition("=")
    known("format", form, reporters.formats())
    return reporters.load(form)(stack.enter_context(written(file)) if file else sys.stdout, setting)


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of findings")
    return int(text)


def _fails(outcome: Outcome, fail_on: str) -> bool:
    if fail_on == "never":
        return False
    worst = Severity(fail_on).rank
    return any(finding.severity.rank <= worst for finding in outcome.findings)
