"""The way back: weaknesses that the findings name and no point to improve takes up.

A topic is named in one of several ways (“pre-proceedings”, “PLO”). It is
unanswered when sentences that say clearly that something is not right name
it, and no point does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ofsted_lint.comparison.echo.evidence import Findings, Sentence
from ofsted_lint.comparison.echo.stems import read, stems


class Topic(NamedTuple):
    """A topic: the ways to name it, each as stems, and what a point may say instead."""

    name: str
    forms: tuple[frozenset[str], ...]
    points: tuple[frozenset[str], ...]


class Weakness(NamedTuple):
    """A topic that is called weak, with the sentences that say so, the strongest first, one a paragraph."""

    topic: str
    sentences: tuple[Sentence, ...]


def topic(forms: Iterable[str], points: Iterable[str] = ()) -> Topic:
    """A topic by its names and by what else a point may call it; the first name is shown."""
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
    """The topics that sentences of at least `force` call weak in `places` paragraphs, and no point names.

    From paragraph `summary` on, one place is enough: what the summary calls
    weak matters.
    """
    weak = {at: sentence for at, sentence in enumerate(findings.sentences) if sentence.force >= force}
    there = frozenset().union(*(sentence.stems for sentence in weak.values()))
    said = [stems(read(point)) for point in points]
    found = []
    for each in topics:
        forms = [form for form in each.forms if form <= there]
        if not forms or any(form <= point for form in each.points for point in said):
            continue
        best: dict[int, Sentence] = {}
        for sentence in _naming(forms, findings, weak):
            known = best.get(sentence.paragraph)
            if (not known or known.force < sentence.force) and any(_stands(form, sentence) for form in forms):
                best[sentence.paragraph] = sentence
        if len(best) >= places or any(at >= summary for at in best):
            order = sorted(best.values(), key=lambda sentence: (-sentence.force, sentence.paragraph))
            found.append(Weakness(each.name, tuple(order)))
    return found


def _naming(forms: list[frozenset[str]], findings: Findings, weak: Mapping[int, Sentence]) -> Iterator[Sentence]:
    """The weak sentences that may name a topic, in order: those with the rarest word of one of its forms."""
    rarest = (min((findings.places[stem] for stem in form), key=len) for form in forms)
    return (weak[at] for at in sorted({at for places in rarest for at in places}) if at in weak)


def _stands(form: frozenset[str], sentence: Sentence) -> bool:
    """Whether the words of a name stand side by side, in any order, with one word between them at most."""
    if not form <= sentence.stems:
        return False
    wide = len(form) + 1
    starts = range(max(len(sentence.named) - wide, 0) + 1)
    return any(form <= set(sentence.named[at : at + wide]) for at in starts)
