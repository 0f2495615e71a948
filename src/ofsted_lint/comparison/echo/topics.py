"""Topics: which of them an improvement item names, and where the findings name them and describe a weakness.

A name is a few words, of which the stems must be near each other in a sentence,
in any order: “recruitment of foster carers” is also “foster carers who were
recruited”.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from ofsted_lint.comparison.echo.evidence import Findings, Sentence
from ofsted_lint.comparison.echo.stems import gist
from ofsted_lint.comparison.echo.weakness_cues import WEAK

# How the findings treat a topic. From IN_SENTENCE on, a sentence that names it describes a weakness: by the topic's own
# name or clearly (one more), or both (two more).
NOWHERE, WITHOUT_WEAKNESS, NEARBY, IN_SENTENCE = range(4)
STATES = 6
# The force from which a sentence clearly describes a weakness.
CLEAR = 1.1

# The stems of a name.
Form = frozenset[str]


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A topic with the words that name it."""

    names: Annotated[
        tuple[str, ...],
        Meta(description="names of the topic in items and findings; messages show the first", min_length=1),
    ]
    also: Annotated[tuple[str, ...], Meta(description="further names, too wide to ask for an item by them")] = ()
    points: Annotated[tuple[str, ...], Meta(description="other words with which an item addresses the topic")] = ()
    findings: Annotated[tuple[str, ...], Meta(description="other words with which the findings name the topic")] = ()
    general: Annotated[
        bool, Meta(description="true: nearly any report names it, so that it is only part of the score")
    ] = False
    reported: Annotated[
        bool, Meta(description="whether a weakness is reported that no item on the topic addresses")
    ] = True


class Named:
    """A topic with the stems of its names."""

    def __init__(self, topic: Topic) -> None:
        self.name = topic.names[0]
        self.general = topic.general
        self.reported = topic.reported and not topic.general
        self._topic = topic

    @cached_property
    def narrow(self) -> tuple[Form, ...]:
        """Its names without wider ones."""
        return _forms(self._topic.names)

    @cached_property
    def own(self) -> tuple[Form, ...]:
        """Its names."""
        return (*self.narrow, *_forms(self._topic.also))

    @cached_property
    def in_points(self) -> tuple[Form, ...]:
        """Its names, and other words with which an item addresses it."""
        return (*self.own, *_forms(self._topic.points))

    @cached_property
    def in_findings(self) -> tuple[Form, ...]:
        """Its names, and other words with which the findings name it."""
        return (*self.own, *_forms(self._topic.findings))


class Mention(NamedTuple):
    """How the findings treat a topic: the state, and the paragraphs that name it in order."""

    topic: Named
    state: int
    paragraphs: tuple[int, ...]


@lru_cache(16)
def prepared(topics: tuple[Topic, ...]) -> tuple[Named, ...]:
    """Prepare topics, once for all rules and documents."""
    return tuple(map(Named, topics))


def named(text: str, topics: Iterable[Named]) -> list[Named]:
    """Return the topics that an improvement item names."""
    stems = gist(text).names
    there = frozenset(stems)
    return [topic for topic in topics if any(form <= there and is_near(form, stems) for form in topic.own)]


def mention(topic: Named, findings: Findings) -> Mention:
    """Return how the findings treat a topic; it is looked up only once."""
    made: Mention | None = findings.mentions.get(topic)
    if made is None:
        made = findings.mentions[topic] = _mention(topic, findings)
    return made


def _mention(topic: Named, findings: Findings) -> Mention:
    own = set(topic.own)
    states: dict[int, int] = {}
    for form in topic.in_findings:
        for sentence in _with_words(form, findings):
            state = _state(sentence, form in own, findings)
            # The cheaper question first.
            if state > states.get(sentence.paragraph, NOWHERE) and is_near(form, sentence.named):
                states[sentence.paragraph] = state
    return Mention(topic, max(states.values(), default=NOWHERE), tuple(sorted(states)))


def _state(sentence: Sentence, by_own_name: bool, findings: Findings) -> int:
    if sentence.force >= WEAK:
        return IN_SENTENCE + by_own_name + (sentence.force >= CLEAR)
    return NEARBY if sentence.paragraph in findings.weak else WITHOUT_WEAKNESS


def naming(form: Form, findings: Findings, force: float) -> Iterator[Sentence]:
    """Yield the sentences of at least this force that have a name of a topic."""
    return (each for each in _with_words(form, findings) if each.force >= force and is_near(form, each.named))


def _with_words(form: Form, findings: Findings) -> Iterator[Sentence]:
    """Yield the sentences that have the words of a name anywhere: those with the rarest word are looked through."""
    places = [findings.places.get(stem, ()) for stem in form]
    sentences = (findings.sentences[at] for at in min(places, key=len))
    return (each for each in sentences if form <= each.stems)


def is_near(form: Form, stems: Sequence[str]) -> bool:
    """True if the words of a name are next to each other, in any order, with at most one other word between them."""
    if len(form) == 1:
        return next(iter(form)) in stems
    wide = len(form) + 1
    starts = range(max(len(stems) - wide, 0) + 1)
    return any(form <= set(stems[at : at + wide]) for at in starts)


def _forms(names: Iterable[str]) -> tuple[Form, ...]:
    """Return the stems of names, without those that have none."""
    return tuple(filter(None, (frozenset(gist(name).names) for name in names)))
