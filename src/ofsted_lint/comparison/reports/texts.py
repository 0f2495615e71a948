"""Texts of two reports held against each other: what is the same, moved, rewritten, new and dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ofsted_lint.comparison.reports import pairing
from ofsted_lint.comparison.reports.model import Change, Part, Side, What, Words
from ofsted_lint.comparison.reports.parts import Block, title
from ofsted_lint.comparison.word_diff import differences

# Half of the words in the same order. Of 950 paragraphs of published reports,
# none has so much of any in the report of another council (the most is 0.47).
LEAST = 0.5


class Compared(NamedTuple):
    """Changes, each with the part that it is in, in the order of the new document; the addresses that are pairs."""

    changes: list[tuple[str, Change]]
    addresses: dict[str, str]


class _Placed(NamedTuple):
    """A change and what it is sorted by: the place in the new document, and in the old of what is gone from there."""

    new: int
    old: int
    home: str
    change: Change


def compare(
    old: Sequence[Block], new: Sequence[Block], hyphens: bool, like: pairing.Like | None = None, least: float = LEAST
) -> Compared:
    """Hold texts against each other; `like` is as `pairing.pairs` has it."""
    here = [pairing.text(block.side.text, block.home, hyphens) for block in old]
    there = [pairing.text(block.side.text, block.home, hyphens) for block in new]
    pairs = pairing.pairs(here, there, least, like)
    moved = pairing.moved(here, there, pairs)
    made = [
        _Placed(pair.new, -1, new[pair.new].home, _paired(old, new, pair, pair in moved, hyphens)) for pair in pairs
    ]
    wholes = _lone(there, here, [pair.turned for pair in pairs])
    made += [_Placed(at, -1, new[at].home, _come(new[at].side, _side(old, whole))) for at, whole in wholes.items()]
    wholes, before = _lone(here, there, pairs), _places(pairs, len(old))
    made += [_Placed(before[at], at, old[at].home, _gone(old[at].side, _side(new, to))) for at, to in wholes.items()]
    addresses = {old[pair.old].address: new[pair.new].address for pair in pairs}
    return Compared([(each.home, each.change) for each in sorted(made, key=lambda each: each[:2])], addresses)


def _lone(
    texts: Sequence[pairing.Text], others: Sequence[pairing.Text], pairs: Sequence[pairing.Pair]
) -> dict[int, int | None]:
    """The texts without a counterpart, each with the text among the others, now rewritten, that it is a part of."""
    paired = {pair.old for pair in pairs}
    lone = [at for at in range(len(texts)) if at not in paired]
    changed = [(pair.new, others[pair.new]) for pair in pairs if pair.likeness < 1]
    found = pairing.contained([(at, texts[at]) for at in lone], changed)
    return {at: found.get(at) for at in lone}


def _side(blocks: Sequence[Block], at: int | None) -> Side | None:
    return None if at is None else blocks[at].side


def _come(new: Side, whole: Side | None) -> Change:
    return Change("split", whole, new) if whole else Change("new", None, new)


def _gone(old: Side, whole: Side | None) -> Change:
    return Change("merged", old, whole) if whole else Change("dropped", old, None)


def _paired(old: Sequence[Block], new: Sequence[Block], pair: pairing.Pair, moved: bool, hyphens: bool) -> Change:
    """What has become of a text that both documents have."""
    here, there = old[pair.old].side, new[pair.new].side
    found = differences(here.text, there.text, hyphens=hyphens)
    if not found:
        return Change("moved" if moved else "same", here, there, moved)
    words = tuple(
        Words(each.kind, here.text[each.old.start : each.old.end], there.text[each.new.start : each.new.end])
        for each in found
    )
    return Change("rewritten", here, there, moved, round(pair.likeness, 2), words)


def _places(pairs: Sequence[pairing.Pair], length: int) -> list[int]:
    """For each text of the old document, the place in the new of the last one before it that is there too."""
    there = {pair.old: pair.new for pair in pairs}
    places, last = [], -1
    for at in range(length):
        last = there.get(at, last)
        places.append(last)
    return places


def counted(name: str, changes: Sequence[Change], kept: Collection[What]) -> Part:
    """A part with its counts, and those of its changes that are of certain kinds."""
    counts = Counter(change.change for change in changes)
    return Part(name, dict(sorted(counts.items())), tuple(change for change in changes if change.change in kept))


def by_part(compared: Compared, old: Sequence[Block], new: Sequence[Block], kept: Collection[What]) -> tuple[Part, ...]:
    """Changes part by part, in the order of the new document; what only the old has comes last."""
    homes = dict.fromkeys(block.home for block in (*new, *old))
    there = (*new, *old)
    return tuple(
        counted(title(home, there), [change for where, change in compared.changes if where == home], kept)
        for home in homes
    )
