"""What the findings of a report have for a point: paragraphs, words, and how strong it is.

A point's words are looked for sentence by sentence: in the sentence, with the
one before it, and in its paragraph; what a sentence shares counts by how much
it says that something is not right.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from heapq import nlargest
from itertools import pairwise
from operator import or_
from typing import NamedTuple

import msgspec

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


class Findings(msgspec.Struct, frozen=True, dict=True, eq=False):
    """The sentences of the findings in order, read once for all points."""

    sentences: list[Sentence]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """For each stem the sentences that have it, by their places in the list."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(self.sentences):
            for stem in sentence.stems:
                found[stem].append(at)
        return found

    @cached_property
    def forces(self) -> list[float]:
        """How clearly each sentence says that something is not right."""
        return [sentence.force for sentence in self.sentences]

    @cached_property
    def paragraphs(self) -> dict[int, range]:
        """For each paragraph its sentences, by their places in the list."""
        bounds = [at for at, (one, two) in enumerate(pairwise(self.sentences), 1) if one.paragraph != two.paragraph]
        parts = pairwise([0, *bounds, len(self.sentences)]) if self.sentences else ()
        return {self.sentences[start].paragraph: range(start, end) for start, end in parts}


def index(paragraphs: Iterable[str], cues: Cues) -> Findings:
    """The sentences of the findings, read once for all points; of those in the same words, the first is read."""
    known: dict[str, _Read | None] = {}
    found: list[Sentence] = []
    for at, text in enumerate(paragraphs):
        for start, end in sentences(text):
            words = text[start:end]
            if words not in known:
                known[words] = _read(words, cues)
            read = known[words]
            if read:
                found.append(Sentence(at, *read, (start, end)))
    return Findings(found)


# What a sentence says: its stems without what it only grants, all of them, its force and the phrase that says most.
_Read = tuple[tuple[str, ...], frozenset[str], float, str]


def _read(text: str, cues: Cues) -> _Read | None:
    """What a sentence says; None where it has no words."""
    names, plain = gist(text)
    return (_named(text, names), frozenset(names), *cues.see(plain)) if plain else None


def _named(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The stems of a sentence without those after “despite”, which says what practice stands up to."""
    return gist(_GRANTED.sub(" ", text))[0] if "espite" in text else names


# Which words of a point a sentence has, it with the one before, and its paragraph: a bit for each.
_Masks = tuple[int, int, int]


def weigh(words: Sequence[Word], findings: Findings, table: Table) -> Evidence:
    """What the findings have for a point that is given as words."""
    unique = list({word.stem: word for word in reversed(words)}.values())[::-1]
    rarity = [table.rarity(word.stem) for word in unique]
    shares = _shares([math.sqrt(each) for each in rarity])
    near, wide = _Sums(shares), _Sums(_shares(rarity))
    alone = _masks([word.stem for word in unique], findings)
    best, broad = _strongest(findings, alone, near, wide)
    several = nlargest(_SEVERAL, (strength for strength, _, _ in best))
    weak = (mask for at, mask in alone.items() if findings.sentences[at].force >= WEAK)
    figures = {
        "sentence": several[0] if several else 0.0,
        "paragraph": broad,
        "several": sum(several) / _SEVERAL,
        "words": near[reduce(or_, weak, 0)],
    }
    ranked = [_ranked(findings.sentences[at], strength, page) for strength, at, page in best]
    ranked.sort(key=lambda each: (-each.strength, each.paragraph))
    return Evidence(unique, ranked, figures | _common(unique, shares, table), len(findings.sentences))


def _masks(wanted: list[str], findings: Findings) -> dict[int, int]:
    """Which of the wanted stems the sentences have, for those that have any."""
    masks: dict[int, int] = {}
    for at, stem in enumerate(wanted):
        for place in findings.places.get(stem, ()):
            masks[place] = masks.get(place, 0) | 1 << at
    return masks


def _strongest(
    findings: Findings, alone: dict[int, int], near: _Sums, wide: _Sums
) -> tuple[list[tuple[float, int, int]], float]:
    """For each paragraph its strongest sentence: how strong, which, and what the paragraph has; and the most of any.

    The strength goes by what a sentence has, it with the one before, and its
    paragraph; the last figure by the same in other shares, in which the
    paragraph counts most.
    """
    one, two, three = _BLEND
    some, more, most = _WIDE
    best, broad, forces = [], 0.0, findings.forces
    for places in findings.paragraphs.values():
        masks = [alone.get(at, 0) for at in places]
        page = reduce(or_, masks)
        chosen, highest, before = places.start, 0.0, 0
        for at, mask in zip(places, masks, strict=True) if page else ():
            force, pair = forces[at], mask | before
            strength = force * (one * near[mask] + two * near[pair] + three * near[page])
            wider = force * (some * wide[mask] + more * wide[pair] + most * wide[page])
            if strength > highest:
                chosen, highest = at, strength
            if wider > broad:
                broad = wider
            before = mask
        best.append((highest, chosen, page))
    return best, broad


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
