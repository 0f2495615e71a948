"""Where the time of a report goes: milliseconds a report by stage, and by kind of check, in one process.

    python -m benchmarks.stages [--files N]

Also called by `benchmarks.speed`.
"""

from __future__ import annotations

import argparse
import gc
import io
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.accuracy import corpus
from ofsted_lint import documents
from ofsted_lint.checks.context import CheckContext
from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.documents import syntax
from ofsted_lint.findings.finding import Hit
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting.engine import lint
from ofsted_lint.output.formats import Setting, concise
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import read_file
from ofsted_lint.source.source import Source

T = TypeVar("T")


class Clock:
    """Adds up processor time by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def run(self, name: str, work: Callable[[], T]) -> T:
        """Do a piece of work and add its time to a name."""
        start = time.process_time()
        made = work()
        self.seconds[name] += time.process_time() - start
        return made

    def print(self, files: int, most: int = 100) -> None:
        """Print the milliseconds a file, the largest first."""
        for name, seconds in sorted(self.seconds.items(), key=lambda item: -item[1])[:most]:
            print(f"  {name:<24} {seconds / files * 1000:6.2f} ms")


def by_stage(texts: list[Path], rules: list[Loaded], quiet: bool = False) -> None:
    """Print the time of each stage, unless `quiet`; parsing is done twice, once by itself."""
    clock = Clock()
    for path in texts:
        source = clock.run("reading", partial(read_file, path))
        clock.run("(parsing by itself)", partial(syntax.parse, source.text, "ilacs"))
        document = clock.run("parsing and building", partial(documents.read, Source(source.path, source.text)))
        outcome = clock.run("rules", partial(lint, document, rules))
        clock.run("output", partial(_printed, outcome))
    if not quiet:
        print(f"Milliseconds a report by stage, {len(texts)} reports in one process")
        clock.print(len(texts))


def _printed(outcome: Outcome) -> None:
    concise.Reporter(io.StringIO(), Setting({})).document(outcome)


def by_kind(texts: list[Path], rules: list[Loaded]) -> None:
    """Print the time of each kind of check; what several share is counted with the first that needs it."""
    clock = Clock()
    watched = [_watched(each, clock) for each in rules]
    for path in texts:
        lint(documents.read(read_file(path)), watched)
    print(f"Milliseconds a report by kind of check, {len(texts)} reports")
    clock.print(len(texts))


def _watched(loaded: Loaded, clock: Clock) -> Loaded:
    def run(context: CheckContext) -> Iterable[Hit]:
        return clock.run(loaded.rule.check, lambda: list(loaded.run(context)))

    return Loaded(loaded.rule, loaded.path, run)


def in_force() -> list[Loaded]:
    """Return the rules that are in force where nothing is configured."""
    return list(Setups(Asked(isolated=True)).of("report.txt").rules)


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--files", type=int, default=107)
    files = parser.parse_args().files
    gc.set_threshold(500_000, 50, 50)  # as the command line has it
    texts = sorted((corpus() / "corpus" / "ilacs").rglob("*.layout.txt"))[:files]
    rules = in_force()
    by_stage(texts[:3], rules, quiet=True)  # what is made once is made by then
    by_stage(texts, rules)
    by_kind(texts, rules)


if __name__ == "__main__":
    main()
