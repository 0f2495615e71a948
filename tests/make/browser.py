"""A real browser, in which pages are tried."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def lacking(what: str) -> None:
    """Skip, saying what is missing; where a browser is asked for (OFSTED_LINT_BROWSER=required), fail instead."""
    (pytest.fail if os.environ.get("OFSTED_LINT_BROWSER") == "required" else pytest.skip)(what)


@contextmanager
def launched() -> Iterator[Any]:
    """Start a headless browser, and end it after use; skip where there is none."""
    program = os.environ.get("OFSTED_LINT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        lacking("no browser: install Debian's chromium, or set OFSTED_LINT_CHROMIUM to the program")
    playwright = pytest.importorskip("playwright.sync_api", reason="the browser is driven by playwright (extra dev)")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
