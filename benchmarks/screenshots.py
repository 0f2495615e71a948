"""The pictures of pages in docs/, taken of what is really made of the examples.

    python -m benchmarks.screenshots

It needs a browser (Debian's chromium, or OFSTED_LINT_CHROMIUM) and playwright
(extra dev). Fonts are those of the machine, so pictures differ a little between machines.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Picture(NamedTuple):
    """A picture to take: an example, how wide and high, light or dark, what is in view, and which keys are pressed."""

    name: str
    example: str
    width: int
    height: int
    scheme: str
    view: str
    keys: str


PICTURES = (
    Picture("html-document", "saltmarsh-2019-with-faults", 1200, 860, "light", "#b11", "nnnn"),
    Picture("html-overview", "northfell-2024-with-faults", 1200, 1290, "dark", "body", ""),
    Picture("html-narrow", "merrowdale-2026-with-faults", 400, 860, "light", "#f1", ""),
)


def browser() -> str | None:
    """The program that pages are opened with."""
    return os.environ.get("OFSTED_LINT_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def page(example: str, folder: Path) -> Path:
    """The page of an example."""
    target = folder / f"{example}.html"
    command = [sys.executable, "-m", "ofsted_lint", f"examples/{example}.txt", "--format", f"html={target}"]
    subprocess.run(command, cwd=ROOT, check=False)
    return target


def main() -> None:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        for each in PICTURES:
            opened = launched.new_page(
                viewport={"width": each.width, "height": each.height},
                color_scheme="dark" if each.scheme == "dark" else "light",
                reduced_motion="reduce",
            )
            opened.goto(page(each.example, Path(folder)).as_uri())
            for key in each.keys:
                opened.keyboard.press(key)
            opened.evaluate("name => document.querySelector(name).scrollIntoView({block: 'start'})", each.view)
            opened.wait_for_timeout(500)
            target = ROOT / "docs" / f"{each.name}.png"
            opened.screenshot(path=target)
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000} kB")
        launched.close()


if __name__ == "__main__":
    main()
