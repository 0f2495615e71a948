"""explain a rule: what it finds, why, its source, examples

The examples are the rule's own tests; the text that it finds in them is marked.
"""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import msgspec

from ofsted_lint.cli import format_options, inputs
from ofsted_lint.cli.commands.rules import record
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import options
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import printable
from ofsted_lint.output.explanation import explained
from ofsted_lint.rules import rule_file
from ofsted_lint.rules.renames import notices
from ofsted_lint.rules.rule import Loaded, renames
from ofsted_lint.rules.selection import likely

FORMATS = ("console", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="the rule's id")
    inputs.config_arguments(parser)
    inputs.rule_arguments(parser)
    format_options.argument(parser, FORMATS)


def run(args: argparse.Namespace) -> int:
    formats = format_options.chosen(args, FORMATS)
    console = Console()
    loaded = _named(args.rule, Setups(options(args).asked(), console.fail).here().rules, console)
    format_options.write_each(formats, partial(_write, loaded))
    return 2 if console.failures else 0


def _write(loaded: Loaded, form: str, stream: TextIO) -> None:
    """Write the explanation of a rule in one of the formats."""
    examples = rule_file.examples(Path(loaded.path))
    if form == "json":
        made: dict[str, Any] = record(loaded)
        made["examples"] = [msgspec.to_builtins(example) for example in examples]
        stream.write(msgspec.json.encode(made).decode() + "\n")
    else:
        stream.write(printable_lines(explained(loaded, examples)) + "\n")


def _named(name: str, loaded: list[Loaded], console: Console) -> Loaded:
    by_id, old = {each.rule.id: each for each in loaded}, renames(loaded)
    for line in notices([name], old):
        console.say(line)
    name = old.get(name, name)
    if name not in by_id:
        raise ConfigError("command line", f"there is no rule “{name}”{likely(name, loaded)}")
    return by_id[name]


def printable_lines(text: str) -> str:
    """Return a text without control characters except its line ends."""
    return "\n".join(printable(line) for line in text.split("\n"))
