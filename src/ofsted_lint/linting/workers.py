"""Lint documents in several processes, so that all processors work; results come in the order of the documents.

A process is handed one document at a time, as bytes, and returns a record of
its outcome. A document at which its process dies is one failure: another
process takes the place of the dead one.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar, cast

import msgspec

from ofsted_lint.files.errors import TOO_MUCH, ConfigError
from ofsted_lint.linting import budget
from ofsted_lint.linting.reading import too_much_for
from ofsted_lint.linting.task import Job, Task, Work
from ofsted_lint.source.readers import ReadError

T = TypeVar("T")
# On Linux processes share what is loaded already; elsewhere the libraries of the system forbid that.
FORKS = sys.platform.startswith("linux")
# How many documents may be ahead of the one whose result is waited for, for each process.
_AHEAD = 4
_PATIENCE = 5.0


class _Worker(msgspec.Struct, eq=False):
    """A process, its pipe, and the number of the job that it has."""

    process: BaseProcess
    pipe: Connection
    at: int | None = None


class Workers(Generic[T]):
    """At most `number` processes, which are started as they are needed.

    `begin` is called in each process and returns its work; where processes do not share what is loaded, it is pickled.
    """

    def __init__(self, number: int, begin: Callable[[], Work]) -> None:
        self._number = number
        self._begin = begin
        self._context = multiprocessing.get_context("fork" if FORKS else "spawn")
        self._workers: list[_Worker] = []
        self._jobs: dict[int, Job[T]] = {}
        self._waiting: deque[int] = deque()
        self._done: dict[int, T | Exception] = {}

    def results(self, items: Iterable[Job[T] | T | Exception]) -> Generator[T | Exception, None, None]:
        """Yield the results of jobs, and other items as they are, in their order; end all processes after the last."""
        coming, taken, added = enumerate(items), 0, 0
        try:
            while True:
                while added - taken < self._number * _AHEAD and (item := next(coming, None)) is not None:
                    added += 1
                    self._add(*item)
                if taken == added:
                    return
                while taken not in self._done:
                    self._wait()
                yield self._done.pop(taken)
                taken += 1
        finally:
            self._end()

    def _add(self, at: int, item: Job[T] | T | Exception) -> None:
        if not isinstance(item, Job):
            self._done[at] = item
            return
        self._jobs[at] = item
        self._waiting.append(at)
        self._hand_out()

    def _hand_out(self) -> None:
        """Give waiting jobs to processes that have none."""
        while self._waiting:
            worker = next((each for each in self._workers if each.at is None), None)
            if worker is None and len(self._workers) < self._number:
                worker = self._started()
            if worker is None:
                return
            worker.at = self._waiting.popleft()
            try:
                worker.pipe.send(self._jobs[worker.at].task)
            except OSError:  # it died, which `_wait` finds as well
                self._lost(worker)

    def _wait(self) -> None:
        """Wait until a process has a result, or dies."""
        pipes = {worker.pipe: worker for worker in self._workers if worker.at is not None}
        for pipe in wait(list(pipes)):
            worker = pipes[cast(Connection, pipe)]
            try:
                answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._lost(worker)
                continue
            at, worker.at = cast(int, worker.at), None
            job = self._jobs.pop(at)
            self._done[at] = answer if isinstance(answer, Exception) else job.finish(answer)
        self._hand_out()

    def _lost(self, worker: _Worker) -> None:
        """Record the failure of a document whose process died."""
        self._workers.remove(worker)
        worker.process.join(_PATIENCE)
        code = worker.process.exitcode
        how = f"was ended by signal {-code}" if code and code < 0 else f"ended with status {code}"
        at = cast(int, worker.at)
        name = self._jobs.pop(at).task.name
        self._done[at] = ReadError(f"cannot be checked: the process that did so {how}", name)

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process: Any = self._context.Process  # type: ignore[attr-defined]
        made = process(target=_serve, args=(theirs, self._begin), daemon=True)
        made.start()
        theirs.close()
        self._workers.append(_Worker(made, ours))
        return self._workers[-1]

    def _end(self) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.kill()
            worker.process.join()
        self._workers.clear()


def _serve(pipe: Connection, begin: Callable[[], Work]) -> None:
    """Do the tasks that come through a pipe until it is closed."""
    # The process that was started by the user ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    budget.enforce()
    work = begin()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_done(work, task))


def _done(work: Work, task: Task) -> bytes | Exception:
    """Return the record of a document, or why there is none."""
    try:
        with budget.document():
            return work(task)
    except (ReadError, ConfigError) as error:
        return error
    except TOO_MUCH as error:
        return too_much_for(task.name, error)
    except Exception as error:  # any other is a mistake of the program, and the other documents go on
        return ReadError(f"cannot be checked: {type(error).__name__}: {error}".split("\n")[0], task.name)
