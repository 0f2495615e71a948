"""Batches: every piece has one answer, whatever dies; a piece that is fatal by itself is given up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofsted_lint.files.errors import ConfigError
from ofsted_lint.linting import executors
from ofsted_lint.linting.batches import Batches, Lost
from ofsted_lint.linting.executors import Processes, pool


class Deadly:
    """A pool whose process dies at some pieces, and takes what else is in its batch with it."""

    def __init__(self, width: int, fatal: set[int], shaky: set[int] = frozenset()) -> None:  # type: ignore[assignment]
        self.width = width
        self._fatal, self._shaky = fatal, set(shaky)
        self.at_once: list[int] = []

    def submit(self, work: Callable[[Any], Any], argument: Any) -> Future[Any]:
        made: Future[Any] = Future()
        self.at_once.append(len(argument))
        if self._fatal & set(argument) or self._shaky & set(argument):
            self._shaky -= set(argument)
            made.set_exception(BrokenProcessPool("it died"))
        else:
            made.set_result(work(argument))
        return made

    def alive(self) -> bool:
        return True

    def close(self) -> None: ...


def squares(pieces: list[int]) -> list[int]:
    return [each * each for each in pieces]


@given(
    count=st.integers(0, 200),
    width=st.integers(1, 9),
    fatal=st.sets(st.integers(0, 199), max_size=5),
    shaky=st.sets(st.integers(0, 199), max_size=5),
)
def test_every_piece_has_one_answer(count: int, width: int, fatal: set[int], shaky: set[int]) -> None:
    """Pieces at which a process dies once are done in the end; those at which it dies each time are lost alone."""
    pieces = list(range(count))
    batches = Batches(Deadly(width, fatal, shaky - fatal), squares).results(pieces, count)
    found = [pair for batch in batches for pair in batch]
    assert sorted(piece for piece, _ in found) == pieces
    assert dict(found) == {each: Lost("BrokenProcessPool") if each in fatal else each * each for each in pieces}


def test_batches_are_small_enough_for_all_processes_and_not_too_large() -> None:
    few, many = Deadly(2, set()), Deadly(2, set())
    list(Batches(few, squares).results(range(16), 16))
    list(Batches(many, squares).results(range(1000), 1000))
    assert (few.at_once, max(many.at_once)) == ([2] * 8, 16)


def test_pieces_are_looked_for_while_others_are_done() -> None:
    """No more are taken than the processes have waiting; those that follow are taken when a batch is ready."""
    taken: list[int] = []

    def noted() -> Iterator[int]:
        for at in range(1000):
            taken.append(at)
            yield at

    next(Batches(Deadly(2, set()), squares).results(noted(), 1000))
    assert len(taken) == 64


def test_fewer_processes_than_before_are_waited_for() -> None:
    shrinking = Deadly(4, set())
    batches = Batches(shrinking, squares).results(range(100), 100)
    next(batches)
    shrinking.width = 1
    assert sum(len(each) for each in batches) > 0


def test_processes_of_this_machine_do_what_they_are_given() -> None:
    here = Processes(2)
    try:
        assert [here.submit(squares, [at]).result() for at in range(5)] == [[0], [1], [4], [9], [16]]
    finally:
        here.close()


def test_a_pool_without_workers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    class Empty(Deadly):
        def submit(self, work: Callable[[Any], Any], argument: Any) -> Future[Any]:
            return Future()

        def alive(self) -> bool:
            return False

    monkeypatch.setattr("ofsted_lint.linting.batches._LOOK", 0.01)
    monkeypatch.setattr("ofsted_lint.linting.batches._PATIENCE", 0.03)
    with pytest.raises(ConfigError, match="the same command goes on from there"):
        list(Batches(Empty(1, set()), squares).results([1], 1))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        pytest.param("desk=tcp://a", "unknown executor “desk”; did you mean “dask”?", id="a slip"),
        pytest.param("dask", "needs the address of a scheduler", id="no address"),
        pytest.param("dask=nonsense://a", "there is no scheduler of dask", id="no such protocol"),
    ],
)
def test_a_wrong_executor_is_a_mistake_in_a_line(name: str, why: str) -> None:
    pytest.importorskip("distributed", reason="clusters need the extra cluster")
    with pytest.raises(ConfigError) as raised:
        pool(name, 1)
    assert (why in str(raised.value), str(raised.value).count("\n")) == (True, 0)


def test_a_cluster_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def without(name: str, *more: Any, **named: Any) -> Any:
        if name == "distributed":
            raise ImportError(name)
        return real(name, *more, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ConfigError, match="ofsted-lint\\[cluster\\]"):
        executors.pool("dask=tcp://127.0.0.1:1", 1)
