"""How surely what is not true in a statement about a report is found, and how seldom what is true is flagged.

    python -m benchmarks.statements [--each N] [--show KIND] [--frames [aside|later|unread]]

Sets statements of our own (`statements.yaml`) about the reports of the corpus,
and about letters of our own, with quotations taken from them as it runs and
with true claims; alters one thing in each; and lints them against their report.
Prints how many of each kind are found, by the right rule and in the right
place, and how many true statements have findings: in all, and for the wordings
that were held out while the readers were made. `--show` prints what is missed
(`untouched`: what is flagged) in wordings that were not held out; `--held` in
those too.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import yaml

from benchmarks.accuracy import corpus
from benchmarks.statement_changes import ALTERED, FOREIGN, Alteration
from benchmarks.statement_facts import Facts, corpus_facts, made_letter
from benchmarks.statement_setting import Piece, Set, Setter, leaves
from ofsted_lint import documents
from ofsted_lint.checks.context import ReferenceDocuments, chosen
from ofsted_lint.documents.report.model import Report
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.finding import Finding, Severity
from ofsted_lint.linting.engine import lint
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers.markdown import decode
from ofsted_lint.source.source import Source

WORDINGS = Path(__file__).with_suffix(".yaml")
FRAMES = {name: WORDINGS.with_name(f"statement_{name}.yaml") for name in ("frames", "aside", "later", "unread")}
UNTOUCHED = "untouched"
ANOTHER = "another council’s report"
PARTIAL = "only some of what is inadequate"
LETTERS = 40


class Case(NamedTuple):
    """A statement that was linted: what is altered in it and what was found."""

    kind: str
    name: str
    held: bool
    read_as: str
    set: Set
    piece: Piece | None
    findings: tuple[Finding, ...]
    found: bool

    def worst(self, severity: Severity) -> list[Finding]:
        return [each for each in self.findings if each.severity.rank <= severity.rank]


class Bench:
    """Sets statements and lints them."""

    def __init__(self, wordings: dict[str, Any], everything: Sequence[Facts], rules: list[Loaded]) -> None:
        self.wordings, self.everything, self.rules = wordings, everything, rules
        self.counts: Counter[str] = Counter()

    def cases(self, each: int, dice: random.Random) -> Iterator[Case]:
        """So many statements about each report, as they are and with something altered."""
        for number, facts in enumerate(self.everything):
            layouts = self.wordings["visits" if facts.ordinal else "layouts"]
            for layout in dice.sample(layouts, min(each, len(layouts))):
                seed = f"{facts.name} {layout['name']}"
                yield from self.untouched(layout, facts, seed)
                yield from self.altered(layout, facts, seed)
            other = self.everything[(number + 20) % len(self.everything)]
            if other.place[:5] != facts.place[:5] and not facts.ordinal and not other.ordinal:
                made = self.untouched(dice.choice(layouts), facts._replace(against=other.against), f"{number}")
                yield from (
                    self.of_another(case) for case in made if {"place", "council"} & {p.name for p in case.set.pieces}
                )

    def untouched(self, layout: dict[str, Any], facts: Facts, seed: str) -> Iterator[Case]:
        setter = Setter(self.wordings, layout, facts, seed)
        done = setter.set(setter.template())
        if not done:
            return
        named = {piece.of for piece in done.pieces if piece.name == "g" and facts.grades[piece.of] == "inadequate"}
        there = {area for area, grade in facts.grades.items() if grade == "inadequate"}
        case = self.lint(UNTOUCHED, setter, done, None, ())
        counted = (
            facts.grades and facts.all_grades == "inadequate" and any(p.name in ("all", "most") for p in done.pieces)
        )
        if named and "overall" not in named and named != there and not counted:
            found = [each for each in case.findings if each.rule == "grade-claim-partial"]
            yield case._replace(kind=PARTIAL, found=bool(found))
        else:
            yield case

    def of_another(self, case: Case) -> Case:
        return case._replace(
            kind=ANOTHER, found=[f.rule for f in case.findings if f.severity == "error"] == ["against-another-council"]
        )

    def altered(self, layout: dict[str, Any], facts: Facts, seed: str) -> Iterator[Case]:
        """The statement with the alteration that is rarest so far and can be made in it."""
        for kind in sorted(ALTERED, key=lambda kind: self.counts[kind]):
            if case := self._altered(kind, ALTERED[kind], Setter(self.wordings, layout, facts, seed)):
                self.counts[kind] += 1
                yield case
                return

    def _altered(self, kind: str, alteration: Alteration, setter: Setter) -> Case | None:
        if not alteration.prepare(setter):
            return None
        template = setter.template()
        there = [n for n, name, of in leaves(template) if {name, f"{name}:{of}"} & set(alteration.places)]
        if alteration.places and not there:
            return None
        at = setter.dice.choice(there) if there else -1
        done = setter.set(template, at, alteration.change)
        return self.lint(kind, setter, done, done.pieces[at] if there else None, alteration.rules) if done else None

    def lint(self, kind: str, setter: Setter, done: Set, piece: Piece | None, rules: Sequence[str]) -> Case:
        source = source_of(done.text, "Markdown" in setter.layout["name"])
        read = documents.read(source)
        read_as = read.kind
        if read_as == "unknown":  # as the program reads a text that is named with its report
            read = documents.read(source, "statement")
        findings = lint(read, self.rules, against=chosen(read, [setter.facts.against])).findings
        first, last = done.lines(piece) if piece else (0, len(done.text))
        if piece and piece.name.startswith("q"):
            first, last = piece.start, piece.end
        found = any(f.rule in rules and f.place.span.start < last and f.place.span.end > first for f in findings)
        name = f"{setter.facts.name}: {setter.layout['name']}"
        return Case(kind, name, setter.held, read_as, done, piece, findings, found)


def source_of(text: str, markdown: bool) -> Source:
    return decode("statement.md", text.encode()) if markdown else Source("statement.txt", text)


def statement_rules() -> list[Loaded]:
    return [each for each in find([folder("rules")])[0] if "statements" in str(each.path)]


def show(case: Case) -> None:
    words = case.set.text[slice(*case.set.lines(case.piece))].strip() if case.piece else case.set.text[:300]
    print(f"--- {case.name} [{case.kind}] read as {case.read_as}" + (" held" if case.held else ""))
    if case.kind != UNTOUCHED:
        altered = case.set.text[case.piece.start : case.piece.end] if case.piece else ""
        print(f"    {altered!r} in: {words}")
    for finding in case.worst(Severity.WARNING):
        around = case.set.text[max(0, finding.place.span.start - 100) : finding.place.span.end + 100]
        print(f"    {finding.rule}: {finding.message}\n        {around!r}")


def table(cases: Sequence[Case]) -> None:
    """How many are found of each kind, and how many true ones have findings, by side."""
    print(f"{'':34}{'all':>16}{'held out':>18}")
    kinds = [*ALTERED, ANOTHER, PARTIAL]
    for name, some in (("altered", kinds), *((f"  {kind}", [kind]) for kind in kinds)):
        mine = [case for case in cases if case.kind in some]
        columns = [mine, [case for case in mine if case.held]]
        shares = (f"{len(c):6} {sum(case.found for case in c) / len(c):8.1%}" if c else " " * 15 for c in columns)
        print(f"{name:34}{'   '.join(shares)}")
    mine = [case for case in cases if case.kind == UNTOUCHED]
    for severity in (Severity.ERROR, Severity.WARNING):
        columns = [mine, [case for case in mine if case.held]]
        shares = (f"{len(c):6} {sum(bool(case.worst(severity)) for case in c) / len(c):8.1%}" for c in columns if c)
        print(f"{f'untouched, with {severity}s':34}{'   '.join(shares)}")
    print(
        "untouched, by rule:",
        dict(Counter(f.rule for case in mine for f in case.worst(Severity.WARNING)).most_common()),
    )
    print("untouched, read as:", dict(Counter(case.read_as for case in mine)))


def cost(everything: Sequence[Facts], rules: list[Loaded]) -> None:
    """What all rules cost for a statement of 5,000 words against a report of some 60 pages, beyond reading both."""
    dice = random.Random(8)  # noqa: S311
    some = [facts for facts in everything if not facts.ordinal][:5]
    first, *others = some
    more = [each.prose.text for facts in others for each in facts.against.passages if "prose" in each.tags]
    head = "\n\nThe experiences and progress of children in care: good\n\n"
    text = first.against.source.text + head + "\n\n".join(f"{at}. {each}" for at, each in enumerate(more, 1))
    told = [each.text for facts in some for each in facts.told]
    paragraphs = ["Ofsted’s report about children’s services was published today."]
    while sum(len(each.split()) for each in paragraphs) < 5000:
        words = dice.choice(told).split()
        if dice.random() < 0.1:
            words[len(words) // 2] = "rarely"
        quoted = f"Inspectors said: “{' '.join(words)}” Our leadership was rated good in 2014."
        paragraphs.append(quoted if dice.random() < 0.5 else " ".join(words))
    times = []
    for _ in range(5):
        statement = documents.read(Source("statement.txt", "\n\n".join(paragraphs)), "statement")
        report = documents.read(Source("report.txt", text), "ilacs")
        assert isinstance(report, Report)
        start = time.process_time()
        lint(statement, rules, against=ReferenceDocuments(report=report))
        times.append((time.process_time() - start) * 1000)
    number = sum(len(each.prose.text.split()) for each in report.passages)
    print(
        f"5,000 words against {number:,}, half of them quoted, a tenth of that altered: "
        f"{median(times):.0f} ms of CPU for all rules"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--each", type=int, default=10, help="how many statements are made about each report")
    parser.add_argument("--show", metavar="KIND", help="print those of a kind that are missed, or flagged if untouched")
    parser.add_argument("--held", action="store_true", help="print those of the wordings that were held out too")
    parser.add_argument(
        "--frames",
        nargs="?",
        const="frames",
        choices=sorted(FRAMES),
        help="set minutes, news by others and pages instead, in frames of the same author or set aside",
    )
    args = parser.parse_args()
    dice = random.Random(8)  # noqa: S311
    wordings = yaml.safe_load(WORDINGS.read_text("utf-8"))
    if args.frames:
        wordings = {**wordings, **yaml.safe_load(FRAMES[args.frames].read_text("utf-8"))}
    everything = list(corpus_facts(corpus(), dice))
    FOREIGN[:] = [told for facts in everything for told in facts.told[:20]]
    if not args.frames:
        everything += [made_letter(wordings["letter"], number, dice) for number in range(LETTERS)]
    start = time.perf_counter()
    cases = list(Bench(wordings, everything, statement_rules()).cases(args.each, dice))
    for case in cases:
        missed = bool(case.worst(Severity.WARNING)) if case.kind == UNTOUCHED else not case.found
        if args.show in (case.kind, "all") and missed and (args.held or not case.held):
            show(case)
    table(cases)
    cost(everything, statement_rules())
    print(f"{len(cases)} statements in {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
