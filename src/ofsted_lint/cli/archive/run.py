"""The run of an archive: what is not known yet is read by the pool and kept, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

import msgspec

from ofsted_lint.cli.archive import work
from ofsted_lint.cli.archive.councils import Councils
from ofsted_lint.cli.archive.plan import File, originals
from ofsted_lint.cli.archive.progress import Meter
from ofsted_lint.cli.archive.rows import Read, packed, unpacked, unread
from ofsted_lint.cli.archive.work import Answer, Pair, Piece, Setting
from ofsted_lint.documents.kinds import successive
from ofsted_lint.files import sealed
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.store import Store
from ofsted_lint.linting.batches import Batches, Lost
from ofsted_lint.linting.executors import Pool
from ofsted_lint.version import __version__

P = TypeVar("P", Piece, Pair)


class Known(msgspec.Struct, frozen=True):
    """What is known of an archive: its files, the results of a setting, and the pairs of successive reports."""

    setting: Setting
    files: Sequence[File]
    store: Store
    pairs: Sequence[Pair] = ()

    def read(self, file: File) -> Read:
        """Return what is known of a file that was read."""
        return unpacked(self.store.value(file.key), Read)


def read_all(known: Known, pool: Pool) -> int:
    """Have all documents read that are not known; return how many these were."""
    pieces = [each.piece for each in originals(known.files)]
    return _done(known, pool, pieces, partial(work.read, known.setting), _lost, "documents read")


def compare_all(known: Known, pool: Pool) -> Known:
    """Have successive reports of each council compared, and return what is known then."""
    made = msgspec.structs.replace(known, pairs=tuple(_pairs(known)))
    work_of = partial(work.compare_pairs, known.setting)
    _done(made, pool, made.pairs, work_of, lambda pair, lost: Answer(packed(()), keep=False), "reports compared")
    return made


def _done(
    known: Known,
    pool: Pool,
    pieces: Sequence[P],
    work_of: Callable[[list[P]], list[Answer]],
    instead: Callable[[P, Lost], Answer],
    what: str,
) -> int:
    """Have those pieces done that have no result yet, and keep the results; return how many these were."""
    there = known.store.has(each.key for each in pieces)
    todo = [each for each in pieces if each.key not in there]
    meter, count = Meter(what, len(todo)), 0
    try:
        for batch in Batches(pool, work_of).results(todo):
            answers = [(piece, instead(piece, each) if isinstance(each, Lost) else each) for piece, each in batch]
            known.store.add(_kept(piece.key, each) for piece, each in answers)
            count += len(batch)
            meter.show(count)
    finally:
        meter.close()
    return count


def _kept(key: bytes, answer: Answer) -> tuple[bytes, bytes, bytes, bool]:
    if answer.version != __version__:
        wrong = f"a worker has ofsted-lint {answer.version}, and this is {__version__}; install one version"
        raise ConfigError("--executor", wrong)
    return key, answer.value, answer.more, answer.keep


def _lost(piece: Piece, lost: Lost) -> Answer:
    why = f"cannot be checked: the process that read it was ended each time ({lost.why})"
    return Answer(packed(unread(piece.path, why)), keep=False)


def _pairs(known: Known) -> Iterator[Pair]:
    """Yield the successive reports of each council, each inspection once."""
    all_of_them = ((file, known.read(file).row.about) for file in originals(known.files))
    dated = [(file, about) for file, about in all_of_them if about.kind and successive(about.kind)]
    councils = Councils((file.path, about.council) for file, about in dated)
    reports: dict[tuple[int, str | None], dict[date, File]] = {}
    for file, about in dated:
        council = councils.of(file.path, about.council)
        if council is not None and about.first_day:
            reports.setdefault((council, about.kind), {}).setdefault(about.first_day, file)
    for inspections in reports.values():
        ordered = [inspections[day] for day in sorted(inspections)]
        yield from map(_pair, ordered, ordered[1:])


def _pair(old: File, new: File) -> Pair:
    key = sealed.name(b"pair", old.key, new.key)
    return Pair(old.path, new.path, (old.digest, new.digest), bytes.fromhex(key))
