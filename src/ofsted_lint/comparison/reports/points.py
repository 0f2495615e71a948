"""Measure the likeness of two reports' improvement items, by their meaning and their wording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ofsted_lint.comparison.echo.stems import gist
from ofsted_lint.comparison.echo.word_counts import shipped
from ofsted_lint.comparison.reports.pairing import Like

# Items that mean the same share at least this much of the weight of their words.
# Of the 468 pairs of items in 21 councils' successive reports, 11 reach it, and
# each of these is on one subject; the next pair below (0.44) is not.
LEAST = 0.45
# An item that is part of a longer one: nearly all of its weight is found there.
_WHOLE, _PART = 0.95, 0.3
# An item with a few changed words: in a short item, one rare word has most of the weight.
_WORDED, _MOST_WORDS = 0.65, 200


class _Item(NamedTuple):
    """An item as the stems that carry meaning, and as all its words in order."""

    stems: frozenset[str]
    plain: Sequence[str]


def likeness(old: Sequence[str], new: Sequence[str]) -> Like:
    """Return a function for the likeness of two items, from 0 to 1, by index: the higher of two measures.

    One is the share of words that carry meaning, in which rare words weigh most;
    the other is the share of the wording.
    """
    here, there = [_read(text) for text in old], [_read(text) for text in new]
    return lambda one, two: max(
        _meaning_likeness(here[one].stems, there[two].stems), _wording_likeness(here[one].plain, there[two].plain)
    )


def _read(text: str) -> _Item:
    stems, plain = gist(text)
    return _Item(frozenset(stems), plain[:_MOST_WORDS])


def _wording_likeness(one: Sequence[str], two: Sequence[str]) -> float:
    """Return the share of the wording that is the same; 0 if it is below a minimum."""
    from rapidfuzz.distance import Indel  # imported here: a few milliseconds that most runs do not need

    return Indel.normalized_similarity(one, two, score_cutoff=_WORDED)


def _meaning_likeness(one: frozenset[str], two: frozenset[str]) -> float:
    shared, here, there = _weight(one & two), _weight(one), _weight(two)
    if not shared:
        return 0.0
    like = 2 * shared / (here + there)
    part = shared / min(here, there) >= _WHOLE and like >= _PART
    return max(like, LEAST) if part else like


def _weight(stems: frozenset[str]) -> float:
    # In a fixed order, so that sums are the same to the last digit.
    return sum(shipped()[0].rarity(stem) for stem in sorted(stems))
