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

from ofsted_lint import config, holding, mending, outlets, recording, references, workload
from ofsted_lint.against import chosen
from ofsted_lint.document.base import Document
from ofsted_lint.engine import Outcome, lint
from ofsted_lint.errors import ConfigError, known
from ofsted_lint.finding import Severity
from ofsted_lint.targets import Targets

_FAIL_ON = get_args(config.FailOn)


def arguments(parser: argparse.ArgumentParser) -> None:
    workload.path_arguments(parser, "*")
    workload.rule_arguments(parser)
    workload.published_argument(parser)
    references.arguments(parser)
    outlets.arguments(parser)
    parser.add_argument_group("outcome").add_argument(
        "--fail-on",
        metavar="SEVERITY",
        help=f"exit with 1 from this severity on: {', '.join(_FAIL_ON)} (default: as configured, else error)",
    )
    holding.arguments(parser)
    mending.arguments(parser)
    recording.arguments(parser)
    parser.add_argument(
        "--show-config", action="store_true", help="print what is configured (for PATH), and where each value is from"
    )


def run(args: argparse.Namespace) -> int:
    if args.fail_on is not None:
        known("severity", args.fail_on, _FAIL_ON)
    wish = mending.wish(args)
    formats = outlets.formats(args)
    failures = workload.Failures()
    setups = workload.Setups(args, failures)
    if args.show_config:
        return workload.show_config(args, failures, setups)
    if args.verify:
        if args.paths:
            raise ConfigError("command line", "--verify looks at the documents that the record names: leave PATH out")
        return recording.verified(args.verify, setups.here().rules, failures)
    if not args.paths:
        raise ConfigError("command line", "the following arguments are required: PATH (see ofsted-lint check --help)")
    targets = Targets(args, formats)
    given = references.given(args)
    targets.spare(*(each.source.path for each in given))
    documents = workload.documents(args, failures, setups)
    held = holding.Holding(args, failures)
    record = recording.Recording(args, setups)

    def linted(report: Document) -> Outcome:
        force = setups.of(report.source.path)
        register = held.register(report.source.path, setups.rules)
        outcome = lint(report, force.rules, register, chosen(report, given))
        held.hold(outcome, force.baseline)
        return outcome

    failed = False
    with ExitStack() as stack:
        shown = outlets.Outlets(formats, args, setups.rules, stack)
        for report in documents:
            force = setups.of(report.source.path)
            targets.spare(report.source.path)
            targets.spare(None if args.write_baseline else force.baseline)
            outcome = linted(report)
            if wish:
                outcome = mending.mended(outcome, wish, linted, failures)
            held.part(outcome, linted)
            failed = failed or _fails(outcome, force.fail_on)
            for rule, seconds in outcome.slow:
                workload.say(f"{report.source.path}: the rule “{rule}” took {seconds:.1f} s")
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
