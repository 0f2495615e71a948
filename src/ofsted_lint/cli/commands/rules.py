"""list the rules in force

Prints a line for each rule: its severity (or that it is off), its id and what
it finds.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

import msgspec

from ofsted_lint.cli import inputs
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import options
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.files.errors import known
from ofsted_lint.files.printable import printable
from ofsted_lint.rules.loading import Loaded
from ofsted_lint.rules.precision import precision


def arguments(parser: argparse.ArgumentParser) -> None:
    inputs.config_arguments(parser)
    inputs.rule_arguments(parser)
    parser.add_argument("--format", default="console", metavar="NAME", help="console or json")


def run(args: argparse.Namespace) -> int:
    known("format", args.format, ("console", "json"))
    console = Console()
    loaded = Setups(options(args).asked(), console.fail).here().rules
    if args.format == "json":
        made = msgspec.json.encode({"schema": 1, "rules": [record(each) for each in loaded]})
        sys.stdout.write(made.decode() + "\n")
    else:
        longest = max((len(each.rule.id) for each in loaded), default=0)
        for rule in (each.rule for each in loaded):
            weight = rule.severity.value if rule.enabled else "off"
            print(printable(f"{weight:<8} {rule.id:<{longest}}  {rule.summary}"))
    return 2 if console.failures else 0


def record(loaded: Loaded) -> dict[str, Any]:
    """Return a rule as the JSON output has it; `precision` is None if it is not measured."""
    rule = loaded.rule
    known, _ = precision(loaded.ships, rule.id)
    return {
        "id": rule.id,
        "summary": rule.summary,
        "why": rule.why,
        "source": rule.source,
        "severity": rule.severity.value,
        "check": rule.check,
        "kinds": list(rule.kinds),
        "enabled": rule.enabled,
        "precision": known.verdicts() if known else None,
        "params": rule.params,
        "fix": msgspec.to_builtins(rule.fix),
    }
