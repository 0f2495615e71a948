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

from ofsted_lint.checks.references import chosen
from ofsted_lint.cli import against_option, fix_options, format_options, inputs, record_options, suppression_options
from ofsted_lint.cli.overwrite_guard import Targets
from ofsted_lint.configuration import file as config
from ofsted_lint.documents.document import Document
from ofsted_lint.files.errors import ConfigError, known
from ofsted_lint.findings.finding import Severity
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting.engine import lint

_FAIL_ON = get_args(config.FailOn)


def arguments(parser: argparse.ArgumentParser) -> None:
    inputs.path_arguments(parser, "*")
    inputs.rule_arguments(parser)
    inputs.published_argument(parser)
    against_option.arguments(parser)
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
    if args.fail_on is not None:
        known("severity", args.fail_on, _FAIL_ON)
    wish = fix_options.wish(args)
    formats = format_options.formats(args)
    failures = inputs.Failures()
    setups = inputs.Setups(args, failures)
    if args.show_config:
        return inputs.show_config(args, failures, setups)
    if args.verify:
        if args.paths:
            raise ConfigError("command line", "--verify looks at the documents that the record names: leave PATH out")
        return record_options.verified(args.verify, setups.here().rules, failures)
    if not args.paths:
        raise ConfigError("command line", "the following arguments are required: PATH (see ofsted-lint check --help)")
    targets = Targets(args, formats)
    given = against_option.given(args)
    targets.spare(*(each.source.path for each in given))
    documents = inputs.documents(args, failures, setups)
    held = suppression_options.Holding(args, failures)
    record = record_options.Recording(args, setups)

    def linted(report: Document) -> Outcome:
        force = setups.of(report.source.path)
        register = held.register(report.source.path, setups.rules)
        outcome = lint(report, force.rules, register, chosen(report, given))
        return held.hold(outcome, force.baseline)

    failed = False
    with ExitStack() as stack:
        shown = format_options.Outlets(formats, args, setups.rules, stack)
        for report in documents:
            force = setups.of(report.source.path)
            targets.spare(report.source.path)
            targets.spare(None if args.write_baseline else force.baseline)
            outcome = linted(report)
            if wish:
                outcome = fix_options.mended(outcome, wish, linted, failures)
            outcome = held.part(outcome, linted)
            failed = failed or _fails(outcome, force.fail_on)
            for rule, seconds in outcome.slow:
                inputs.say(f"{report.source.path}: the rule “{rule}” took {seconds:.1f} s")
            record.document(outcome)
            shown.document(outcome, force.max_findings)
        shown.close(failures)
    record.close(failures)
    held.close()
    return 2 if failures.count else int(failed)


def _fails(outcome: Outcome, fail_on: str) -> bool:
    if fail_on == "never":
        return False
    worst = Severity(fail_on).rank
    return any(finding.severity.rank <= worst for finding in outcome.findings)
