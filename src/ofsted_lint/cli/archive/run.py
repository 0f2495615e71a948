"""The run of an archive: what is not known yet is read by the pool and kept, batch by batch.

While the processes of the pool read, this one looks at the next files, and
hands on in their order the documents that have been read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
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
# How many documents are handed on at a time while others are read: more than a batch has, so that none are left over.
_FEW = 32


class Known(msgspec.Struct, frozen=True):
    """What is known of an archive: its files, the results of a setting, and the pairs of successive reports."""

    setting: Setting
    store: Store
    files: Sequence[File] = ()
    pairs: Sequence[Pair] = ()

    def read(self, file: File) -> Read:
        """Return what is known of a file that was read."""
        return unpacked(self.store.value(file.key), Read)


class _Turns:
    """Hands on the documents of an archive in their order, each when it and all before it are known."""

    def __init__(self, hear: Callable[[int, File], None]) -> None:
        self._hear = hear
        self._waiting: deque[tuple[int, File]] = deque()
        self._unknown: set[bytes] = set()

    def add(self, at: int, file: File, known: bool) -> None:
        """Take the next document, which has this number."""
        self._waiting.append((at, file))
        if not known:
            self._unknown.add(file.key)

    def known(self, keys: Iterable[bytes]) -> None:
        """Take note of documents that are known now."""
        self._unknown.difference_update(keys)

    def hand_on(self, most: int | None = None) -> None:
        """Hand on at most so many documents: a few at a time, so that no process waits for this one."""
        while self._waiting and self._waiting[0][1].key not in self._unknown and most != 0:
            self._hear(*self._waiting.popleft())
            most = most and most - 1


class _Reading:
    """The files of an archive while they are looked at and read."""

    def __init__(self, known: Known, total: int, hear: Callable[[int, File], None]) -> None:
        self._known = known
        self._kept = known.store.kept()
        self._turns = _Turns(hear)
        self._meter = Meter("files done", total)
        self.files: list[File] = []
        self.read = self._under_way = 0

    def pieces(self, planned: Iterable[File]) -> Iterator[Piece]:
        """Look at the files, and yield what is to be read of them."""
        for at, file in enumerate(planned):
            self.files.append(file)
            if file.same is None:
                known = file.key in self._kept
                self._turns.add(at, file, known)
                self._turns.hand_on(1)
                if not known:
                    self._under_way += 1
                    yield file.piece
            self._show()

    def keep(self, answers: Sequence[tuple[Piece, Answer]]) -> None:
        """Keep the answers to pieces."""
        self._known.store.add(_kept(piece.key, each) for piece, each in answers)
        self._under_way -= len(answers)
        self.read += len(answers)
        self._turns.known(piece.key for piece, _ in answers)
        self._turns.hand_on(_FEW)
        self._show()

    def end(self) -> None:
        """Hand on the rest."""
        self._turns.hand_on()

    def close(self) -> None:
        """Leave an empty line for what is printed next."""
        self._meter.close()

    def _show(self) -> None:
        self._meter.show(len(self.files) - self._under_way, self.read)


def read_all(
    known: Known, pool: Pool, planned: Iterable[File], total: int, hear: Callable[[int, File], None]
) -> tuple[Known, int]:
    """Have all documents read that are not known; return what is known then, and how many these were.

    `hear` is called with each document in the order of the archive, and its number there, when it has been read.
    """
    with closing(_Reading(known, total, hear)) as reading:
        batches = Batches(pool, partial(work.read, known.setting))
        for batch in batches.results(reading.pieces(planned), total):
            reading.keep(_answered(batch, _lost))
        reading.end()
    return msgspec.structs.replace(known, files=reading.files), reading.read


def compare_all(known: Known, pool: Pool) -> Known:
    """Have successive reports of each council compared, and return what is known then."""
    made = msgspec.structs.replace(known, pairs=tuple(_pairs(known)))
    kept = known.store.kept()
    todo = [each for each in made.pairs if each.key not in kept]
    batches = Batches(pool, partial(work.compare_pairs, known.setting))
    count = 0
    with closing(Meter("reports compared", len(todo))) as meter:
        for batch in batches.results(todo, len(todo)):
            answers = _answered(batch, lambda pair, lost: Answer(packed(()), keep=False))
            known.store.add(_kept(pair.key, each) for pair, each in answers)
            count += len(batch)
            meter.show(count)
    return made


def _answered(batch: Iterable[tuple[P, Answer | Lost]], instead: Callable[[P, Lost], Answer]) -> list[tuple[P, Answer]]:
    """Return the pieces of a batch with their answers; those that were lost have another."""
    return [(piece, instead(piece, each) if isinstance(each, Lost) else each) for piece, each in batch]


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
