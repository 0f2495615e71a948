"""Compare the texts of two reports: the same, moved, rewritten, split, merged, new and dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from ofsted_lint.comparison.reports import pairing
from ofsted_lint.comparison.reports.model import Change, ChangeKind, Part, Side, Words
from ofsted_lint.comparison.reports.parts import Block, title
from ofsted_lint.comparison.word_diff import differences

# Half of the words in the same order. Of 950 paragraphs of published reports,
# none is so like any paragraph about another council (the highest is 0.47).
LEAST = 0.5


class Compared(NamedTuple):
    """Changes, each with its part, in the order of the new document, and the addresses of paired texts."""

    changes: list[tuple[str, Change]]
    addresses: dict[str, str]


class _Placed(NamedTuple):
    """A change with its sort keys: the place in the new document and, for texts that are gone, in the old one."""

    new: int
    old: int
    home: str
    change: Change


def compare(
    old: Sequence[Block], new: Sequence[Block], hyphens: bool, like: pairing.Like | None = None, least: float = LEAST
) -> Compared:
    """Compare texts; `like` and `least` are those of `pairing.pairs`."""
    here = [pairing.text(block.side.text, block.home, hyphens) for block in old]
    there = [pairing.text(block.side.text, block.home, hyphens) for block in new]
    pairs = pairing.pairs(here, there, least, like)
    moved = pairing.moved(here, there, pairs)
    made = [
        _Placed(pair.new, -1, new[pair.new].home, _paired(old, new, pair, pair in moved, hyphens)) for pair in pairs
    ]
    wholes = _without_counterpart(there, here, [pair.turned for pair in pairs])
    made += [_Placed(at, -1, new[at].home, _added(new[at].side, _side(old, whole))) for at, whole in wholes.items()]
    wholes, before = _without_counterpart(here, there, pairs), _places(pairs, len(old))
    made += [_Placed(before[at], at, old[at].home, _removed(old[at].side, _side(new, to))) for at, to in wholes.items()]
    addresses = {old[pair.old].address: new[pair.new].address for pair in pairs}
    return Compared([(each.home, each.change) for each in sorted(made, key=lambda each: each[:2])], addresses)


def _without_counterpart(
    texts: Sequence[pairing.Text], others: Sequence[pairing.Text], pairs: Sequence[pairing.Pair]
) -> dict[int, int | None]:
    """Return the texts without a counterpart, each with the rewritten text among the others that contains it."""
    paired = {pair.old for pair in pairs}
    lone = [at for at in range(len(texts)) if at not in paired]
    changed = [(pair.new, others[pair.new]) for pair in pairs if pair.likeness < 1]
    found = pairing.contained([(at, texts[at]) for at in lone], changed)
    return {at: found.get(at) for at in lone}


def _side(blocks: Sequence[Block], at: int | None) -> Side | None:
    return None if at is None else blocks[at].side


def _added(new: Side, whole: Side | None) -> Change:
    return Change("split", whole, new) if whole else Change("new", None, new)


def _removed(old: Side, whole: Side | None) -> Change:
    return Change("merged", old, whole) if whole else Change("dropped", old, None)


def _paired(old: Sequence[Block], new: Sequence[Block], pair: pairing.Pair, moved: bool, hyphens: bool) -> Change:
    """Return the change of a text that is in both documents."""
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
    """Return, for each text of the old document, the place in the new one of the last paired text up to it."""
    there = {pair.old: pair.new for pair in pairs}
    places, last = [], -1
    for at in range(length):
        last = there.get(at, last)
        places.append(last)
    return places


def counted(name: str, changes: Sequence[Change], kept: Collection[ChangeKind]) -> Part:
    """Return a part with its counts and its changes, only of the kinds in `kept`."""
    counts = Counter(change.change for change in changes)
    return Part(name, dict(sorted(counts.items())), tuple(change for change in changes if change.change in kept))


def by_part(
    compared: Compared, old: Sequence[Block], new: Sequence[Block], kept: Collection[ChangeKind]
) -> tuple[Part, ...]:
    """Return the changes part by part, in the order of the new document; parts only in the old one come last."""
    homes = dict.fromkeys(block.home for block in (*new, *old))
    there = (*new, *old)
    return tuple(
        counted(title(home, there), [change for where, change in compared.changes if where == home], kept)
        for home in homes
    )
