"""Measure the cost of writing ten thousand findings in each format: seconds, and memory by their number.

    python -m benchmarks.formats

Memory is the most that was allocated while they were written, for five, ten
and twenty thousand: twice as many may cost twice as much and no more.
"""

from __future__ import annotations

import io
import os
import time
import tracemalloc

from ofsted_lint import documents
from ofsted_lint.files.package_data import folder
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.linting.engine import lint
from ofsted_lint.output import formats
from ofsted_lint.rules.catalogue import find
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.source import Source

_BAR = 2.0
_COUNTS = (5_000, 10_000, 20_000)


def outcomes(rules: list[Loaded], count: int) -> list[Outcome]:
    """So many findings in documents of a hundred each."""
    lines = "".join(f"{n}. Support is is strong, and it’s £5 – 50% of it.\n\n" for n in range(1, 101))
    text = f"The experiences and progress of care leavers: good\n{lines}"
    return [lint(documents.read(Source(f"reports/{n}.txt", text), "ilacs"), rules) for n in range(count // 100)]


def write(form: str, found: list[Outcome], setting: formats.Setting) -> int:
    """Write outcomes in a format; how many characters it took comes out."""
    stream = io.StringIO()
    reporter = formats.load(form)(stream, setting)
    for outcome in found:
        reporter.document(outcome)
    reporter.close()
    return len(stream.getvalue())


def main() -> None:
    os.environ.pop("GITHUB_STEP_SUMMARY", None)
    loaded = find([folder("rules")])[0]
    rules = [each for each in loaded if each.rule.id == "doubled-word"]
    setting = formats.Setting({each.rule.id: each.rule for each in loaded}, root=os.getcwd())
    made = {count: outcomes(rules, count) for count in _COUNTS}
    assert all(sum(len(each.findings) for each in found) == count for count, found in made.items())
    print(f"{'format':<11} {'s for 10,000':>12} {'MB written':>11}   MB for 5,000, 10,000, 20,000")
    for form in formats.formats():
        write(form, made[5_000][:1], setting)
        start = time.perf_counter()
        size = write(form, made[10_000], setting)
        took = time.perf_counter() - start
        memory = [_memory(form, made[count], setting) for count in _COUNTS]
        late = "" if took <= _BAR else f"   over {_BAR:g} s"
        print(f"{form:<11} {took:>12.2f} {size / 1e6:>11.1f}   {', '.join(f'{each:.1f}' for each in memory)}{late}")


def _memory(form: str, found: list[Outcome], setting: formats.Setting) -> float:
    tracemalloc.start()
    write(form, found, setting)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


if __name__ == "__main__":
    main()
