"""Have many pieces of work done in batches, in whatever order they are ready; what fails is tried again by itself.

A batch whose process died may hold one piece at which every process dies. So
the pieces of such batches are given out again one at a time, with nothing else
running, and only a piece that then fails is given up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice
from typing import Generic, TypeVar

import msgspec

from ofsted_lint.files.errors import ConfigError
from ofsted_lint.linting.executors import GO_ON, Pool

P = TypeVar("P")
A = TypeVar("A")
_LARGEST = 16
# How many batches each process has waiting, so that none of them waits for this one.
_AHEAD = 2
# A run of few pieces is cut so that each process has several batches.
_EACH = 4
# How often it is looked whether anybody works, and how long nobody may, in seconds.
_LOOK, _PATIENCE = 10, 300


class Lost(msgspec.Struct, frozen=True):
    """A piece at which its process died, and how that was reported."""

    why: str


class Batches(Generic[P, A]):
    """Pieces of work and a function that does several of them, whose answers are as many."""

    def __init__(self, pool: Pool, work: Callable[[list[P]], list[A]]) -> None:
        self._pool = pool
        self._work = work
        self._failed: list[P] = []
        self._running: dict[Future[list[A]], list[P]] = {}

    def results(self, pieces: Iterable[P], most: int) -> Iterator[list[tuple[P, A | Lost]]]:
        """Yield pieces, of which there are at most so many, with their answers; they are taken as they are needed."""
        coming = self._cut(iter(pieces), most)
        while True:
            # There may be fewer processes than before.
            free = max(self._pool.width * _AHEAD - len(self._running), 0 if self._running else 1)
            for batch in islice(coming, free):
                self._running[self._pool.submit(self._work, batch)] = batch
            if not self._running:
                break
            yield from self._ready()
        for piece in self._failed:
            yield [(piece, self._alone(piece))]

    def _cut(self, pieces: Iterator[P], most: int) -> Iterator[list[P]]:
        size = min(max(most // (self._pool.width * _EACH), 1), _LARGEST)
        while batch := list(islice(pieces, size)):
            yield batch

    def _ready(self) -> Iterator[list[tuple[P, A | Lost]]]:
        """Yield the batches that are ready, when at least one is."""
        for future in self._waited_for(self._running):
            batch = self._running.pop(future)
            if future.cancelled() or future.exception():
                self._failed += batch
            else:
                yield list(zip(batch, future.result(), strict=True))

    def _alone(self, piece: P) -> A | Lost:
        """Return the answer to a piece that nothing else runs beside."""
        future = self._pool.submit(self._work, [piece])
        self._waited_for([future])
        if future.cancelled():
            return Lost("it was given up")
        error = future.exception()
        return Lost(type(error).__name__) if error else future.result()[0]

    def _waited_for(self, futures: Iterable[Future[list[A]]]) -> set[Future[list[A]]]:
        """Return those that are done, when at least one is; an error if nobody has worked for too long."""
        waited = 0
        while True:
            done = wait(futures, timeout=_LOOK, return_when=FIRST_COMPLETED).done
            if done:
                return done
            waited = 0 if self._pool.alive() else waited + 1
            if waited * _LOOK >= _PATIENCE:
                raise ConfigError("--executor", f"no worker has been there for {_PATIENCE // 60} minutes; {GO_ON}")
