"""Makes the table of counts that the echo check judges by, from published reports.

    python -m benchmarks.echo_table

Reads the findings of every report of the corpus (layout text) and writes
`src/ofsted_lint/comparison/echo/counts.tsv`: stems and counts, no texts. What counts as
beside a weakness follows the words of `weights.json`, so that
`benchmarks.echo_train` runs this too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from benchmarks.accuracy import corpus
from ofsted_lint import documents
from ofsted_lint.comparison.echo.evidence import index
from ofsted_lint.comparison.echo.weakness_cues import WEAK, Cues
from ofsted_lint.comparison.echo.word_counts import Table, Weights, shipped
from ofsted_lint.files.atomic_write import written
from ofsted_lint.source.readers import read_file

COUNTS = Path(__file__).resolve().parent.parent / "src" / "ofsted_lint" / "comparison" / "echo" / "counts.tsv"
# What fewer reports have says too little for its room.
FEWEST = 2
FEWEST_TOGETHER = 3
HEAD = """\
# In how many sentences of the findings of published reports each stem stands; in
# how many reports beside a weakness; and in how many reports beside a weakness
# together with other stems (`4 court help` are two that stand with it in four).
# Reports are those of Ofsted on children's services (Open Government Licence v3.0).
# Written by `python -m benchmarks.echo_table`; docs/echo.md says more.
"""


class Counted(NamedTuple):
    """A report's stems: in how many sentences, which beside a weakness, which two together."""

    authority: str
    sentences: int
    spread: Counter[str]
    weak: frozenset[str]
    pairs: frozenset[tuple[str, str]]


def findings(folder: Path) -> list[tuple[str, list[str]]]:
    """The authority and the paragraphs of every report of the corpus."""
    paths = sorted((folder / "corpus" / "ilacs").rglob("*.layout.txt"))
    reports = ((path.parent.name, documents.read(read_file(path))) for path in paths)
    return [(name, [paragraph.prose.text for paragraph in report.paragraphs]) for name, report in reports]


def count(authority: str, paragraphs: Iterable[str], cues: Cues) -> Counted:
    sentences = index(paragraphs, cues).sentences
    weak = [sentence.stems for sentence in sentences if sentence.force >= WEAK]
    pairs = frozenset(
        pair for each in weak for pair in combinations(sorted(stem for stem in each if not stem.isdigit()), 2)
    )
    spread = Counter(stem for sentence in sentences for stem in sentence.stems)
    return Counted(authority, len(sentences), spread, frozenset().union(*weak), pairs)


class Totals(NamedTuple):
    """Reports counted together."""

    reports: int
    sentences: int
    spread: Counter[str]
    weak: Counter[str]
    pairs: Counter[tuple[str, str]]


def add(counted: Iterable[Counted]) -> Totals:
    counted = list(counted)
    spread: Counter[str] = Counter()
    for each in counted:
        spread.update(each.spread)
    weak = Counter(stem for each in counted for stem in each.weak)
    pairs = Counter(pair for each in counted for pair in each.pairs)
    return Totals(len(counted), sum(each.sentences for each in counted), spread, weak, pairs)


class Rest(Table, frozen=True, dict=True):
    """The table as it would be without some reports; as shipped tables are, save for what is too rare to ship."""

    totals: Totals
    without: tuple[Counted, ...] = ()

    def spread(self, stem: str) -> tuple[int, float]:
        sentences = self.totals.spread[stem] - sum(each.spread[stem] for each in self.without)
        weak = self.totals.weak[stem] - sum(stem in each.weak for each in self.without)
        return sentences, weak / self.reports

    def together(self, one: str, other: str) -> float:
        key = (one, other)
        both = self.totals.pairs[key] - sum(key in each.pairs for each in self.without)
        return both / self.reports if both >= FEWEST_TOGETHER else 0.0


class Corpus:
    """The reports that statistics are made of, each counted by itself."""

    def __init__(self, reports: list[tuple[str, list[str]]], weights: Weights) -> None:
        cues = Cues(weights)
        self.counted = [count(*report, cues) for report in reports]

    @cached_property
    def totals(self) -> Totals:
        return add(self.counted)

    def without(self, authorities: frozenset[str]) -> Table:
        """The table without the reports of some authorities."""
        gone = tuple(each for each in self.counted if each.authority in authorities)
        sentences = self.totals.sentences - sum(each.sentences for each in gone)
        return Rest(self.totals.reports - len(gone), sentences, (), self.totals, gone)


def text(totals: Totals) -> str:
    """The table as it is shipped."""
    partners: dict[str, dict[int, list[str]]] = {}
    for (one, other), both in totals.pairs.items():
        if both >= FEWEST_TOGETHER:
            partners.setdefault(one, {}).setdefault(both, []).append(other)
    made = [f"{totals.reports}\t{totals.sentences}"]
    for stem, sentences in sorted(totals.spread.items()):
        if sentences >= FEWEST and not stem.isdigit():
            groups = partners.get(stem, {})
            said = " ".join(f"{both} {' '.join(sorted(groups[both]))}" for both in sorted(groups))
            made.append(f"{stem}\t{sentences}\t{totals.weak[stem]}\t{said}")
    return HEAD + "\n".join(made) + "\n"


def write(totals: Totals) -> None:
    """Put the table where it is shipped from."""
    made = text(totals)
    with written(str(COUNTS)) as stream:
        stream.write(made)
    print(f"{COUNTS.name}: {len(made.splitlines()) - 6} stems, {len(made.encode()) / 1000:.0f} KB")


def main() -> None:
    write(Corpus(findings(corpus()), shipped()[1]).totals)


if __name__ == "__main__":
    main()
