"""The evidence that the findings of a report have for an improvement item: paragraphs, words and figures.

The words of the item are looked for in each sentence: in the sentence itself,
in it and the one before, and in its paragraph. The words that a sentence shares
with the item count by how clearly the sentence describes a weakness.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from heapq import nlargest
from itertools import pairwise
from operator import or_
from typing import Any, NamedTuple

import msgspec

from ofsted_lint.comparison.echo.stems import Word, bare, gist, gist_of_bare
from ofsted_lint.comparison.echo.weakness_cues import STRONGEST, WEAK, Cues
from ofsted_lint.comparison.echo.word_counts import Table
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.framework_reference import mentions_framework
from ofsted_lint.source.sentences import sentences

# The weights of the sentence, of the sentence with the one before, and of the paragraph.
_BLEND = (0.5, 0.25, 0.25)
_WIDE = (0.2, 0.2, 0.6)
_SEVERAL = 4
_GRANTED = pattern(r"\b[Dd]espite\b[^,;:–]*")


class Sentence(NamedTuple):
    """A sentence of the findings: the position of its paragraph, its stems, and how clearly it describes a weakness.

    `named` are its stems in order, without those in a concession such as
    “despite increasing workloads”; `span` is its range in the paragraph.
    """

    paragraph: int
    named: tuple[str, ...]
    stems: frozenset[str]
    force: float
    phrase: str
    span: tuple[int, int]
    text: str


class Best(NamedTuple):
    """The best sentence of a paragraph for an improvement item.

    `strength` is from 0 to 1. Here the weakness counts by its square root: the
    right paragraph is one about the topic, even if another is more critical.
    `found` has a bit for each word of the item that the paragraph has.
    """

    paragraph: int
    strength: float
    sentence: Sentence
    found: int


class Evidence(NamedTuple):
    """The evidence for one item: its words, the paragraphs (best first), and the figures that are weighed."""

    words: list[Word]
    best: list[Best]
    figures: dict[str, float]
    sentences: int


class Findings(msgspec.Struct, frozen=True, dict=True, eq=False):
    """The sentences of the findings in order, read once for all items."""

    sentences: list[Sentence]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The sentences that have each stem, as positions in the list."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(self.sentences):
            for stem in sentence.stems:
                found[stem].append(at)
        return found

    @cached_property
    def weak(self) -> frozenset[int]:
        """The paragraphs that describe a weakness."""
        return frozenset(sentence.paragraph for sentence in self.sentences if sentence.force >= WEAK)

    @cached_property
    def mentions(self) -> dict[Any, Any]:
        """How they treat each topic that was looked up (see `topics`)."""
        return {}

    @cached_property
    def forces(self) -> list[float]:
        """The clarity with which each sentence describes a weakness."""
        return [sentence.force for sentence in self.sentences]

    @cached_property
    def paragraphs(self) -> dict[int, range]:
        """The sentences of each paragraph, as positions in the list."""
        bounds = [at for at, (one, two) in enumerate(pairwise(self.sentences), 1) if one.paragraph != two.paragraph]
        parts = pairwise([0, *bounds, len(self.sentences)]) if self.sentences else ()
        return {self.sentences[start].paragraph: range(start, end) for start, end in parts}


def index(paragraphs: Iterable[str], cues: Cues) -> Findings:
    """Read the sentences of the findings, once for all items; identical sentences are read only once."""
    known: dict[str, _Read | None] = {}
    found: list[Sentence] = []
    for at, text in enumerate(paragraphs):
        # A reference in brackets may have sentences in it.
        plain = None if mentions_framework(text) else bare(text)
        for start, end in sentences(text):
            words = text[start:end]
            if words not in known:
                known[words] = _read(words, bare(words) if plain is None else plain[start:end], cues)
            read = known[words]
            if read:
                found.append(Sentence(at, *read, (start, end), words))
    return Findings(found)


# The content of a sentence: its stems without those in a concession, all its stems, its force and its strongest phrase.
_Read = tuple[tuple[str, ...], frozenset[str], float, str]


def _read(text: str, bare: str, cues: Cues) -> _Read | None:
    """Read the content of a sentence, given as printed and with its words alone; None if it has none."""
    names, plain = gist_of_bare(bare)
    return (_named(text, names), frozenset(names), *cues.see(plain)) if plain else None


def _named(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the stems of a sentence without those after “despite”, which are not about the practice itself."""
    return gist(_GRANTED.sub(" ", text))[0] if "espite" in text else names


# The words of an item in a sentence, in it and the one before, and in its paragraph: a bit for each word.
_Masks = tuple[int, int, int]


def weigh(words: Sequence[Word], findings: Findings, table: Table) -> Evidence:
    """Collect the evidence that the findings have for an item, given as words."""
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
    """Return the bits of the wanted stems in each sentence that has any."""
    masks: dict[int, int] = {}
    for at, stem in enumerate(wanted):
        for place in findings.places.get(stem, ()):
            masks[place] = masks.get(place, 0) | 1 << at
    return masks


def _strongest(
    findings: Findings, alone: dict[int, int], near: _Sums, wide: _Sums
) -> tuple[list[tuple[float, int, int]], float]:
    """Return the strongest sentence of each paragraph: its strength, its position and the words of the paragraph.

    The strength combines the words in a sentence, in it and the one before, and
    in its paragraph. The last figure is the highest combination of these with
    other weights, in which the paragraph counts most.
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
    """The sum of the weights whose bits are in a mask, calculated once for each mask."""

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
    """Return how much of such an item any report would have: its words near weaknesses, alone and in pairs."""
    alone = sum(weight * table.spread(word.stem)[1] for word, weight in zip(words, weights, strict=True))
    pairs = total = 0.0
    for at, word in enumerate(words):
        for other in range(at + 1, len(words)):
            both = weights[at] * weights[other]
            total += both
            pairs += both * table.together(*sorted((word.stem, words[other].stem)))
    return {"alone": alone, "pairs": math.sqrt(pairs / total) if total else 0.0}
