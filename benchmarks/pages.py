"""Measure what the page of a report costs beyond its check, and the index of five hundred.

    python -m benchmarks.pages

Seconds by the clock and of the processor, in one process; what is paid once
(importing the template library, compiling the templates) is told apart.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.accuracy import corpus
from ofsted_lint import documents
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting.engine import lint
from ofsted_lint.output import formats
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.readers import read_file

_PAGE, _INDEX, _LARGEST = 0.030, 5.0, 300_000
_DOCUMENTS = 500
_RUNS = 15


def written(outcomes: list[Outcome], rules: list[Loaded]) -> str:
    """The page of some outcomes."""
    stream = io.StringIO()
    families = {each.rule.id: Path(each.path).parent.name for each in rules}
    setting = formats.Setting({each.rule.id: each.rule for each in rules}, families=families)
    reporter = formats.load("html")(stream, setting)
    for outcome in outcomes:
        reporter.document(outcome)
    reporter.close()
    return stream.getvalue()


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """The cost of a piece of work: seconds by the clock, seconds of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def told(what: str, took: tuple[float, float], bar: float = 0.0) -> None:
    late = f"   over {bar * 1000:g} ms" if bar and took[0] > bar else ""
    print(f"{what:<58} {took[0] * 1000:>8.1f} ms, processor {took[1] * 1000:>8.1f} ms{late}")


def main() -> None:
    rules = [each for each in find([folder("rules")])[0] if each.rule.enabled]
    files = sorted((corpus() / "corpus" / "ilacs").glob("*/*.layout.txt"), key=lambda path: path.stat().st_size)
    told("the template library imported", timed(lambda: __import__("jinja2")))
    usual, largest = (
        lint(documents.read(read_file(each, 10**7)), rules) for each in (files[len(files) // 2], files[-1])
    )
    told("the first page of a process, templates compiled", timed(lambda: written([usual], rules)))
    for name, outcome in (("the middle one", usual), ("the largest", largest)):
        outcome = lint(documents.read(outcome.document.source), rules)  # so that what a check keeps is of this one
        took = [timed(lambda each=outcome: written([each], rules)) for _ in range(_RUNS)]  # type: ignore[misc]
        size = len(written([outcome], rules).encode())
        over = f"   over {_LARGEST:,}" if size > _LARGEST else ""
        what = f"{name}, {len(outcome.document.source.text):,} characters, {len(outcome.findings)} findings"
        told(what, (statistics.median(t for t, _ in took), statistics.median(t for _, t in took)), _PAGE)
        print(f"{'':<58} {size:>8,} bytes{over}")
    outcomes = [lint(documents.read(read_file(each, 10**7)), rules) for each in files]
    many = (outcomes * (_DOCUMENTS // len(outcomes) + 1))[:_DOCUMENTS]
    size = len(written(many, rules).encode())
    told(f"{_DOCUMENTS} documents", timed(lambda: written(many, rules)), _INDEX)
    print(f"{'':<58} {size:>8,} bytes")


if __name__ == "__main__":
    main()
