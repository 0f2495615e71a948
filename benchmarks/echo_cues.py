"""Learns how much each word of a list says that something is not right, for `benchmarks.echo_train`."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse
import yaml
from sklearn.linear_model import LogisticRegression

from benchmarks.echo_data import Data, Judged
from ofsted_lint.comparison.echo.stems import gist, read, stems
from ofsted_lint.comparison.echo.weakness_cues import Cues
from ofsted_lint.comparison.echo.word_counts import Cue, Weights
from ofsted_lint.source.sentences import sentences

CUES = yaml.safe_load(Path(__file__).with_name("echo_cues.yaml").read_text("utf-8"))
# How many words of a point a sentence has before it teaches what weaknesses sound like.
_ENOUGH = 0.4
_OWN, _OTHERS = 4, 30
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


def judged_in(data: Data, reports: list[str], texts: list[tuple[str, list[str]]]) -> list[Judged]:
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
