"""explain a rule: what it finds, why, its source, examples

The examples are the rule's own tests; the text that it finds in them is marked.
"""

from __future__ import annotations

import argparse
import textwrap
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import msgspec

from ofsted_lint.cli import format_options, inputs
from ofsted_lint.cli.commands.rules import record
from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import options
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.documents import kinds
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import printable
from ofsted_lint.rules import rule_file
from ofsted_lint.rules.example import Example
from ofsted_lint.rules.precision import Figures, precision
from ofsted_lint.rules.renames import notices
from ofsted_lint.rules.rule import Loaded, Rule, renames
from ofsted_lint.rules.selection import likely

FORMATS = ("console", "json")
_WIDTH = 78
# So few findings read say little about a rule.
_FEW = 3


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
        stream.write(printable_lines(_text(loaded, examples)) + "\n")


def _named(name: str, loaded: list[Loaded], console: Console) -> Loaded:
    by_id, old = {each.rule.id: each for each in loaded}, renames(loaded)
    for line in notices([name], old):
        console.say(line)
    name = old.get(name, name)
    if name not in by_id:
        raise ConfigError("command line", f"there is no rule “{name}”{likely(name, loaded)}")
    return by_id[name]


def _text(loaded: Loaded, examples: list[Example]) -> str:
    """Return the explanation of a rule as lines of text."""
    rule = loaded.rule
    off = "" if rule.enabled else ", off"
    lines = [f"{rule.id} ({rule.severity.value}{off})", "", *_filled(rule.summary), "", *_filled(rule.why)]
    if rule.source:
        lines += ["", *_filled(f"Source: {rule.source}")]
    lines += ["", *_filled(f"Measured: {_measured(loaded)}")]
    lines += ["", f"Applies to: {_holds(rule)}"]
    if rule.fix:
        safe = "safe" if rule.fix.safe else f"not safe, because {rule.fix.because}"
        lines += ["", *_filled(f"Fix: {rule.fix.title} ({safe})")]
    for title, marked in (("Found:", True), ("Not found:", False)):
        for example in examples:
            if ("[[" in example.text) is marked:
                lines += ["", f"{title} {example.name}", "", textwrap.indent(example.text.rstrip(), "    ")]
                lines += _filled(f"Says: {example.says}", "    ") if example.says else []
                if example.fixed is not None:
                    lines += ["", "    Fixed:", "", textwrap.indent(example.fixed.rstrip(), "    ")]
    return "\n".join(lines)


def _measured(loaded: Loaded) -> str:
    """Return the measured precision of a rule on published reports, in words."""
    known, reports = precision(loaded.ships, loaded.rule.id)
    if known is None:
        return "no."
    flagged, findings = known.reports + known.set_aside.reports, known.findings + known.set_aside.findings
    parts = [f"flags {flagged} of {reports} published reports, {findings} finding(s)"]
    both = ((known, "used to make the rule"), (known.set_aside, "set aside"))
    parts += (_reviewed(part, where) for part, where in both if part.read)
    if known.planted:
        parts.append(f"planted in {known.planted.reports} reports, found in {known.planted.found}")
    return "; ".join(parts) + "." + (f" {known.note}" if known.note else "")


def _reviewed(part: Figures, where: str) -> str:
    """Return the verdicts on the findings of a part of the corpus, with the interval of their precision."""
    low, high = part.between or (0.0, 1.0)
    few = f"; only {part.read} could be read" if part.read <= _FEW else ""
    said = f"{part.true} true, {part.false} false, {part.arguable} arguable"
    return f"of {part.read} read in reports {where}, {said} (right in {low:.0%} to {high:.0%}{few})"


def _filled(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(" ".join(text.split()), _WIDTH, initial_indent=indent, subsequent_indent=indent)


def _holds(rule: Rule) -> str:
    what = kinds.in_words(rule.kinds)
    templates = f" of the templates {', '.join(rule.templates)}" if rule.templates else ""
    first = f" from {rule.from_}" if rule.from_ else ""
    last = f" to {rule.to}" if rule.to else ""
    return what + templates + (", inspections that begin" + first + last if first or last else "")


def printable_lines(text: str) -> str:
    """Return a text without control characters except its line ends."""
    return "\n".join(printable(line) for line in text.split("\n"))
