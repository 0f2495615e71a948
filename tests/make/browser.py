"""A headless browser for tests of pages, and what is said where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def lacking(what: str) -> None:
    """Skip, saying what is missing; where a browser is asked for (OFSTED_LINT_BROWSER=required), fail instead."""
    (pytest.fail if os.environ.get("OFSTED_LINT_BROWSER") == "required" else pytest.skip)(what)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless browser."""
    program = os.environ.get("OFSTED_LINT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        lacking("no browser: install Debian's chromium, or set OFSTED_LINT_CHROMIUM to the program")
    playwright = pytest.importorskip("playwright.sync_api", reason="the browser is driven by playwright (extra dev)")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield launched
        launched.close()
