"""What the findings of a report have for a point: paragraphs, words, and how strong it is.

A point's words are looked for sentence by sentence: in the sentence, with the
one before it, and in its paragraph; what a sentence shares counts by how much
it says that something is not right.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from heapq import nlargest
from typing import NamedTuple

from ofsted_lint.document.sentences import sentences
from ofsted_lint.echo.cues import STRONGEST, WEAK, Cues
from ofsted_lint.echo.table import Table
from ofsted_lint.echo.words import Word, read, stems

# How much the sentence counts, the sentence with the one before, and the paragraph.
_BLEND = (0.5, 0.25, 0.25)
_WIDE = (0.2, 0.2, 0.6)
_SEVERAL = 4


class Sentence(NamedTuple):
    """A sentence of the findings: its paragraph's place in the list, its stems in order and each once, what it says."""

    paragraph: int
    order: tuple[str, ...]
    stems: frozenset[str]
    force: float
    phrase: str
    span: tuple[int, int]


class Best(NamedTuple):
    """The best sentence of a paragraph for a point, and which of the point's words the paragraph has.

    `strength` is from 0 to 1. Here the weakness counts by its root: the right
    paragraph is one with the topic, though another may complain more.
    """

    paragraph: int
    strength: float
    sentence: Sentence
    found: tuple[bool, ...]


class Evidence(NamedTuple):
    """For one point: its words, the paragraphs best first, and the figures that are weighed."""

    words: list[Word]
    best: list[Best]
    figures: dict[str, float]


def index(paragraphs: Iterable[str], cues: Cues) -> list[Sentence]:
    """The sentences of the findings, read once for all points."""
    return [
        Sentence(at, tuple(word.stem for word in words.meant), stems(words), *cues.see(words.plain), (start, end))
        for at, text in enumerate(paragraphs)
        for start, end in sentences(text)
        if (words := read(text[start:end])).plain
    ]


def weigh(words: Sequence[Word], findings: list[Sentence], table: Table) -> Evidence:
    """What the findings have for a point that is given as words."""
    unique = list({word.stem: word for word in reversed(words)}.values())[::-1]
    rarity = [table.rarity(word.stem) for word in unique]
    plain = _shares([math.sqrt(each) for each in rarity])
    masks, pages = _masks([word.stem for word in unique], findings)
    share, rare = _Sums(plain), _Sums(_shares(rarity))
    best: dict[int, tuple[float, Sentence]] = {}
    wide, weak, before = 0.0, 0, -1
    for mask, sentence in zip(masks, findings, strict=True):
        at, force = sentence.paragraph, sentence.force
        page = pages[at]
        pair, before = (mask | masks_before if at == before else mask), at
        masks_before = mask
        if not page:
            best.setdefault(at, (0.0, sentence))
            continue
        strength = force * (_BLEND[0] * share[mask] + _BLEND[1] * share[pair] + _BLEND[2] * share[page])
        if at not in best or strength > best[at][0]:
            best[at] = strength, sentence
        wide = max(wide, force * (_WIDE[0] * rare[mask] + _WIDE[1] * rare[pair] + _WIDE[2] * rare[page]))
        if force >= WEAK:
            weak |= mask
    ranked = [
        Best(at, strength / math.sqrt(found.force * STRONGEST), found, _bits(pages[at], len(unique)))
        for at, (strength, found) in best.items()
    ]
    ranked.sort(key=lambda each: (-each.strength, each.paragraph))
    several = nlargest(_SEVERAL, (strength for strength, _ in best.values()))
    figures = {
        "sentence": several[0] if several else 0.0,
        "paragraph": wide,
        "several": sum(several) / _SEVERAL,
        "words": share[weak],
    }
    return Evidence(unique, ranked, figures | _common(unique, plain, table))


def _masks(wanted: list[str], findings: list[Sentence]) -> tuple[list[int], dict[int, int]]:
    """Which of the wanted stems each sentence has, and each paragraph, a bit for each."""
    bits = {stem: 1 << at for at, stem in enumerate(wanted)}
    masks: list[int] = []
    pages: dict[int, int] = {}
    for sentence in findings:
        mask = sum(map(bits.__getitem__, sentence.stems & bits.keys()))
        masks.append(mask)
        pages[sentence.paragraph] = pages.get(sentence.paragraph, 0) | mask
    return masks, pages


def _bits(mask: int, many: int) -> tuple[bool, ...]:
    return tuple(bool(mask >> bit & 1) for bit in range(many))


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
