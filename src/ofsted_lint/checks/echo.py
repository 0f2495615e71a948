"""Each point to improve is taken up in the findings.

A plain form: of the words that carry a point's meaning, how many stand in
some form in the findings, and how many together in one paragraph. `together`
is the least share of them that one paragraph must have, `anywhere` the least
share that all must have between them; below either the point is unsupported.
A point with fewer than `words` such words is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.document.model import Report
from ofsted_lint.document.parts import Improvement, Paragraph
from ofsted_lint.finding import Hit, Related
from ofsted_lint.subject import NotApplicable, Subject

_WORD = re.compile(r"[^\W\d_]{3,}")
_ENDINGS = re.compile(
    r"(?:ations?|ements?|ments?|iveness|ness|ities|ity|ically|ingly|ably|ally|edly|ly|ings?|ers?|ors?"
    r"|ies|ied|ences?|ances?|ent|ant|ive|ed|es|s|e|y)$"
)
_SHORTEST = 4
_BEST = 3
# References such as “(outcome 3, national framework)” say nothing of the point.
_REFERENCE = re.compile(r"\([^()]{0,60}\b(?:outcomes?|enablers?|principles?)\b[^()]{0,160}\)", re.IGNORECASE)


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    anywhere: Annotated[float, Meta(description="the least share of a point's words that the findings must have")]
    together: Annotated[float, Meta(description="the least share that one paragraph must have")]
    words: Annotated[int, Meta(description="how many words that carry meaning a point must have to be asked for")] = 1
    ignore: Annotated[list[str], Meta(description="words that carry no meaning in a point")] = []


def names(params: Params) -> frozenset[str]:
    return frozenset({"point", "found", "missing"})


def prepare(params: Params) -> Callable[[Subject], Iterator[Hit]]:
    ignored = frozenset(_stem(word) for word in params.ignore)

    def run(subject: Subject) -> Iterator[Hit]:
        report = subject.document
        if not report.improvements:
            raise NotApplicable("it has no points to improve")
        if not report.paragraphs:
            raise NotApplicable("it has no findings")
        where: dict[str, list[int]] = {}
        for at, paragraph in enumerate(report.paragraphs):
            for stem in _stems(paragraph.prose.text, ignored):
                where.setdefault(stem, []).append(at)
        return _unsupported(report, where, ignored, params)

    return run


def _unsupported(report: Report, where: dict[str, list[int]], ignored: frozenset[str], params: Params) -> Iterator[Hit]:
    """The points that too few words of stand in the findings; `where` has the paragraphs of each stem."""
    for point in report.improvements:
        text = " ".join([point.prose.text, *(item.text for item in point.items)])
        wanted = _stems(_REFERENCE.sub(" ", text), ignored)
        if len(wanted) < params.words:
            continue
        shares = Counter(at for stem in wanted for at in where.get(stem, ()))
        found = sum(stem in where for stem in wanted) / len(wanted)
        together = max(shares.values(), default=0) / len(wanted)
        if found < params.anywhere or together < params.together:
            best = [report.paragraphs[at] for at, _ in sorted(shares.items(), key=_by_share)[:_BEST]]
            yield _hit(point, wanted, best, where, ignored)


def _by_share(pair: tuple[int, int]) -> tuple[int, int]:
    """The largest share first, then the order of the document."""
    return -pair[1], pair[0]


def _hit(
    point: Improvement,
    wanted: dict[str, str],
    best: list[Paragraph],
    where: dict[str, list[int]],
    ignored: frozenset[str],
) -> Hit:
    facts = {
        "point": point.prose.text,
        "found": ", ".join(word for stem, word in wanted.items() if stem in where) or "none",
        "missing": ", ".join(word for stem, word in wanted.items() if stem not in where) or "none",
    }
    related = []
    for paragraph in best:
        there = _stems(paragraph.prose.text, ignored)
        shared = ", ".join(word for stem, word in wanted.items() if stem in there)
        number = f"paragraph {paragraph.number.value}" if paragraph.number else "this paragraph"
        related.append(Related(paragraph.prose.place(), f"{number} shares: {shared}"))
    return Hit(point.prose.place(), point.address, facts, tuple(related))


def _stems(text: str, ignored: frozenset[str]) -> dict[str, str]:
    """The words that carry meaning, by their stems, each in the first form met."""
    stems: dict[str, str] = {}
    for word in _WORD.findall(text.casefold()):
        stem = _stem(word)
        if stem not in ignored:
            stems.setdefault(stem, word)
    return stems


@lru_cache(1 << 14)
def _stem(word: str) -> str:
    """A word without its ending, as far as a plain list of endings goes."""
    folded = word.casefold()
    cut = _ENDINGS.sub("", folded, count=1)
    return cut if len(cut) >= _SHORTEST else folded
