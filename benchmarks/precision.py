"""Count the findings of each rule in published reports, and how many of them are right.

    python -m benchmarks.precision [RULE ...]      count, and write docs/precision.yaml (these rules only)
    python -m benchmarks.precision --show RULE     print a sample of its findings to read
    python -m benchmarks.precision --unread        the rules whose sample is not read to the end

Every rule is run over the layout text of the corpus, those that are off too.
A quarter of the authorities is set aside: rules were made without it, and
`--aside` shows or counts it. Verdicts are kept by fingerprint in
`benchmarks/verdicts/*.tsv` (rule, report, fingerprint, true/false/arguable, a
word why), so that a rule that changes keeps what was read of it; a line with
`*` for report and fingerprint and `note` for verdict is the reader's note.
Rules that find nothing are proved on planted faults (`benchmarks.planted`).
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from msgspec.structs import replace

from benchmarks.accuracy import corpus
from benchmarks.planted import planted
from ofsted_lint import documents
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.suppressions import Register
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import read_file

ROOT = Path(__file__).resolve().parent.parent
VERDICTS = ROOT / "benchmarks" / "verdicts"
PRECISION = ROOT / "docs" / "precision.yaml"
SAMPLE = 20
WORDS = ("true", "false", "arguable")
HEAD = """\
# What each rule finds in 107 published reports (layout text), and how much of a
# sample of up to 20 findings is right, as read by a person. `set_aside` are the
# same figures for a quarter of the authorities that rules were made without.
# `between` is where the share of true findings lies with a certainty of 95%
# (Wilson's interval); with three findings read it is wide, and says so.
# Written by `python -m benchmarks.precision`; verdicts are in benchmarks/verdicts/.
"""


Key = tuple[str, str, str]


class Case(NamedTuple):
    """A finding in a published report."""

    report: str
    aside: bool
    finding: Finding

    @property
    def key(self) -> Key:
        return self.finding.rule, self.report, self.finding.fingerprint

    @property
    def order(self) -> str:
        """A fixed order that has nothing to do with the report's place."""
        return hashlib.sha256(f"{self.report}{self.finding.fingerprint}".encode()).hexdigest()


def set_aside(authority: str) -> bool:
    """True if an authority's reports are kept for the end."""
    return hashlib.sha256(f"aside {authority}".encode()).digest()[0] % 4 == 0


def run(rules: Iterable[Loaded], aside: bool | None = None) -> tuple[list[Case], Counter[bool]]:
    """The findings of rules in the reports of the corpus, and how many reports there are of each part."""
    rules = [replace(each, rule=replace(each.rule, enabled=True)) for each in rules]
    cases: list[Case] = []
    reports: Counter[bool] = Counter()
    for path in sorted((corpus() / "corpus" / "ilacs").rglob("*.layout.txt")):
        part = set_aside(path.parent.name)
        if aside is not None and part is not aside:
            continue
        reports[part] += 1
        name = f"{path.parent.name.split('_', 1)[-1]} {path.name.split(' - ', 1)[-1].removesuffix('.layout.txt')}"
        outcome = lint(documents.read(read_file(path)), rules, Register(date.today()))
        cases += (Case(name, part, finding) for finding in outcome.findings)
    return cases, reports


def verdicts() -> tuple[dict[Key, str], dict[str, str]]:
    """The findings that were read, by rule, report and fingerprint; and the reader's notes by rule."""
    read: dict[Key, str] = {}
    notes: dict[str, str] = {}
    for file in sorted(VERDICTS.glob("*.tsv")):
        for line in file.read_text("utf-8").splitlines():
            if not line.strip():
                continue
            rule, report, mark, verdict, *why = line.split("\t")
            if verdict == "note":
                notes[rule] = why[0]
            elif verdict in WORDS:
                read[rule, report, mark] = verdict
            else:
                raise SystemExit(f"{file.name}: “{verdict}” is none of {', '.join(WORDS)}, note")
    return read, notes


def sample(cases: list[Case], size: int = SAMPLE) -> list[Case]:
    return sorted(cases, key=lambda case: case.order)[:size]


