"""Texts or sentences of one document that say nearly the same.

`likeness` is the least share of words that two must have in common, in any
order, of all that either has; `words` the least number of words that tell.
Of two that are alike the later is found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.terms.scan import Where, applicable, scope
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.source import Place

_FIGURE = re.compile(r"\d+")
_BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MARKS = ",.;:()'\"\x96"
_SMALL = frozenset(
    [
        *("the", "and", "for", "with", "that", "their", "who", "this", "are", "from", "have", "has", "not", "they"),
        *("those", "which", "into", "our", "its", "will", "how", "but", "than", "more", "to", "of", "in", "on", "at"),
        *("by", "as", "is", "was", "were", "be", "been", "an", "or", "it", "there", "these"),
    ]
)
# Words that more units than this have tell nothing of which two are alike.
_COMMON = 40


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    of: Annotated[Literal["text", "sentence"], Meta(description="what is compared: whole texts or their sentences")]
    likeness: Annotated[float, Meta(gt=0, le=1, description="the least share of words in common, 0 to 1")]
    words: Annotated[int, Meta(ge=1, description="how many words that tell each must have at least")] = 5
    figures: Annotated[bool, Meta(description="whether texts with other figures, brackets apart, say other things")] = (
        False
    )


class _Unit(msgspec.Struct, frozen=True, eq=False):
    """A text or a sentence, and the words of it that tell."""

    passage: Passage
    span: tuple[int, int]
    words: frozenset[str]

    @property
    def text(self) -> str:
        return self.passage.prose.text[slice(*self.span)]

    @property
    def place(self) -> Place:
        return self.passage.prose.place(*self.span)


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "other", "percent"})


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen = scope(params)

    def run(context: CheckContext) -> Iterator[Hit]:
        units: list[_Unit] = []
        known: dict[frozenset[str], frozenset[str]] = {}
        for passage in applicable(context.document, chosen):
            bare, whole = _bare(passage.folded), ((0, len(passage.folded)),)
            for span in passage.sentence_spans if params.of == "sentence" else whole:
                words = frozenset(bare[slice(*span)].split()) - _SMALL
                if len(words) >= params.words:
                    # The same words are kept once: a text may be a thousand times the same.
                    units.append(_Unit(passage, span, known.setdefault(words, words)))
        return _alike(units, params.likeness, params.figures)

    return run


def _bare(text: str) -> str:
    """A text with spaces for its marks."""
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text


def _alike(units: list[_Unit], least: float, figures: bool) -> Iterator[Hit]:
    """Each unit that is like an earlier one, with the one that it is most like.

    Two that share so much share one of the rarest words of each: only those
    are looked up.
    """
    common = Counter(word for unit in units for word in unit.words)
    rank = {word: at for at, word in enumerate(sorted(sorted(common), key=common.__getitem__))}
    lone = sum(count == 1 for count in common.values())
    where: dict[int, list[int]] = {}
    for at, unit in enumerate(units):
        rarest = sorted(map(rank.__getitem__, unit.words))[: int((1 - least) * len(unit.words)) + 1]
        telling = rarest[bisect_left(rarest, lone) :]
        others = {other for word in telling for other in where.get(word, ())[-_COMMON:]}
        likeness, other = _most_like(unit, [units[other] for other in sorted(others)])
        if other and likeness >= least and not (figures and _figures(unit) != _figures(other)):
            facts = {"found": unit.text, "other": other.text, "percent": f"{likeness * 100:.0f}"}
            yield Hit(unit.place, unit.passage.address, facts, (Related(other.place, "nearly the same"),))
        for word in telling:
            where.setdefault(word, []).append(at)


def _figures(unit: _Unit) -> list[str]:
    """The figures of a text; those in brackets are of a reference."""
    return sorted(_FIGURE.findall(_BRACKET.sub("", unit.text)))


def _most_like(unit: _Unit, others: list[_Unit]) -> tuple[float, _Unit | None]:
    """The unit that one is most like, the first of those that are as like, and how like it is."""
    best: tuple[float, _Unit | None] = 0.0, None
    for other in others:
        likeness = _likeness(unit, other)
        if likeness > best[0]:
            best = likeness, other
        if likeness == 1:
            break
    return best


def _likeness(one: _Unit, two: _Unit) -> float:
    common = len(one.words & two.words)
    return common / (len(one.words) + len(two.words) - common)
