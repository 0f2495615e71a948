"""Texts of two reports held against each other: what is the same, moved, rewritten, new and dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ofsted_lint.comparison import pairing
from ofsted_lint.comparison.model import Change, Part, Side, What, Words
from ofsted_lint.comparison.parts import Block, title
from ofsted_lint.matching.differences import differences

# Half of the words in the same order. Of 950 paragraphs of published reports,
# none has so much of any in the report of another council (the most is 0.47).
LEAST = 0.5


class Compared(NamedTuple):
    """Changes, each with the part that it is in, in the order of the new document; the addresses that are pairs."""

    changes: list[tuple[str, Change]]
    addresses: dict[str, str]


def compare(
    old: Sequence[Block], new: Sequence[Block], hyphens: bool, like: pairing.Like | None = None, least: float = LEAST
) -> Compared:
    """Hold texts against each other; `like` is as `pairing.pairs` has it."""
    here = [pairing.text(block.side.text, block.home, hyphens) for block in old]
    there = [pairing.text(block.side.text, block.home, hyphens) for block in new]
    pairs = pairing.pairs(here, there, least, like)
    moved = pairing.moved(here, there, pairs)
    made = [
        (pair.new, 0, new[pair.new].home, _paired(old[pair.old].side, new[pair.new].side, pair, pair in moved, hyphens))
        for pair in pairs
    ]
    lone_old = sorted(set(range(len(old))) - {pair.old for pair in pairs})
    lone_new = sorted(set(range(len(new))) - {pair.new for pair in pairs})
    changed = [pair for pair in pairs if pair.likeness < 1]
    parts = _contained(there, lone_new, here, [pair.old for pair in changed])
    wholes = _contained(here, lone_old, there, [pair.new for pair in changed])
    for at in lone_new:
        whole = old[parts[at]].side if at in parts else None
        made.append((at, 0, new[at].home, Change("split" if whole else "new", whole, new[at].side)))
    before = _places(pairs, len(old))
    for at in lone_old:
        whole = new[wholes[at]].side if at in wholes else None
        made.append((before[at], 1 + at, old[at].home, Change("merged" if whole else "dropped", old[at].side, whole)))
    made.sort(key=lambda each: each[:2])
    addresses = {old[pair.old].address: new[pair.new].address for pair in pairs}
    return Compared([(home, change) for _, _, home, change in made], addresses)


def _paired(old: Side, new: Side, pair: pairing.Pair, moved: bool, hyphens: bool) -> Change:
    """What has become of a text that both documents have."""
    found = differences(old.text, new.text, hyphens=hyphens)
    if not found:
        return Change("moved" if moved else "same", old, new, moved)
    words = tuple(
        Words(each.kind, old.text[each.old.start : each.old.end], new.text[each.new.start : each.new.end])
        for each in found
    )
    return Change("rewritten", old, new, moved, round(pair.likeness, 2), words)


def _contained(
    texts: Sequence[pairing.Text], lone: list[int], others: Sequence[pairing.Text], changed: list[int]
) -> dict[int, int]:
    """Which texts without a counterpart are a part of one of the other document that was rewritten."""
    return pairing.contained([(at, texts[at]) for at in lone], [(at, others[at]) for at in changed])


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
