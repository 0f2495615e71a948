"""run the examples inside rule files as tests

Names rules or rule files or folders of them; without any, all shipped rules
are tested. Each example must find what is marked in it, and nothing else.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ofsted_lint import rules, workload
from ofsted_lint.errors import ConfigError, did_you_mean
from ofsted_lint.printable import printable
from ofsted_lint.proof import prove
from ofsted_lint.resources import folder
from ofsted_lint.rule import Loaded


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rules", nargs="*", metavar="RULE", help="a rule's id, a rule file, or a folder of them")


def run(args: argparse.Namespace) -> int:
    failures = workload.Failures()
    tried = wrong = 0
    for loaded in _chosen(args.rules, failures):
        try:
            verdicts = prove(loaded)
        except ConfigError as error:
            failures.tell(str(error))
            continue
        for verdict in verdicts:
            tried += 1
            if verdict.faults:
                wrong += 1
                print(printable(f"FAILED {verdict.rule}: {verdict.example}"))
                for line in "\n".join(verdict.faults).split("\n"):
                    print(printable(f"  {line}"))
    print(f"{tried} examples: {tried - wrong} passed, {wrong} failed")
    return 2 if failures.count else int(wrong > 0)


def _chosen(names: list[str], failures: workload.Failures) -> list[Loaded]:
    """The rules that are named; files and folders are taken before ids."""
    if not names:
        return workload.load_rules([], failures)
    chosen: list[Loaded] = []
    shipped: list[Loaded] | None = None
    for name in names:
        if Path(name).exists():
            found, errors = rules.find([Path(name)])
            for error in errors:
                failures.tell(str(error))
            chosen += found
            continue
        shipped = rules.find([folder("rules")])[0] if shipped is None else shipped
        known = {loaded.rule.id: loaded for loaded in shipped}
        if name in known:
            chosen.append(known[name])
        else:
            failures.tell(f"there is no rule or file “{name}”{did_you_mean(name, known)}")
    return chosen
