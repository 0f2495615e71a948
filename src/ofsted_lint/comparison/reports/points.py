"""Points to improve of two reports: the same, reworded, or meant again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ofsted_lint.comparison.echo.stems import gist
from ofsted_lint.comparison.echo.word_counts import shipped
from ofsted_lint.comparison.reports.pairing import Like

# So much of the weight of their words is shared by points that mean the same.
# Of the 468 pairs of points in 21 councils' successive reports, 11 have it, and
# all of them are on one subject; the next pair below (0.44) is not.
LEAST = 0.45
# A point that is a part of a longer one: nearly all its weight is there.
_WHOLE, _PART = 0.95, 0.3
# One in which few words are others: of a short point, a rare word is most of the weight.
_WORDED, _MOST_WORDS = 0.65, 200


class _Point(NamedTuple):
    """A point by the words that carry meaning, and by all its words in order."""

    meant: frozenset[str]
    plain: Sequence[str]


def likeness(old: Sequence[str], new: Sequence[str]) -> Like:
    """How like points are by the words that carry meaning, rare ones most, or by their wording: from 0 to 1."""
    here, there = [_read(text) for text in old], [_read(text) for text in new]
    return lambda one, two: max(_alike(here[one].meant, there[two].meant), _worded(here[one].plain, there[two].plain))


def _read(text: str) -> _Point:
    stems, plain = gist(text)
    return _Point(frozenset(stems), plain[:_MOST_WORDS])


def _worded(one: Sequence[str], two: Sequence[str]) -> float:
    """How much of the wording is the same; none where it is not most of it."""
    from rapidfuzz.distance import Indel  # a few milliseconds that most runs do not need

    return Indel.normalized_similarity(one, two, score_cutoff=_WORDED)


def _alike(one: frozenset[str], two: frozenset[str]) -> float:
    shared, here, there = _weight(one & two), _weight(one), _weight(two)
    if not shared:
        return 0.0
    like = 2 * shared / (here + there)
    part = shared / min(here, there) >= _WHOLE and like >= _PART
    return max(like, LEAST) if part else like


def _weight(stems: frozenset[str]) -> float:
    # In one order, so that sums are the same to the last digit.
    return sum(shipped()[0].rarity(stem) for stem in sorted(stems))
