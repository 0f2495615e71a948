"""Fixtures of the tests of the page of one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.make import one_file
from tests.make.browser import launched


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless browser."""
    with launched() as found:
        yield found


@pytest.fixture(scope="session")
def page_file() -> Path:
    """The page, of these sources."""
    return one_file.page_file()
