"""Pair the texts of two documents: those with the same words first, then the most similar.

The pairs do not depend on which document comes first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ofsted_lint.comparison.words import words

# No report has so many paragraphs, or such long ones; texts beyond this pair only if they are equal.
_MOST_TEXTS, _MOST_POINTS, _MOST_WORDS = 1000, 200, 1000
# A text is part of another if this share of it is found there and it has at least so many words.
_CONTAINED, _FEWEST = 0.9, 12
_FIRST = 0x100


class Text(NamedTuple):
    """A text as its words (`key`; `plain` in lower case and without punctuation) and its part of the report.

    The `home` is the name of the part, the same in both documents.
    """

    key: tuple[str, ...]
    plain: tuple[str, ...]
    home: str


class Pair(NamedTuple):
    """Two texts, as indexes in their lists, and their likeness from 0 to 1, which is the same words."""

    old: int
    new: int
    likeness: float

    @property
    def turned(self) -> Pair:
        return Pair(self.new, self.old, self.likeness)


Like = Callable[[int, int], float]


def text(printed: str, home: str, hyphens: bool = True) -> Text:
    """Prepare a text for comparison; without `hyphens`, hyphens are ignored."""
    read = words(printed) if hyphens else [word.joined for word in words(printed)]
    plain = tuple(word.folded for word in read if not word.is_mark)
    return Text(tuple(word.text for word in read if word.text), plain, home)


def pairs(old: Sequence[Text], new: Sequence[Text], least: float, like: Like | None = None) -> list[Pair]:
    """Return the pairs, in the order of the new texts.

    Texts that are not the same are paired if their likeness is at `least` this;
    `like` returns the likeness of the texts at two indexes, in place of the
    likeness of their words.
    """
    if list(old) > list(new):
        turned = pairs(new, old, least, (lambda one, two: like(two, one)) if like else None)
        return sorted((pair.turned for pair in turned), key=lambda pair: pair.new)
    found = list(_same(old, new))
    here = [at for at in range(len(old)) if at not in {pair.old for pair in found}]
    there = [at for at in range(len(new)) if at not in {pair.new for pair in found}]
    most = _MOST_POINTS if like else _MOST_TEXTS
    found += _choose_best(old, new, _candidates(old, new, here[:most], there[:most], least, like))
    return sorted(found, key=lambda pair: pair.new)


def _same(old: Sequence[Text], new: Sequence[Text]) -> Iterator[Pair]:
    """Pair texts with the same words: those in the same part first, each in order."""
    here, there = list(enumerate(old)), list(enumerate(new))
    ways: tuple[Callable[[Text], object], ...] = (lambda text: text, lambda text: text.key)
    for known in ways:
        left: dict[object, deque[int]] = defaultdict(deque)
        for one, each in here:
            left[known(each)].append(one)
        found = [Pair(left[known(each)].popleft(), two, 1.0) for two, each in there if left.get(known(each))]
        yield from found
        taken_old, taken_new = {pair.old for pair in found}, {pair.new for pair in found}
        here = [(one, each) for one, each in here if one not in taken_old]
        there = [(two, each) for two, each in there if two not in taken_new]


def _candidates(
    old: Sequence[Text], new: Sequence[Text], here: list[int], there: list[int], least: float, like: Like | None
) -> Iterator[Pair]:
    """Yield the possible pairs: texts whose likeness is at least the minimum."""
    from rapidfuzz import fuzz, process  # imported here: a few milliseconds that most runs do not need

    sign = Signs()
    signs = [sign.of(new[at]) for at in there]
    for one in here:
        if like:
            found = ((like(one, two), at) for at, two in enumerate(there))
        else:
            ranked = process.extract(
                sign.of(old[one]), signs, scorer=fuzz.ratio, processor=None, score_cutoff=least * 100, limit=None
            )
            found = ((score / 100, at) for _, score, at in ranked)
        yield from (Pair(one, there[at], score) for score, at in found if score >= least)


def _choose_best(old: Sequence[Text], new: Sequence[Text], candidates: Iterator[Pair]) -> Iterator[Pair]:
    """Pair each text with the most similar remaining one; on a tie, one in the same part, then the nearest."""

    def order(pair: Pair) -> tuple[float, bool, int, int, int]:
        return (
            -pair.likeness,
            old[pair.old].home != new[pair.new].home,
            abs(pair.old - pair.new),
            pair.old,
            pair.new,
        )

    taken_old, taken_new = set(), set()
    for pair in sorted(candidates, key=order):
        if pair.old not in taken_old and pair.new not in taken_new:
            taken_old.add(pair.old)
            taken_new.add(pair.new)
            yield pair


class Signs(dict[str, str]):
    """Encode texts as strings with one character per word, which compare much faster than lists of words."""

    def __missing__(self, word: str) -> str:
        sign = self[word] = chr(_FIRST + len(self) % 1_000_000)
        return sign

    def of(self, text: Text) -> str:
        """Encode a text; capitals and punctuation are ignored, unless it has nothing else."""
        return "".join(map(self.__getitem__, (text.plain or text.key)[:_MOST_WORDS]))


def moved(old: Sequence[Text], new: Sequence[Text], found: Sequence[Pair]) -> set[Pair]:
    """Return the pairs that have moved: to another part, or past others that have kept their order."""
    if list(old) > list(new):
        turned = moved(new, old, sorted((pair.turned for pair in found), key=lambda pair: pair.new))
        return {pair.turned for pair in turned}
    homes: dict[str, list[Pair]] = defaultdict(list)
    gone = set()
    for pair in found:
        if old[pair.old].home == new[pair.new].home:
            homes[new[pair.new].home].append(pair)
        else:
            gone.add(pair)
    return gone.union(*(set(there) - set(_staying(there)) for there in homes.values()))


def _staying(found: list[Pair]) -> list[Pair]:
    """Return the longest sequence of pairs that are in the same order in both documents."""
    tails: list[int] = []
    best: list[int] = []
    before: list[int] = []
    for at, pair in enumerate(found):
        length = bisect_left(tails, pair.old)
        before.append(best[length - 1] if length else -1)
        tails[length : length + 1] = [pair.old]
        best[length : length + 1] = [at]
    return _trace_back(found, before, best)


def _trace_back(found: list[Pair], before: list[int], best: list[int]) -> list[Pair]:
    """Return the pairs of the longest sequence, from the last to the first."""
    at, run = (best[-1] if best else -1), []
    while at >= 0:
        run.append(found[at])
        at = before[at]
    return run


def contained(parts: Sequence[tuple[int, Text]], wholes: Sequence[tuple[int, Text]]) -> dict[int, int]:
    """Return the `parts` found almost word for word in one of `wholes`, each mapped to it, by their numbers."""
    from rapidfuzz import fuzz

    sign = Signs()
    signs = [(at, sign.of(whole)) for at, whole in wholes[:_MOST_TEXTS]]
    found = {}
    for at, part in parts[:_MOST_TEXTS]:
        mine = sign.of(part)
        if len(mine) < _FEWEST:
            continue
        scored = [(fuzz.partial_ratio(mine, whole), -to) for to, whole in signs if len(whole) > len(mine)]
        best = max(scored, default=(0.0, 0))
        if best[0] >= _CONTAINED * 100:
            found[at] = -best[1]
    return found
