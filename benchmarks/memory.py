"""Measure the memory of a process that lints for days, after many reports.

Each report is another text: one of the corpus with its paragraphs in another
order and a number in each, so that what is remembered by a text's words is new.

    python -m benchmarks.memory [--reports 2000] [--first 100]
"""

from __future__ import annotations

import argparse
import gc
import random
from collections.abc import Iterator
from pathlib import Path

import ofsted_lint as ol
from benchmarks.accuracy import corpus

_MOST_MB = 10


def resident() -> float:
    """Megabytes that this process has in memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1_000_000


def reports(count: int) -> Iterator[str]:
    """Texts of reports, each other than all before."""
    texts = sorted((corpus() / "corpus" / "ilacs").rglob("*.layout.txt"))
    shuffled = random.Random(1)  # noqa: S311 (the same texts every time)
    for at in range(count):
        parts = texts[at % len(texts)].read_text("utf-8", "replace").split("\n\n")
        if at >= len(texts):
            middle = parts[5:-5]
            shuffled.shuffle(middle)
            middle = [f"{part} This is {at * 1000 + n} of them." for n, part in enumerate(middle)]
            parts = [*parts[:5], *middle, *parts[-5:]]
        yield "\n\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--first", type=int, default=100, help="from which report on memory may not grow")
    args = parser.parse_args()
    linter = ol.Linter(isolated=True)
    before = 0.0
    for at, text in enumerate(reports(args.reports), 1):
        linter.lint(linter.read(text, name=f"{at}.txt"))
        if at == args.first or at % 250 == 0:
            gc.collect()
            now = resident()
            before = before or now
            print(f"{at:>6,} reports  {now:6.1f} MB  {now - before:+5.1f} MB", flush=True)
    grown = resident() - before
    print(f"grown by {grown:.1f} MB after the first {args.first} reports (at most {_MOST_MB})")


if __name__ == "__main__":
    main()
