"""Whatever a document is like, eight times its size costs at most ten times as much, in time and in memory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks import shapes
from benchmarks.odd_documents import FILES, SHAPES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="costs are those of copies of a process, which need fork"),
]


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    shapes.warm()


@pytest.mark.parametrize("shape", [*SHAPES, *FILES])
def test_eight_times_the_size_costs_at_most_ten_times_as_much(shape: str) -> None:
    found = {name: shapes.judged(run, (1, 8), 8000) for name, run in shapes.runs(shape, each_format=False).items()}
    assert {name: wrong for name, (_, wrong) in found.items() if wrong} == {}


@pytest.mark.parametrize("shape", ["findings on one line.txt", "raised figures.docx"])
def test_each_command_line_is_one_that_is_understood(shape: str, tmp_path: Path) -> None:
    said = {}
    for at, (name, run) in enumerate(shapes.runs(shape, each_format=True).items()):
        (tmp_path / str(at)).mkdir()
        said[name] = shapes.cost(run(tmp_path / str(at), 1000)).status
    assert {name: status for name, status in said.items() if status} == {}


def test_a_cost_by_the_square_is_a_fault() -> None:
    by_the_square = [shapes.Cost(0.05 * size * size, 30.0 * size, 0) for size in shapes.SIZES]
    in_proportion = [shapes.Cost(0.5 * size, 5.0 * size, 0) for size in shapes.SIZES]
    assert shapes.faults(by_the_square) == ["64 times the time"]
    assert shapes.faults(in_proportion) == []
    assert shapes.faults([shapes.Cost(0, 0, 3)]) == ["status 3"]
