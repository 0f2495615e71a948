"""Measure the command `archive` on archives of several sizes, made of published documents in three forms.

    python -m benchmarks.archive [--sizes 200 2000 20000] [--families ilacs letters] [--place FOLDER] [--page]

For each size it prints processor time and rows a document and by the second, the
largest memory of the process that was started, the size of the page, and how
much more a document takes than in the smallest archive (at most 15%); for the
smallest also how much faster two processes are than one (at least 1.8 times, on
a machine with two idle processors), and whether they write the same tables.
With `--page` the page of the largest archive is opened in Chromium. Without the
published documents the examples are used.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from benchmarks.accuracy import corpus
from tests.make import archive as make

ROOT = Path(__file__).resolve().parent.parent
_FAMILIES = ("ilacs", "letters", "area-send", "jtai")
_TABLES = ("documents", "findings", "points", "changes", "repeats", "files")
_BETWEEN = 0.2
_OPENED, _FILTERED = 3000, 200


class Measured(Struct, frozen=True):
    """A run: seconds by the clock and of processors, the most megabytes of its first process, and rows written."""

    seconds: float
    processors: float
    megabytes: float
    rows: int


def documents(families: Sequence[str]) -> list[Path]:
    """The published documents of some families in all forms, else the examples."""
    folders = [corpus() / "corpus" / family for family in families]
    found = [path for folder in folders if folder.is_dir() for path in make.documents(folder)]
    return found or make.documents(ROOT / "examples")


def run(folder: Path, out: Path, jobs: int) -> Measured:
    """Run the command in a process of its own."""
    words = [
        sys.executable,
        "-m",
        "ofsted_lint",
        "archive",
        str(folder),
        "--out",
        str(out),
        "--isolated",
        "--jobs",
        str(jobs),
    ]
    before, begun, most = _children(), time.monotonic(), 0.0
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, _peak(process.pid))
        time.sleep(_BETWEEN)
    if process.returncode:
        raise SystemExit(f"the run ended with status {process.returncode}")
    return Measured(time.monotonic() - begun, _children() - before, most, sum(_rows(out)))


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak(process: int) -> float:
    """The most megabytes that a process has had in memory so far."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM")), 0)


def _rows(out: Path) -> Iterator[int]:
    for name in _TABLES:
        with (out / f"{name}.csv").open(encoding="utf-8") as lines:
            yield sum(1 for _ in lines) - 1


def same(one: Path, two: Path) -> bool:
    """Whether two runs have written the same tables."""
    return all((one / f"{name}.csv").read_bytes() == (two / f"{name}.csv").read_bytes() for name in _TABLES)


def opened(page: Path) -> str:
    """How long the page takes to open in Chromium, and the slowest of some filters, in milliseconds."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=os.environ.get("OFSTED_LINT_CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        tab = browser.new_page()
        tab.goto(page.as_uri())
        took = tab.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
        slowest = tab.evaluate(_FILTERS)
        browser.close()
    filtered = f"the slowest filter takes {slowest:,.0f} ms (at most {_FILTERED})"
    return f"opened in {took:,.0f} ms (at most {_OPENED:,}), {filtered}"


_FILTERS = """() => {
  const sieve = document.querySelector(".sieve");
  let slowest = 0;
  const timed = (change) => {
    const begun = performance.now();
    change();
    sieve.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.offsetHeight;
    slowest = Math.max(slowest, performance.now() - begun);
  };
  for (const words of ["a", "ash", "north 1", "no such council", ""]) {
    timed(() => { sieve.elements.words.value = words; });
  }
  for (const name of ["kind", "year", "grade", "severity", "topic", "rule"]) {
    timed(() => { sieve.elements[name].selectedIndex = 1; });
    timed(() => { sieve.elements[name].selectedIndex = 0; });
  }
  return slowest;
}"""


def measure(place: Path, of: list[Path], size: int, jobs: int) -> Measured:
    """Make an archive of so many files, if it is not there, and run the command on it."""
    folder = place / f"archive-{size}"
    if not folder.is_dir():
        make.write(folder, of, size)
    return run(folder, place / f"tables-{size}-{jobs}", jobs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 2000, 20000])
    parser.add_argument("--families", nargs="+", default=_FAMILIES, choices=_FAMILIES)
    parser.add_argument(
        "--place", type=Path, help="a folder for the archives and the tables; default: one that is removed"
    )
    parser.add_argument("--page", action="store_true", help="open the page of the largest archive in Chromium")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        place = args.place or Path(made)
        place.mkdir(parents=True, exist_ok=True)
        of = documents(args.families)
        first = min(args.sizes)
        alone = measure(place, of, first, 1)
        each = 0.0
        for size in sorted(args.sizes):
            now = measure(place, of, size, 2)
            if size == first:
                each = now.processors / size
                equal = "the same" if same(place / f"tables-{first}-1", place / f"tables-{first}-2") else "OTHER"
                faster = alone.seconds / now.seconds
                print(f"{first:,} files: 2 processes are {faster:.2f} times as fast as 1, {equal} tables")
            page = (place / f"tables-{size}-2" / "index.html").stat().st_size / 1_000_000
            print(
                f"{size:>7,} files  {now.seconds:>8,.1f} s  {now.processors:>8,.1f} s of processors  "
                f"{1000 * now.processors / size:5.1f} ms a file ({now.processors / size / each - 1:+.0%})  "
                f"{now.rows:,} rows, {now.rows / now.processors:,.0f} a second of processors  "
                f"{now.megabytes:.0f} MB at most  page {page:.1f} MB",
                flush=True,
            )
        if args.page:
            print(opened(place / f"tables-{max(args.sizes)}-2" / "index.html"))


if __name__ == "__main__":
    main()
