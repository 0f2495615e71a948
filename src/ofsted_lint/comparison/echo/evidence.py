"""What the findings of a report have for a point: paragraphs, words, and how strong it is.

A point's words are looked for sentence by sentence: in the sentence, with the
one before it, and in its paragraph; what a sentence shares counts by how much
it says that something is not right.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import reduce
from heapq import nlargest
from operator import or_
from typing import NamedTuple

from ofsted_lint.comparison.echo.stems import Word, gist
from ofsted_lint.comparison.echo.weakness_cues import STRONGEST, WEAK, Cues
from ofsted_lint.comparison.echo.word_counts import Table
from ofsted_lint.source.sentences import sentences

# How much the sentence counts, the sentence with the one before, and the paragraph.
_BLEND = (0.5, 0.25, 0.25)
_WIDE = (0.2, 0.2, 0.6)
_SEVERAL = 4
_GRANTED = re.compile(r"\b[Dd]espite\b[^,;:–]*")


class Sentence(NamedTuple):
    """A sentence of the findings: its paragraph's place in the list, its stems, and what it says.

    `named` are its stems in order, without those of what it only grants:
    “despite increasing workloads”.
    """

    paragraph: int
    named: tuple[str, ...]
    stems: frozenset[str]
    force: float
    phrase: str
    span: tuple[int, int]


class Best(NamedTuple):
    """The best sentence of a paragraph for a point.

    `strength` is from 0 to 1. Here the weakness counts by its root: the right
    paragraph is one with the topic, though another may complain more. `found`
    has a bit for each of the point's words that the paragraph has.
    """

    paragraph: int
    strength: float
    sentence: Sentence
    found: int


class Evidence(NamedTuple):
    """For one point: its words, the paragraphs best first, and the figures that are weighed."""

    words: list[Word]
    best: list[Best]
    figures: dict[str, float]
    sentences: int


def index(paragraphs: Iterable[str], cues: Cues) -> list[Sentence]:
    """The sentences of the findings, read once for all points."""
    return [
        Sentence(at, _named(text[start:end], names), frozenset(names), *cues.see(plain), (start, end))
        for at, text in enumerate(paragraphs)
        for start, end in sentences(text)
        for names, plain in (gist(text[start:end]),)
        if plain
    ]


def _named(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The stems of a sentence without those behind “despite”, which says what practice stands up to."""
    return gist(_GRANTED.sub(" ", text))[0] if "espite" in text else names


# Which words of a point a sentence has, it with the one before, and its paragraph: a bit for each.
_Masks = tuple[int, int, int]


def weigh(words: Sequence[Word], findings: list[Sentence], table: Table) -> Evidence:
    """What the findings have for a point that is given as words."""
    unique = list({word.stem: word for word in reversed(words)}.values())[::-1]
    rarity = [table.rarity(word.stem) for word in unique]
    shares = _shares([math.sqrt(each) for each in rarity])
    masks = _masks([word.stem for word in unique], findings)
    strengths = _strengths(findings, masks, _Sums(shares), _BLEND)
    broad = _strengths(findings, masks, _Sums(_shares(rarity)), _WIDE)
    chosen = _best(findings, strengths)
    several = nlargest(_SEVERAL, (strengths[at] for at in chosen))
    weak = (mask for sentence, (mask, _, _) in zip(findings, masks, strict=True) if sentence.force >= WEAK)
    figures = {
        "sentence": several[0] if several else 0.0,
        "paragraph": max(broad, default=0.0),
        "several": sum(several) / _SEVERAL,
        "words": _Sums(shares)[reduce(or_, weak, 0)],
    }
    ranked = [_ranked(findings[at], strengths[at], masks[at][2]) for at in chosen]
    ranked.sort(key=lambda each: (-each.strength, each.paragraph))
    return Evidence(unique, ranked, figures | _common(unique, shares, table), len(findings))


def _masks(wanted: list[str], findings: list[Sentence]) -> list[_Masks]:
    """Which of the wanted stems each sentence has."""
    bits = {stem: 1 << at for at, stem in enumerate(wanted)}
    there = frozenset(bits)
    alone = [sum(map(bits.__getitem__, sentence.stems & there)) for sentence in findings]
    pages: dict[int, int] = {}
    for sentence, mask in zip(findings, alone, strict=True):
        pages[sentence.paragraph] = pages.get(sentence.paragraph, 0) | mask
    made = []
    last, before = -1, 0
    for sentence, mask in zip(findings, alone, strict=True):
        at = sentence.paragraph
        made.append((mask, mask | before if at == last else mask, pages[at]))
        last, before = at, mask
    return made


def _strengths(
    findings: list[Sentence], masks: list[_Masks], share: _Sums, parts: tuple[float, float, float]
) -> list[float]:
    """How much each sentence has of a point, by the shares of its words and how much each place counts."""
    one, two, three = parts
    return [
        sentence.force * (one * share[alone] + two * share[pair] + three * share[page])
        for sentence, (alone, pair, page) in zip(findings, masks, strict=True)
    ]


def _best(findings: list[Sentence], strengths: list[float]) -> list[int]:
    """The strongest sentence of each paragraph, by its place in the list."""
    best: dict[int, int] = {}
    for at, sentence in enumerate(findings):
        if strengths[at] > strengths[best.setdefault(sentence.paragraph, at)]:
            best[sentence.paragraph] = at
    return list(best.values())


def _ranked(sentence: Sentence, strength: float, found: int) -> Best:
    return Best(sentence.paragraph, strength / math.sqrt(sentence.force * STRONGEST), sentence, found)


class _Sums(dict[int, float]):
    """The sum of the weights that a mask has bits for, worked out once for each mask."""

    def __init__(self, weights: list[float]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, mask: int) -> float:
        total = self[mask] = sum(weight for at, weight in enumerate(self._weights) if mask >> at & 1)
        return total


def _shares(weights: list[float]) -> list[float]:
    total = sum(weights) or 1.0
    return [weight / total for weight in weights]


def _common(words: list[Word], weights: list[float], table: Table) -> dict[str, float]:
    """How much of such a point any report would have: its words beside weaknesses, alone and two by two."""
    alone = sum(weight * table.spread(word.stem)[1] for word, weight in zip(words, weights, strict=True))
    pairs = total = 0.0
    for at, word in enumerate(words):
        for other in range(at + 1, len(words)):
            both = weights[at] * weights[other]
            total += both
            pairs += both * table.together(*sorted((word.stem, words[other].stem)))
    return {"alone": alone, "pairs": math.sqrt(pairs / total) if total else 0.0}
