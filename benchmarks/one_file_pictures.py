"""Take pictures of the page of one file, to be looked at after each change of how it looks.

    python -m benchmarks.one_file_pictures

Writes `docs/page.png` (findings of an example), `docs/page-narrow.png` (the start, on a narrow screen) and
`docs/page-dark.png` (a mistake in a rule, in the dark). Needs a built page, playwright and Chromium.
"""

from __future__ import annotations

import shutil
from typing import Any

from playwright.sync_api import sync_playwright

from web.page import build

_DOCS = build.ROOT / "docs"
_PAGE = build.HERE / "dist" / "ofsted-lint.html"


def main() -> None:
    """Take the pictures."""
    with sync_playwright() as driver:
        browser: Any = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, width, scheme, work in (
            ("page", 1200, "light", _findings),
            ("page-narrow", 360, "light", lambda tab: None),
            ("page-dark", 1000, "dark", _mistake),
        ):
            tab = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
            tab.goto(_PAGE.as_uri())
            _wait(tab, "Ready")
            work(tab)
            tab.wait_for_timeout(1000)
            tab.screenshot(path=str(_DOCS / f"{name}.png"))
            tab.context.close()
        browser.close()


def _wait(tab: Any, start: str) -> None:
    while not str(tab.inner_text("#state")).startswith(start):
        tab.wait_for_timeout(100)


def _findings(tab: Any) -> None:
    tab.click("#more summary")
    tab.click("#examples button")
    _wait(tab, "Done")
    tab.evaluate("document.querySelector('#result').scrollIntoView()")


def _mistake(tab: Any) -> None:
    tab.click("#bench summary")
    tab.wait_for_selector("#rule-result:not(:empty)")
    tab.fill("#rule", tab.input_value("#rule").replace("message:", "massage:"))
    tab.wait_for_selector("#rule-place:not([hidden])")
    tab.evaluate("document.querySelector('#rule-place').scrollIntoView({block: 'end'})")


if __name__ == "__main__":
    main()
