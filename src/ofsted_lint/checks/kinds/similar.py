"""No two texts or sentences of a document are nearly the same.

`likeness` is the share of words that two must have in common, in any order, of
all the words that either has; `words` is the minimum number of significant
words. Of two that are similar, the later one is flagged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.terms.scan import Where, applicable, scope
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.source import Place

_FIGURE = pattern(r"\d+")
_BRACKET = pattern(r"\([^()]*\)|\[[^\[\]]*\]")
_MARKS = ",.;:()'\"\x96"
_SMALL = frozenset(
    [
        *("the", "and", "for", "with", "that", "their", "who", "this", "are", "from", "have", "has", "not", "they"),
        *("those", "which", "into", "our", "its", "will", "how", "but", "than", "more", "to", "of", "in", "on", "at"),
        *("by", "as", "is", "was", "were", "be", "been", "an", "or", "it", "there", "these"),
    ]
)
# A word that more units than this have does not show which two are similar.
_COMMON = 40


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    of: Annotated[Literal["text", "sentence"], Meta(description="the unit that is compared: whole texts or sentences")]
    likeness: Annotated[float, Meta(gt=0, le=1, description="share of words in common from which two are similar")]
    words: Annotated[int, Meta(ge=1, description="minimum number of significant words in each")] = 5
    figures: Annotated[
        bool, Meta(description="true: two with different figures, other than in brackets, are not similar")
    ] = False


class _Unit(NamedTuple):
    """A text or a sentence, with its significant words."""

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
        return _alike(list(_units(applicable(context.document, chosen), params)), params.likeness, params.figures)

    return run


def _units(passages: Iterable[Passage], params: Params) -> Iterator[_Unit]:
    """Yield the texts or sentences that have enough significant words."""
    known: dict[str, frozenset[str]] = {}  # the same text may occur a thousand times
    for passage in passages:
        bare, whole = _bare(passage.folded), ((0, len(passage.folded)),)
        for span in passage.sentence_spans if params.of == "sentence" else whole:
            text = bare[slice(*span)]
            words = known.get(text)
            if words is None:
                words = known[text] = frozenset(text.split()) - _SMALL
            if len(words) >= params.words:
                yield _Unit(passage, span, words)


def _bare(text: str) -> str:
    """Return a text with spaces instead of punctuation."""
    for mark in _MARKS:
        text = text.replace(mark, " ")
    return text


def _alike(units: list[_Unit], least: float, figures: bool) -> Iterator[Hit]:
    """Yield each unit that is similar to an earlier one, with the one that it is most similar to.

    Two units with so many words in common share one of the rarest words of
    each, so only units with those words are compared.
    """
    shared = _SharedWords([unit.words for unit in units], least)
    where: dict[str, list[int]] = {}
    same: dict[frozenset[str], list[int]] = {}
    for at, unit in enumerate(units):
        words = shared.of(unit.words)
        if not words:
            continue
        recent = [where.setdefault(word, []) for word in words]
        again = same.setdefault(unit.words, [])
        likeness, other = _same(again, recent) if again else (0.0, None)
        if other is None:
            others = {other for places in recent for other in places[-_COMMON:]}
            likeness, other = _most_like(unit.words, units, sorted(others), least)
        if other is not None and not (figures and _figures(unit) != _figures(units[other])):
            yield _hit(unit, units[other], likeness)
        again.append(at)
        for places in recent:
            places.append(at)


def _figures(unit: _Unit) -> list[str]:
    """Return the figures of a text, except those in brackets, which belong to references."""
    return sorted(_FIGURE.findall(_BRACKET.sub("", unit.text)))


class _SharedWords:
    """The words that several units have, the rarest first."""

    def __init__(self, units: list[frozenset[str]], least: float) -> None:
        counts = Counter(chain.from_iterable(units))
        shared = sorted(word for word, count in counts.items() if count > 1)
        self._shared = frozenset(shared)
        self._rank = {word: at for at, word in enumerate(sorted(shared, key=counts.__getitem__))}
        self._least = least

    def of(self, words: frozenset[str]) -> list[str]:
        """Return the shared words among the rarest of a unit; a unit similar to it must have one of these."""
        shared = words & self._shared
        most = int((1 - self._least) * len(words)) + 1 - (len(words) - len(shared))
        return sorted(shared, key=self._rank.__getitem__)[:most] if most > 0 else []


def _same(again: list[int], recent: list[list[int]]) -> tuple[float, int | None]:
    """Return the first unit with the same words, if it is among the recent ones; and its likeness."""
    at = bisect_left(again, min(places[-_COMMON:][0] for places in recent))
    return (1.0, again[at]) if at < len(again) else (0.0, None)


def _most_like(words: frozenset[str], units: list[_Unit], others: list[int], least: float) -> tuple[float, int | None]:
    """Return the likeness of the most similar unit and its position; (0, None) if none is similar enough.

    Of equally similar units it is the first.
    """
    best: tuple[float, int | None] = 0.0, None
    for other in others:
        likeness = _likeness(words, units[other].words)
        if likeness >= least and likeness > best[0]:
            best = likeness, other
    return best


def _likeness(one: frozenset[str], two: frozenset[str]) -> float:
    common = len(one & two)
    return common / (len(one) + len(two) - common)


def _hit(unit: _Unit, other: _Unit, likeness: float) -> Hit:
    facts = {"found": unit.text, "other": other.text, "percent": f"{likeness * 100:.0f}"}
    return Hit(unit.place, unit.passage.address, facts, (Related(other.place, "nearly the same"),))
