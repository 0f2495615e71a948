"""The progress of a run: how far it is, how fast, and how long it will take."""

from __future__ import annotations

import pytest

from ofsted_lint.cli.archive.progress import duration, line_of


@pytest.mark.parametrize(
    ("done", "seconds", "line"),
    [
        pytest.param(0, 0.0, "0 of 20,000 documents read", id="nothing is done yet"),
        pytest.param(1200, 30.0, "1,200 of 20,000 documents read, 40 a second, 8 min left", id="many a second"),
        pytest.param(10, 600.0, "10 of 20,000 documents read, 1 a minute, 333 h 10 min left", id="few a minute"),
    ],
)
def test_a_line_has_the_rate_and_the_time_that_is_left(done: int, seconds: float, line: str) -> None:
    assert line_of("documents read", done, 20_000, seconds) == line


def test_the_rate_is_of_the_files_that_took_work() -> None:
    line = "15,000 of 20,000 files done, 10 a second, 8 min left"
    assert line_of("files done", 15_000, 20_000, 100, 1000) == line


@pytest.mark.parametrize(("seconds", "words"), [(5, "5 s"), (90, "2 min"), (3600, "1 h 0 min"), (9000, "2 h 30 min")])
def test_a_time_is_in_its_largest_unit(seconds: float, words: str) -> None:
    assert duration(seconds) == words
