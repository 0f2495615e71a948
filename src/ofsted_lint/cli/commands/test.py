"""run the examples inside rule files as tests

Takes ids of rules, rule files or folders of them; without any, all shipped
rules are tested. Each example must find what is marked in it, and nothing else.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ofsted_lint.checks import renamed
from ofsted_lint.cli.console import Console
from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.files.package_data import folder
from ofsted_lint.files.printable import printable
from ofsted_lint.linting.rule_tests import run_examples
from ofsted_lint.rules import catalogue, new_rule
from ofsted_lint.rules.renames import notices
from ofsted_lint.rules.rule import Loaded, renames


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rules", nargs="*", metavar="RULE", help="a rule's id, a rule file, or a folder of them")
    parser.add_argument("--new", metavar="ID", help="begin a rule file ID.yaml (or FOLDER/ID.yaml) instead")


def run(args: argparse.Namespace) -> int:
    if args.new is not None:
        return _begun(args.new, args.rules)
    console = Console()
    tried = wrong = 0
    skipped: dict[str, str] = {}
    for loaded in _chosen(args.rules, console):
        try:
            verdicts = run_examples(loaded)
        except ConfigError as error:
            console.fail(error)
            continue
        if old := renamed.advice(loaded.rule.check, loaded.rule.params):
            print(printable(f"old name {loaded.rule.id}: {old}"))
        for verdict in verdicts:
            if verdict.skipped:
                skipped[verdict.rule] = verdict.skipped
                continue
            tried += 1
            if verdict.faults:
                wrong += 1
                print(printable(f"FAILED {verdict.rule}: {verdict.example}"))
                for line in "\n".join(verdict.faults).split("\n"):
                    print(printable(f"  {line}"))
    for rule, why in skipped.items():
        print(printable(f"skipped {rule}: {why}"))
    print(f"{tried} examples: {tried - wrong} passed, {wrong} failed")
    return 2 if console.failures else int(wrong > 0)


def _begun(name: str, others: list[str]) -> int:
    """Write a new rule file to start from, and print what to do next."""
    if others:
        raise ConfigError("command line", f"--new begins one rule file and tests none: leave “{others[0]}” out")
    path = new_rule.write(name)
    print(printable(f"{path} is a rule that works: change it to what you need, then run: ofsted-lint test {path}"))
    return 0


def _chosen(names: list[str], console: Console) -> list[Loaded]:
    """Return the named rules; a name is first taken as a file or folder, then as an id.

    Rule files may extend shipped rules, so these are read with them.
    """
    paths = [Path(name) for name in names if Path(name).exists()]
    loaded, errors = catalogue.find([folder("rules"), *paths])
    for error in errors:
        console.fail(error)
    known = {each.rule.id: each for each in loaded}
    old = renames(loaded)
    for line in notices(names, old):
        console.say(line)
    known |= {name: known[current] for name, current in old.items()}
    real = [path.resolve() for path in paths]
    chosen = [each for each in loaded if any(Path(each.path).resolve().is_relative_to(path) for path in real)]
    for name in names:
        if Path(name).exists():
            continue
        if name in known:
            chosen.append(known[name])
        else:
            console.fail(f"there is no rule or file “{name}”{did_you_mean(name, known)}")
    return chosen if names else loaded
