"""Find weaknesses in the findings that no improvement item addresses.

A topic may have several names (“pre-proceedings”, “PLO”). It is unanswered if
sentences that clearly describe a weakness name it, and no improvement item
does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ofsted_lint.comparison.echo.evidence import Findings, Sentence
from ofsted_lint.comparison.echo.stems import read, stems


class Topic(NamedTuple):
    """A topic: its names, each as stems, and the words with which an item may address it."""

    name: str
    forms: tuple[frozenset[str], ...]
    points: tuple[frozenset[str], ...]


class Weakness(NamedTuple):
    """A topic that is described as weak, with the best sentence of each paragraph that does so, strongest first."""

    topic: str
    sentences: tuple[Sentence, ...]


def topic(forms: Iterable[str], points: Iterable[str] = ()) -> Topic:
    """Make a topic from its names, of which the first is shown, and from other words for it in improvement items."""
    written = list(forms)
    made = tuple(stems(read(form)) for form in written)
    also = tuple(stems(read(form)) for form in points)
    return Topic(written[0], tuple(filter(None, made)), tuple(filter(None, made + also)))


def unanswered(
    topics: Iterable[Topic],
    points: Iterable[str],
    findings: Findings,
    *,
    force: float,
    places: int,
    summary: int,
) -> list[Weakness]:
    """Return the topics that sentences of at least `force` call weak in `places` paragraphs, and no item names.

    From paragraph `summary` on, one paragraph is enough, because a weakness in
    the summary matters.
    """
    weak = {at: sentence for at, sentence in enumerate(findings.sentences) if sentence.force >= force}
    there = frozenset().union(*(sentence.stems for sentence in weak.values()))
    addressed = [stems(read(point)) for point in points]
    found = []
    for each in topics:
        forms = [form for form in each.forms if form <= there]
        if not forms or any(form <= point for form in each.points for point in addressed):
            continue
        best: dict[int, Sentence] = {}
        for sentence in _naming(forms, findings, weak):
            known = best.get(sentence.paragraph)
            if (not known or known.force < sentence.force) and any(_names(form, sentence) for form in forms):
                best[sentence.paragraph] = sentence
        if len(best) >= places or any(at >= summary for at in best):
            order = sorted(best.values(), key=lambda sentence: (-sentence.force, sentence.paragraph))
            found.append(Weakness(each.name, tuple(order)))
    return found


def _naming(forms: list[frozenset[str]], findings: Findings, weak: Mapping[int, Sentence]) -> Iterator[Sentence]:
    """Yield the weak sentences that may name a topic, in order: those with the rarest word of one of its names."""
    rarest = (min((findings.places[stem] for stem in form), key=len) for form in forms)
    return (weak[at] for at in sorted({at for places in rarest for at in places}) if at in weak)


def _names(form: frozenset[str], sentence: Sentence) -> bool:
    """True if the words of a name are next to each other, in any order, with at most one other word between them."""
    if not form <= sentence.stems:
        return False
    wide = len(form) + 1
    starts = range(max(len(sentence.named) - wide, 0) + 1)
    return any(form <= set(sentence.named[at : at + wide]) for at in starts)
