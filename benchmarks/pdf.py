"""Measure how fast PDFs are read and linted, beside other engines in the same run.

    python -m benchmarks.pdf [--rounds N] [--files N]

Prints CPU times as medians of rounds in which the engines take turns, since
machines are noisy: pages a second, the ratio of reading to pypdfium2's plain
text, and reports linted a second and core by the installed command. What is
not installed is left out: `pip install -e '.[bench]'` for pypdf and
pdfminer.six, `poppler-utils` for pdftotext.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pypdfium2

from benchmarks.accuracy import corpus
from ofsted_lint.source.readers.pdf import extract

# Engines in Python alone take seconds for a report: they get every tenth file.
SLOW = ("pypdf", "pdfminer.six")
SHARE = 10
COMMAND = [sys.executable, "-m", "ofsted_lint", "--format", "concise"]


def ours(path: Path) -> None:
    extract.read(path.read_bytes())


def plain(path: Path) -> None:
    """The text that pypdfium2 gives by itself."""
    document = pypdfium2.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def pypdf(path: Path) -> None:
    for page in import_module("pypdf").PdfReader(path).pages:
        page.extract_text()


def pdfminer(path: Path) -> None:
    import_module("pdfminer.high_level").extract_text(path)


def pdftotext(path: Path) -> None:
    subprocess.run(
        ["pdftotext", "-layout", path, "-"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )


def engines() -> dict[str, Callable[[Path], None]]:
    """Those that are installed, by their names."""
    known: list[tuple[str, Callable[[Path], None], object]] = [
        ("ofsted-lint", ours, True),
        ("pypdfium2, plain text", plain, True),
        ("pdftotext -layout", pdftotext, shutil.which("pdftotext")),
        ("pypdf", pypdf, find_spec("pypdf")),
        ("pdfminer.six", pdfminer, find_spec("pdfminer")),
    ]
    return {name: engine for name, engine, found in known if found}


def spent(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work and of the processes that it waits for."""
    before = os.times()
    work()
    after = os.times()
    return sum(after[:4]) - sum(before[:4])


def read(files: list[Path], rounds: int) -> None:
    counts = {file: len(pypdfium2.PdfDocument(file)) for file in files}
    found = engines()
    times: dict[str, list[float]] = {name: [] for name in found}
    for _ in range(rounds):
        for name, engine in found.items():
            mine = files[::SHARE] if name in SLOW else files
            seconds = spent(lambda engine=engine, mine=mine: [engine(file) for file in mine])  # type: ignore[misc]
            times[name].append(seconds / sum(counts[file] for file in mine))
    print(f"{sum(counts.values())} pages of {len(files)} reports, {rounds} rounds in turn")
    base = statistics.median(times["pypdfium2, plain text"])
    for name, each in times.items():
        took = statistics.median(each)
        print(f"  {name:<22} {1 / took:6.0f} pages a second and core  {took / base:5.2f} × pypdfium2's plain text")
    pairs = zip(times["ofsted-lint"], times["pypdfium2, plain text"], strict=True)
    print(f"  reading takes {statistics.median(a / b for a, b in pairs):.2f} × plain text (at most 2, aim 1.4)")


def linted(files: list[Path], rounds: int) -> None:
    command = [*COMMAND, *map(str, files)]
    seconds, elapsed = [], []
    for _ in range(rounds):
        start = time.monotonic()
        seconds.append(spent(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=False)))
        elapsed.append(time.monotonic() - start)
    rate = len(files) / statistics.median(seconds)
    print(f"{len(files)} PDFs linted in one call: {rate:.1f} reports a second and core (at least 9, aim 12)")
    print(f"  {statistics.median(elapsed):.1f} s by the clock")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--files", type=int, default=1000, help="the most reports to take")
    args = parser.parse_args()
    files = sorted((corpus() / "corpus" / "ilacs").rglob("*.pdf"))[: args.files]
    read(files, args.rounds)
    linted(files, min(args.rounds, 3))


if __name__ == "__main__":
    main()
