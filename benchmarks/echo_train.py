"""Learns the weights of the echo check, and makes its table of counts.

    python -m benchmarks.echo_train --data FOLDER

Needs numpy and scikit-learn (the extra `bench`). What is learned, in turn:

1. How much each word of a list says that something is not right: from the
   sentences that share most words with a report's own points, against such
   sentences of other reports; and from sections judged inadequate or requiring
   improvement, against good and outstanding ones.
2. The table of counts, with those words.
3. How each kind of evidence weighs: a report's own points, against the same
   points set against other reports, and against their report without the
   paragraphs that have most of them. The verdicts in the data are not used.

`learn` takes some reports only, so that `benchmarks.echo --cross` can keep the
authorities that it judges apart.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import yaml
from msgspec.structs import replace
from sklearn.linear_model import LogisticRegression

from benchmarks import echo_data, echo_table
from benchmarks.accuracy import corpus
from benchmarks.echo_data import Data
from benchmarks.echo_table import COUNTS, Corpus
from ofsted_lint.comparison.echo.evidence import Findings, index, weigh
from ofsted_lint.comparison.echo.stems import read, stems
from ofsted_lint.comparison.echo.verdict import features
from ofsted_lint.comparison.echo.weakness_cues import Cues
from ofsted_lint.comparison.echo.word_counts import Cue, Table, Weights
from ofsted_lint.files.atomic_write import written
from ofsted_lint.source.sentences import sentences

CUES = yaml.safe_load(Path(__file__).with_name("echo_cues.yaml").read_text("utf-8"))

WEIGHTS = COUNTS.with_name("weights.json")
# How many words of a point a sentence has before it teaches what weaknesses sound like.
_ENOUGH = 0.4
_OWN, _OTHERS = 4, 30
# How often each point is set against another report.
_TRANSPLANTS = 20
# A paragraph that has this much of the best one's strength supports the point too.
_AS_GOOD = 0.72
_AT_MOST = 5
# How many paragraphs a short draft has.
_FEW, _SEVERAL = 4, 24
_LEAST_CUE = 0.02
_WEAK_GRADES = ("inadequate", "requires")


class Read(NamedTuple):
    """A sentence as the teaching of cues needs it."""

    report: str
    weak_section: bool | None
    stems: frozenset[str]
    words: tuple[str, ...]


def start() -> Weights:
    """Weights before anything is learned."""
    return Weights(
        {term: _cue(0.0, term) for term in [term for terms in CUES.values() for term in terms]}, 0.0, 0.0, {}, 0.0
    )


def _cue(weight: float, term: str) -> Cue:
    return Cue(weight, term in CUES["marks"], term in CUES["cancels"])


def read_sentences(data: Data, reports: Iterable[str]) -> list[Read]:
    made: list[Read] = []
    for report in reports:
        for each in data.paragraphs[report]:
            heading = each["section"].lower()
            graded = any(word in heading for word in ("inadequate", "requires", "good", "outstanding"))
            weak = any(word in heading for word in _WEAK_GRADES) if graded else None
            for start, end in sentences(each["text"]):
                words = read(each["text"][start:end])
                if words.plain:
                    made.append(Read(report, weak, stems(words), words.plain))
    return made


def learn_cues(data: Data, reports: list[str], rng: random.Random) -> Weights:
    """How much each word of the list says that something is not right."""
    weights = start()
    cues, names = Cues(weights), list(weights.cues)
    known = read_sentences(data, reports)
    rows, said = _pairs(data, known, set(reports), rng)
    column = {name: at for at, name in enumerate(names)}
    matrix = np.zeros((len(known), len(names) + 1))
    for at, each in enumerate(known):
        for term, _ in cues.terms(each.words):
            matrix[at, column[term]] = 1
        matrix[at, -1] = np.log(len(each.words) + 1) / 2
    graded = [at for at, each in enumerate(known) if each.weak_section is not None]
    chosen = np.array(rows + graded)
    labels = np.array(said + [bool(known[at].weak_section) for at in graded])
    balance = np.concatenate([_balanced(said), _balanced(labels[len(said) :])]) * len(said)
    model = LogisticRegression(C=0.03, max_iter=2000).fit(matrix[chosen], labels, sample_weight=balance)
    values = model.decision_function(matrix)
    scale, mean = float(values.std()), float(values.mean())
    learned = {name: round(float(model.coef_[0][at]) / scale, 2) for name, at in column.items()}
    always = {*CUES["marks"], *CUES["cancels"]}
    kept = {name: _cue(value, name) for name, value in learned.items() if abs(value) >= _LEAST_CUE or name in always}
    base, length = (float(model.intercept_[0]) - mean) / scale, float(model.coef_[0][-1]) / 2 / scale
    return Weights(kept, round(base, 3), round(length, 3), {}, 0.0)


def _balanced(labels: Any) -> Any:
    labels = np.asarray(labels, bool)
    return np.where(labels, 0.5 / max(labels.sum(), 1), 0.5 / max((~labels).sum(), 1))


def _pairs(data: Data, known: list[Read], reports: set[str], rng: random.Random) -> tuple[list[int], list[bool]]:
    """Sentences with many words of a point: those of its own report, and some of others."""
    rows: list[int] = []
    said: list[bool] = []
    for item in data.items:
        if item.kind != "own" or item.report not in reports:
            continue
        wanted = stems(read(item.text))
        shares = [len(wanted & each.stems) / (len(wanted) or 1) for each in known]
        enough = [at for at, share in enumerate(shares) if share >= _ENOUGH]
        own = [at for at in enough if known[at].report == item.report]
        others = [at for at in enough if data.authority[known[at].report] != data.authority[item.report]]
        own = sorted(own, key=lambda at: -shares[at])[:_OWN]
        others = rng.sample(others, min(_OTHERS, len(others)))
        rows += own + others
        said += [True] * len(own) + [False] * len(others)
    return rows, said


def learn_features(data: Data, reports: list[str], table: Corpus, weights: Weights, rng: random.Random) -> Weights:
    """How each kind of evidence weighs."""
    cues = Cues(weights)
    findings = {report: index((p["text"] for p in data.paragraphs[report]), cues) for report in reports}
    made: list[dict[str, float]] = []
    said: list[bool] = []
    share: list[float] = []

    def case(words: list[Any], against: Findings, known: Table, unsupported: bool, weight: float) -> list[Any]:
        evidence = weigh(words, against, known)
        made.append(features(evidence))
        said.append(unsupported)
        share.append(weight)
        return evidence.best

    for item in data.items:
        if item.kind != "own" or item.report not in findings:
            continue
        words, home = read(item.text).meaningful, data.authority[item.report]
        known = table.without(frozenset({home}))
        best = case(words, findings[item.report], known, False, 1.0)
        gone = {each.paragraph for each in best[:_AT_MOST] if each.strength >= _AS_GOOD * best[0].strength}
        left = [each for each in findings[item.report].sentences if each.paragraph not in gone]
        case(words, Findings(left), known, True, 0.5)
        some = _some(findings[item.report], rng)
        kept = {each.paragraph for each in best[:2]} | some
        case(
            words,
            Findings([each for each in findings[item.report].sentences if each.paragraph in kept]),
            known,
            False,
            0.08,
        )
        case(words, Findings([each for each in left if each.paragraph in some]), known, True, 0.12)
        others = [report for report in reports if data.authority[report] != home]
        for report in rng.sample(others, _TRANSPLANTS):
            known = table.without(frozenset({home, data.authority[report]}))
            case(words, findings[report], known, True, 1 / _TRANSPLANTS)
    names = list(made[0])
    matrix = np.array([[each[name] for name in names] for each in made])
    mean, spread = matrix.mean(0), matrix.std(0) + 1e-9
    model = LogisticRegression(C=0.3, max_iter=5000).fit((matrix - mean) / spread, said, sample_weight=share)
    learned = model.coef_[0] / spread
    base = float(model.intercept_[0] - (learned * mean).sum())
    rounded = {name: round(float(value), 3) for name, value in zip(names, learned, strict=True)}
    return replace(weights, features=rounded, base=round(base, 3))


def _some(findings: Findings, rng: random.Random) -> set[int]:
    """Some paragraphs of a report, so that short drafts are known too."""
    paragraphs = sorted({each.paragraph for each in findings.sentences})
    return set(rng.sample(paragraphs, min(rng.randint(_FEW, _SEVERAL), len(paragraphs))))


def learn(data: Data, reports: list[str], texts: list[tuple[str, list[str]]]) -> tuple[Corpus, Weights]:
    """The table's reports as counted, and the weights, from some reports of the data and some of the corpus."""
    rng = random.Random(7)  # noqa: S311
    weights = learn_cues(data, reports, rng)
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
