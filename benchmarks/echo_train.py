"""Learns the weights of the echo check, and makes its table of counts.

    python -m benchmarks.echo_train --data FOLDER

Needs numpy and scikit-learn (the extra `bench`). What is learned, in turn:

1. How much each word of a list says that something is not right: from the
   sentences that share most words with a report's own points, against such
   sentences of other reports; from sections judged inadequate or requiring
   improvement, against good and outstanding ones; and from sentences that were
   read (`benchmarks.echo_cues`).
2. The table of counts, with those words.
3. How the findings treat each topic in a point's own report and in others
   (`benchmarks.echo_topics`).
4. How each kind of evidence weighs: a report's own points, against the same
   points set against other reports, and against their report without the
   paragraphs that have most of them. The verdicts in the data are not used.

`learn` takes some reports only, so that `benchmarks.echo --cross` can keep the
authorities that it judges apart.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Set
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from msgspec.structs import replace
from sklearn.linear_model import LogisticRegression

from benchmarks import echo_data, echo_table, echo_topics
from benchmarks.accuracy import corpus
from benchmarks.echo_cues import judged_in, learn_cues
from benchmarks.echo_data import Data, Item
from benchmarks.echo_table import COUNTS, Corpus
from ofsted_lint.comparison.echo.evidence import Findings, index, weigh
from ofsted_lint.comparison.echo.stems import read
from ofsted_lint.comparison.echo.topics import Mention, mention
from ofsted_lint.comparison.echo.verdict import features, of_topics
from ofsted_lint.comparison.echo.weakness_cues import Cues
from ofsted_lint.comparison.echo.word_counts import Table, Weights
from ofsted_lint.files.atomic_write import written

WEIGHTS = COUNTS.with_name("weights.json")
# How often each point is set against another report.
_TRANSPLANTS = 20
# A paragraph that has this much of the best one's strength supports the point too.
_AS_GOOD = 0.72
_AT_MOST = 5
# How many paragraphs a short draft has.
_FEW, _SEVERAL = 4, 24


class Case(NamedTuple):
    """A point set against a report or a part of one: its figures, its topics, and whether it lacks support.

    `home` is the authority of the point, `weight` how much the case counts.
    """

    home: str
    figures: dict[str, float]
    mentions: list[Mention]
    unsupported: bool
    weight: float


def learn_features(data: Data, reports: list[str], table: Corpus, weights: Weights, rng: random.Random) -> Weights:
    """How each kind of evidence weighs, and how each topic's states do."""
    cues = Cues(weights)
    findings = {report: index((p["text"] for p in data.paragraphs[report]), cues) for report in reports}
    states = echo_topics.States(findings, data.authority)
    cases: list[Case] = []
    for item in data.items:
        if item.kind == "own" and item.report in findings:
            states.add(item.report, item.text)
            cases += _cases(item, data.authority, findings, table, rng)
    without = {home: states.without({home}) for home in {case.home for case in cases}}
    made = [case.figures | of_topics(case.mentions, _with(weights, without[case.home])) for case in cases]
    names = list(made[0])
    matrix = np.array([[each[name] for name in names] for each in made])
    mean, spread = matrix.mean(0), matrix.std(0) + 1e-9
    model = LogisticRegression(C=0.03, max_iter=5000)
    shares = [case.weight for case in cases]
    model.fit((matrix - mean) / spread, [case.unsupported for case in cases], sample_weight=shares)
    learned = model.coef_[0] / spread
    base = float(model.intercept_[0] - (learned * mean).sum())
    rounded = {name: round(float(value), 3) for name, value in zip(names, learned, strict=True)}
    return replace(_with(weights, states.without(())), features=rounded, base=round(base, 3))


def _with(weights: Weights, learned: tuple[dict[str, list[float]], list[float]]) -> Weights:
    return replace(weights, topics=learned[0], states=learned[1])


def _cases(
    item: Item, authority: dict[str, str], findings: dict[str, Findings], table: Corpus, rng: random.Random
) -> Iterator[Case]:
    """A point against its own report, that without its paragraphs, short drafts of both, and other reports."""
    words, home, own = read(item.text).meaningful, authority[item.report], findings[item.report]
    topics = echo_topics.of_point(item.text)

    def case(against: Findings, known: Table, unsupported: bool, weight: float) -> Case:
        figures = features(weigh(words, against, known))
        return Case(home, figures, [mention(topic, against) for topic in topics], unsupported, weight)

    known = table.without(frozenset({home}))
    best = weigh(words, own, known).best
    gone = {each.paragraph for each in best[:_AT_MOST] if each.strength >= _AS_GOOD * best[0].strength}
    some = _some(own, rng)
    kept = {each.paragraph for each in best[:2]} | some
    yield case(own, known, False, 1.0)
    yield case(_part(own, own.paragraphs.keys() - gone), known, True, 0.5)
    yield case(_part(own, kept), known, False, 0.08)
    yield case(_part(own, some - gone), known, True, 0.12)
    others = [report for report in findings if authority[report] != home]
    for report in rng.sample(others, _TRANSPLANTS):
        apart = table.without(frozenset({home, authority[report]}))
        yield case(findings[report], apart, True, 1 / _TRANSPLANTS)


def _part(findings: Findings, paragraphs: Set[int]) -> Findings:
    return Findings([each for each in findings.sentences if each.paragraph in paragraphs])


def _some(findings: Findings, rng: random.Random) -> set[int]:
    """Some paragraphs of a report, so that short drafts are known too."""
    paragraphs = sorted({each.paragraph for each in findings.sentences})
    return set(rng.sample(paragraphs, min(rng.randint(_FEW, _SEVERAL), len(paragraphs))))


def learn(data: Data, reports: list[str], texts: list[tuple[str, list[str]]]) -> tuple[Corpus, Weights]:
    """The table's reports as counted, and the weights, from some reports of the data and some of the corpus."""
    rng = random.Random(7)  # noqa: S311
    weights = learn_cues(data, reports, judged_in(data, reports, texts), rng)
    table = Corpus(texts, weights)
    return table, learn_features(data, reports, table, weights, rng)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, default=corpus() / "echo" / "data")
    data = echo_data.read(parser.parse_args().data)
    table, weights = learn(data, sorted(data.authority), echo_table.findings(corpus()))
    with written(str(WEIGHTS)) as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(weights), indent=1).decode() + "\n")
    echo_table.write(table.totals)


if __name__ == "__main__":
    main()
