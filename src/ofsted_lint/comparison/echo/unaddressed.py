"""Find weaknesses in the findings that no improvement item addresses.

A topic is unanswered if clauses that describe a weakness name it, and no
improvement item does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ofsted_lint.comparison.echo.evidence import Findings, Sentence
from ofsted_lint.comparison.echo.stems import gist
from ofsted_lint.comparison.echo.topics import Form, Named, is_near, naming
from ofsted_lint.comparison.echo.weakness_cues import WEAK, Cues, cues
from ofsted_lint.files.patterns import pattern

_JOINS = r"(?:but|although|though|while|whilst|whereas|however|because|since|despite|so that|yet|meaning|which means)"
# A clause that is set between commas is taken out of the one around it.
_INSERTED = pattern(
    rf",\s+(?:{_JOINS}|which|where|when|who|including|if)\b[^,;:–—]*,\s+(?=(?:is|are|was|were|do|does|did|has|have|had|can|cannot|need|needs|not|remain|remains)\b)"
)
_BREAK = pattern(
    rf"[;:–—]\s*|,?\s+(?=(?:{_JOINS}|when|where|if)\b)|,\s+(?=(?:and|so|which|where|when|with)\b)",
)
# A clause that begins so has no subject of its own.
_NO_SUBJECT = pattern(
    r"(?:(?:but|and|yet|so|which)\s+)?(?:(?:often|still|also|too often|sometimes|this)\s+)?"
    r"(?:is|are|was|were|do|does|did|has|have|had|can|cannot|need|needs|not|lack|lacks|remain|remains|vary|varies|could)\b"
)


class Weakness(NamedTuple):
    """A topic that is described as weak, with the best sentence of each paragraph that does so, strongest first."""

    topic: str
    sentences: tuple[Sentence, ...]


def unanswered(
    topics: Iterable[Named],
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
    addressed = [frozenset(gist(point).names) for point in points]
    marks = cues()
    found = []
    for topic in topics:
        # Most topics are in no such sentence, so that the stems of their other names need not be calculated.
        there = topic.reported and [(form, each) for form in topic.narrow for each in naming(form, findings, force)]
        if not there or any(form <= point for form in topic.in_points for point in addressed):
            continue
        best: dict[int, Sentence] = {}
        for form, sentence in there:
            known = best.get(sentence.paragraph)
            if (not known or known.force < sentence.force) and _calls_weak(sentence, form, marks):
                best[sentence.paragraph] = sentence
        if len(best) >= places or any(at >= summary and not _CAUSE.search(best[at].text) for at in best):
            order = sorted(best.values(), key=lambda sentence: (-sentence.force, sentence.paragraph))
            found.append(Weakness(topic.name, tuple(order)))
    return found


# What only explains something else is not the subject of a summary.
_CAUSE = pattern(r"\b(?:due to|because of|result(?:ed)? (?:in|of|from)|caused by)\b", re.IGNORECASE)
# Low turnover and few vacancies are strengths.
_BURDEN = r"(?:turnover|vacanc\w+|caseloads?|workloads?|waiting (?:lists?|times?)|re-?referrals?)"
_LITTLE = (
    r"(?:low|lower|lowest|little|few|fewer|reduced|reducing|decreas\w+|falling|fallen|manageable|minimal|negligible)"
)
_STRENGTH = pattern(
    rf"\b{_LITTLE}\b(?: and \w+)?(?: (?:staff|social worker|worker|workforce|levels? of|rates? of|numbers? of))*"
    rf" {_BURDEN}[^,;:]*|\b{_BURDEN}\b[^,;:.]{{0,60}}?\b{_LITTLE}\b[^,;:.]*",
    re.IGNORECASE,
)


def _calls_weak(sentence: Sentence, form: Form, marks: Cues) -> bool:
    """True if a clause of a sentence names the topic and describes a weakness."""
    for clause in clauses(_STRENGTH.sub("", sentence.text)):
        words = gist(clause)
        if form <= frozenset(words.names) and is_near(form, words.names):
            seen = marks.see(words.plain)
            if seen.phrase and seen.force >= WEAK:
                return True
    return False


def clauses(sentence: str) -> list[str]:
    """Return the clauses of a sentence, so that a weakness in one is not taken for one of another's subject.

    One without a subject stays with the clause before.
    """
    inserted = [each[0].strip(" ,") for each in _INSERTED.finditer(sentence)]
    main: list[str] = []
    for part in _BREAK.split(_INSERTED.sub(" ", sentence)):
        text = part.strip(" ,.")
        if main and _NO_SUBJECT.match(text):
            main[-1] += f" {text}"
        elif text:
            main.append(text)
    return main + inserted
