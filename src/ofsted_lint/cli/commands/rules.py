"""list the rules in force

Prints a line for each rule: its severity, its id and what it finds; a terminal
that is narrower has it on several. RULES are ids, patterns of ids or families
(folders of rules), as for --select.

examples:
  ofsted-lint rules                 the rules in force
  ofsted-lint rules grades          those of a family
  ofsted-lint rules --all           also those that are off
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from functools import partial
from typing import Any, TextIO

import msgspec

from ofsted_lint.cli import format_options, inputs
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import options
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.files.printable import printable
from ofsted_lint.rules.precision import precision
from ofsted_lint.rules.rule import Loaded

FORMATS = ("console", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    inputs.config_arguments(parser)
    inputs.rule_arguments(parser)
    parser.add_argument("names", nargs="*", metavar="RULES", help="list these rules only")
    parser.add_argument("--all", action="store_true", help="list the rules that are off as well")
    format_options.argument(parser, FORMATS)


def run(args: argparse.Namespace) -> int:
    formats = format_options.chosen(args, FORMATS)
    console = Console()
    if args.names:
        args.select = [*(args.select or []), *args.names]
    loaded = Setups(options(args).asked(), console.fail).here().rules
    format_options.write_each(formats, partial(_write, loaded, args.all))
    return 2 if console.failures else 0


def _write(loaded: list[Loaded], every: bool, form: str, stream: TextIO) -> None:
    """Write rules in one of the formats; in JSON, each says whether it is in force."""
    if form == "json":
        made = msgspec.json.encode({"schema": 1, "rules": [record(each) for each in loaded]})
        stream.write(made.decode() + "\n")
        return
    shown = [each.rule for each in loaded if each.rule.enabled or every]
    longest = max((len(rule.id) for rule in shown), default=0)
    write = _line(stream)
    for rule in shown:
        weight = rule.severity.value if rule.enabled else "off"
        write(printable(f"{weight:<8} {rule.id:<{longest}}  "), printable(rule.summary))
    if off := len(loaded) - len(shown):
        stream.write(f"({off:,} more {'rule is' if off == 1 else 'rules are'} off; --all lists all)\n")


def _line(stream: TextIO) -> Callable[[str, str], object]:
    """Return the function that writes a line: wrapped for a terminal, or where COLUMNS asks for it; else as it is."""
    if not stream.isatty() and "COLUMNS" not in os.environ:
        return lambda head, text: stream.write(f"{head}{text}\n")
    from ofsted_lint.output.terminal import Terminal  # brings rich

    return Terminal(stream, coloured=False).wrapped


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
