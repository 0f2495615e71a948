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
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import scipy.sparse
import yaml
from msgspec.structs import replace
from sklearn.linear_model import LogisticRegression

from benchmarks import echo_data, echo_table, echo_topics
from benchmarks.accuracy import corpus
from benchmarks.echo_data import Data, Item, Judged
from benchmarks.echo_table import COUNTS, Corpus
from ofsted_lint.comparison.echo.evidence import Findings, index, weigh
from ofsted_lint.comparison.echo.stems import gist, read, stems
from ofsted_lint.comparison.echo.topics import Mention, mention
from ofsted_lint.comparison.echo.verdict import features, of_topics
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
# The share of the sentences that were read one by one, beside 1 for each of the other two sources.
_JUDGED = 0.5
# A mark in fewer sentences than this has the usual weight, since a word that marks a weakness by itself has some.
_RARE, _USUAL = 15, 0.6
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


def learn_cues(data: Data, reports: list[str], judged: Sequence[Judged], rng: random.Random) -> Weights:
    """How much each word of the list says that something is not right."""
    weights = start()
    cues, names = Cues(weights), list(weights.cues)
    known = read_sentences(data, reports)
    rows, said = _pairs(data, known, set(reports), rng)
    column = {name: at for at, name in enumerate(names)}
    every = _matrix([each.words for each in known], cues, column)
    graded = [at for at, each in enumerate(known) if each.weak_section is not None]
    parts = [
        (every[rows], np.array(said), 1.0),
        (every[graded], np.array([bool(known[at].weak_section) for at in graded]), 1.0),
        (
            _matrix([gist(each.text).plain for each in judged], cues, column),
            np.array([each.weak for each in judged]),
            _JUDGED,
        ),
    ]
    balance = np.concatenate([share * _balanced(labels) for _, labels, share in parts]) * len(said)
    labels = np.concatenate([labels for _, labels, _ in parts])
    model = LogisticRegression(C=0.03, max_iter=2000)
    model.fit(scipy.sparse.vstack([matrix for matrix, _, _ in parts]), labels, sample_weight=balance)
    values = model.decision_function(every)
    scale, mean = float(values.std()), float(values.mean())
    learned = {name: round(float(model.coef_[0][at]) / scale, 2) for name, at in column.items()}
    seen = dict(zip(names, np.asarray((every[:, :-1] > 0).sum(0)).ravel(), strict=True))
    learned |= {name: max(learned[name], _USUAL) for name in CUES["marks"] if seen[name] < _RARE}
    always = {*CUES["marks"], *CUES["cancels"]}
    kept = {name: _cue(value, name) for name, value in learned.items() if abs(value) >= _LEAST_CUE or name in always}
    base, length = (float(model.intercept_[0]) - mean) / scale, float(model.coef_[0][-1]) / 2 / scale
    return Weights(kept, round(base, 3), round(length, 3), {}, 0.0)


def _matrix(sentences: list[Sequence[str]], cues: Cues, column: dict[str, int]) -> Any:
    """A row for each sentence: which terms it has, and its length."""
    matrix = scipy.sparse.lil_matrix((len(sentences), len(column) + 1))
    for at, words in enumerate(sentences):
        for term, _ in cues.terms(words):
            matrix[at, column[term]] = 1
        matrix[at, -1] = np.log(len(words) + 1) / 2
    return matrix.tocsr()


def _balanced(labels: Any) -> Any:
    labels = np.asarray(labels, bool)
    return np.where(labels, 0.5 / max(labels.sum(), 1), 0.5 / max((~labels).sum(), 1))


def _pairs(data: Data, known: list[Read], reports: set[str], rng: random.Random) -> tuple[list[int], list[bool]]:
    """Sentences with many words of a point: those of its own report, and some of others."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(known):
        for stem in each.stems:
            places[stem].append(at)
    rows: list[int] = []
    said: list[bool] = []
    for item in data.items:
        if item.kind != "own" or item.report not in reports:
            continue
        wanted = stems(read(item.text))
        shared = Counter(at for stem in wanted for at in places[stem])
        enough = [at for at, count in sorted(shared.items()) if count / len(wanted) >= _ENOUGH]
        own = [at for at in enough if known[at].report == item.report]
        others = [at for at in enough if data.authority[known[at].report] != data.authority[item.report]]
        own = sorted(own, key=lambda at: -shared[at])[:_OWN]
        others = rng.sample(others, min(_OTHERS, len(others)))
        rows += own + others
        said += [True] * len(own) + [False] * len(others)
    return rows, said


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
    weights = learn_cues(data, reports, _judged(data, reports, texts), rng)
    table = Corpus(texts, weights)
    return table, learn_features(data, reports, table, weights, rng)


def _judged(data: Data, reports: list[str], texts: list[tuple[str, list[str]]]) -> list[Judged]:
    """The sentences that were read, from these reports and texts only."""
    known, others = set(reports), [_squeezed(" ".join(paragraphs)) for _, paragraphs in texts]
    return [
        each
        for each in data.judged
        if each.report in known
        or (each.report not in data.authority and any(_squeezed(each.text) in text for text in others))
    ]


def _squeezed(text: str) -> str:
    return " ".join(gist(text).plain)


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
