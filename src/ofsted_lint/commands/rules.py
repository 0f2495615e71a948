"""list the rules in force

Prints a line for each rule: its severity, its id and what it finds.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

import msgspec

from ofsted_lint import workload
from ofsted_lint.commands import known
from ofsted_lint.printable import printable
from ofsted_lint.rule import Rule


def arguments(parser: argparse.ArgumentParser) -> None:
    workload.rule_arguments(parser)
    parser.add_argument("--format", default="console", metavar="NAME", help="console or json")


def run(args: argparse.Namespace) -> int:
    known("format", args.format, ("console", "json"))
    failures = workload.Failures()
    listed = [loaded.rule for loaded in workload.load_rules(args.rules, failures)]
    if args.format == "json":
        made = msgspec.json.encode({"schema": 1, "rules": [record(rule) for rule in listed]})
        sys.stdout.write(made.decode() + "\n")
    else:
        longest = max((len(rule.id) for rule in listed), default=0)
        for rule in listed:
            print(printable(f"{rule.severity.value:<8} {rule.id:<{longest}}  {rule.summary}"))
    return 2 if failures.count else 0


def record(rule: Rule) -> dict[str, Any]:
    """A rule as the contract has it; `precision` is null while it is not measured."""
    return {
        "id": rule.id,
        "summary": rule.summary,
        "why": rule.why,
        "source": rule.source,
        "severity": rule.severity.value,
        "check": rule.check,
        "kinds": list(rule.kinds),
        "enabled": rule.enabled,
        "precision": None,
        "params": rule.params,
    }