def show(cases: list[Case]) -> None:
    """Findings with what stands around them."""
    read, _ = verdicts()
    for case in sample(cases):
        place = case.finding.place
        text = place.source.text
        around = text[max(place.span.start - 200, 0) : place.span.start]
        print(f"{case.finding.rule}\t{case.report}\t{case.finding.fingerprint}\t{read.get(case.key, '?')}")
        print(f"   {case.finding.message}")
        print(f"   … {' '.join(around.split())} >>>{place.text}<<< {' '.join(text[place.span.end :][:160].split())} …")
        for other in case.finding.related:
            print(f"   {other.note}: {other.place.text[:120]}")


def figures(cases: list[Case], read: dict[Key, str]) -> dict[str, Any]:
    """The counts of one rule in one part of the corpus; a verdict on any finding counts."""
    said = Counter(read[case.key] for case in cases if case.key in read)
    made: dict[str, Any] = {"reports": len({case.report for case in cases}), "findings": len(cases)}
    made |= {"read": said.total()} | {word: said[word] for word in WORDS}
    return made | {"between": wilson(said["true"], said.total())} if said else made


def wilson(right: int, of: int) -> list[float]:
    """The interval in which a share lies with a certainty of 95%, of so many (at least one) that were counted."""
    z = 1.96
    middle, half = right / of + z * z / (2 * of), z * sqrt(right / of * (1 - right / of) / of + z * z / (4 * of * of))
    scale = 1 + z * z / of
    return [round(max(0.0, (middle - half) / scale), 2), round(min(1.0, (middle + half) / scale), 2)]


def write(rules: list[Loaded], only: list[str]) -> None:
    """Count everything, or these rules only, and write it down."""
    kept = yaml.safe_load(PRECISION.read_text("utf-8"))["rules"] if only else {}
    order, rules = rules, [each for each in rules if not only or each.rule.id in only]
    cases, reports = run(rules)
    read, notes = verdicts()
    proved = planted(rules)
    made: dict[str, Any] = {each.rule.id: kept.get(each.rule.id) for each in order if each.rule.id in {*kept, *only}}
    for each in rules:
        mine = [case for case in cases if case.finding.rule == each.rule.id]
        parts = [figures([case for case in mine if case.aside is aside], read) for aside in (False, True)]
        made[each.rule.id] = parts[0] | {"set_aside": parts[1]}
        if each.rule.id in proved:
            made[each.rule.id]["planted"] = dict(zip(("reports", "found"), proved[each.rule.id], strict=True))
        if each.rule.id in notes:
            made[each.rule.id]["note"] = notes[each.rule.id]
    body = yaml.safe_dump(
        {"reports": {"read": reports[False], "set_aside": reports[True]}, "rules": made},
        sort_keys=False, allow_unicode=True, width=110, default_flow_style=None,
    )  # fmt: skip
    PRECISION.write_text(HEAD + body, "utf-8")
    print(f"{len(rules)} rules over {reports[False]} reports and {reports[True]} set aside: {PRECISION.name} written")


def unread(rules: list[Loaded], aside: bool | None) -> None:
    cases, _ = run(rules, aside)
    read, _ = verdicts()
    for each in rules:
        mine = sample([case for case in cases if case.finding.rule == each.rule.id])
        left = sum(case.key not in read for case in mine)
        if left:
            print(f"{each.rule.id}: {left} of {len(mine)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("only", nargs="*", metavar="RULE", help="count these rules only, and keep the other figures")
    parser.add_argument("--show", metavar="RULE", help="print a sample of a rule's findings")
    parser.add_argument("--unread", action="store_true", help="list rules with findings in their sample not read")
    parser.add_argument("--aside", action="store_true", help="only the quarter that is set aside")
    args = parser.parse_args()
    rules, errors = find([folder("rules")])
    for error in errors:
        print(error)
    if args.show:
        show(run([each for each in rules if each.rule.id == args.show], args.aside)[0])
    elif args.unread:
        unread(rules, args.aside)
    else:
        write(rules, args.only)


if __name__ == "__main__":
    main()
