"""Programs that other people wrote read the formats: they are fetched, in fixed versions, and run over the examples.

These tests need package registries, and two a browser; without them they are skipped and say so.
"""

from __future__ import annotations

import pytest

from benchmarks.consumers import CONSUMERS, Written
from benchmarks.packages import MissingError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return Written.of(tmp_path_factory.mktemp("found"), tmp_path_factory.mktemp("fetched"))


@pytest.mark.parametrize("name", CONSUMERS)
def test_what_another_program_reads_is_what_was_found(written: Written, name: str) -> None:
    try:
        figure = CONSUMERS[name](written)
    except MissingError as error:
        pytest.skip(f"{name}: {error}")
    print(f"{name}: {figure}")
