"""How fast the linter is: start-up, one report, many reports, large files, and its peers.

    python benchmarks/speed.py [--rounds N] [--no-large] [--no-peers]

Prints CPU times (user and system) as medians, and ratios to `python -c pass`
of the same interpreter, measured in turn, since machines are noisy. Peers
(codespell, proselint, typos) are timed on the same files in the same run where
they are installed: `pip install -e '.[bench]'`.
"""

from __future__ import annotations

import argparse
import gc
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from msgspec.structs import replace

from benchmarks.accuracy import corpus
from ofsted_lint import documents
from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.documents import syntax, syntax_compiler
from ofsted_lint.files.package_data import folder
from ofsted_lint.linting.engine import lint
from ofsted_lint.linting.linter import DocumentLinter
from ofsted_lint.linting.reading import Choices
from ofsted_lint.rules.catalogue import find
from ofsted_lint.source.discovery import Found
from ofsted_lint.source.readers import read_file
from ofsted_lint.source.source import Source

TOOL = [str(Path(sys.executable).with_name("ofsted-lint"))]
PASS = [sys.executable, "-c", "pass"]
CORE = [sys.executable, "-c", "import re, argparse, json, pathlib, yaml, lark"]
# Where it is set, an editable install is compiled anew on every run.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
PEERS = {
    "codespell": ["codespell"],
    "proselint": ["proselint", "check"],
    "typos": ["typos", "--format", "brief"],
}


def cpu(command: list[str]) -> float:
    """CPU seconds of a whole process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratio(name: str, command: list[str], rounds: int, bar: float | None = None) -> None:
    """A command against `python -c pass`, the two in turn."""
    cpu(command)
    pairs = [(cpu(command), cpu(PASS)) for _ in range(rounds)]
    mine, base = (statistics.median(times) for times in zip(*pairs, strict=True))
    wanted = f" (at most {bar:g})" if bar else ""
    print(f"  {name:<34} {mine * 1000:6.0f} ms  {mine / base:5.1f} × python -c pass{wanted}")


def start_up(report: Path, rounds: int) -> None:
    print(f"One report of {report.stat().st_size / 1000:.0f} KB by the installed command, {rounds} rounds")
    ratio("import lark and yaml alone", CORE, rounds)
    ratio("--format concise", [*TOOL, str(report), "--format", "concise"], rounds, 12)
    ratio("--format console", [*TOOL, str(report), "--format", "console"], rounds, 15)


def median(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds of CPU that a piece of work takes."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def one_report(texts: list[Path]) -> None:
    gc.set_threshold(500_000, 50, 50)  # as the command line has it
    path = min(texts, key=lambda text: abs(text.stat().st_size - 30_000))
    source = read_file(path)
    rules, _ = find([folder("rules")])
    print(f"In one process, a report of {len(source.text) / 1000:.0f} KB")
    lark = syntax_compiler.build(folder("grammar") / "ilacs.lark")
    by_lark = median(lambda: lark.parse(syntax.plain(source.text)), 15)
    parse = median(lambda: syntax.parse(source.text, "ilacs"), 15)
    whole = median(lambda: documents.read(Source(source.path, source.text)), 15)
    print(f"  parse {parse:.2f} ms (by Lark itself {by_lark:.2f}); parse and document {whole:.1f} ms (at most 15)")
    fresh = iter([documents.read(Source(source.path, source.text)) for _ in range(48)])
    on = median(lambda: lint(next(fresh), rules), 15)
    every = [replace(each, rule=replace(each.rule, enabled=True)) for each in rules]
    all_ = median(lambda: lint(next(fresh), every), 15)
    print(f"  the {sum(each.rule.enabled for each in rules)} rules in force on a parsed report {on:.1f} ms")
    print(f"  all {len(every)} rules {all_:.1f} ms (at most 15), {all_ / whole:.1f} × parse and document")
    loading = median(lambda: find([folder("rules")]), 15)
    print(f"  load {len(rules)} rules, file cache warm {loading:.1f} ms (at most 15)")


def living(texts: list[Path]) -> None:
    """What it costs to look for a configuration, suppressions and a baseline where there are none."""
    rules = find([folder("rules")])
    document = documents.read(read_file(texts[0]))

    def looked() -> None:
        linter = DocumentLinter(Setups(Asked()), Choices(), lambda event: None)
        linter.documents([Found(texts[0], False)])
        linter.lint(document)

    with (
        mock.patch("ofsted_lint.rules.catalogue.find", return_value=rules),
        mock.patch("ofsted_lint.linting.linter.lint", return_value=lint(document, rules[0])),
    ):
        took = median(looked, 30)
    print(f"  looking for what is configured and held back, where nothing is {took:.1f} ms (at most 5)")


def many_reports(texts: list[Path]) -> None:
    command = [*TOOL, "--format", "concise", *map(str, texts)]
    times = [cpu(command) for _ in range(3)]
    rate = len(texts) / statistics.median(times)
    print(f"{len(texts)} reports in one call: {rate:.0f} a second and core (at least 40), {peak(command)} (under 150)")


def peak(command: list[str]) -> str:
    """The peak memory of a process."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    return f"{done.stdout.strip()} MB"


def large_files(report: Path) -> None:
    text = report.read_text("utf-8")
    print("Large files (the report repeated), CPU seconds and memory; linear is a steady time a MB")
    with tempfile.TemporaryDirectory() as place:
        for size in (1, 5, 10, 20):
            file = Path(place) / f"{size}.txt"
            file.write_text((text * (size * 1_000_000 // len(text.encode()) + 1))[: size * 990_000], "utf-8")
            command = [*TOOL, "--format", "concise", "--max-size", "25", str(file)]
            seconds = cpu(command)
            print(f"  {size:>2} MB  {seconds:5.1f} s  {seconds / size:.2f} s a MB  {peak(command)}")


def peers(texts: list[Path], rounds: int) -> None:
    files = [str(text) for text in texts[:20]]
    print(f"Peers on the same {len(files)} files, CPU seconds")
    for name, command in {"ofsted-lint": [*TOOL, "--format", "concise"], **PEERS}.items():
        found = command[0] if os.path.isabs(command[0]) else str(Path(sys.executable).with_name(command[0]))
        if not shutil.which(found):
            print(f"  {name:<12} not installed")
            continue
        times = [cpu([found, *command[1:], *files]) for _ in range(min(rounds, 3))]
        print(f"  {name:<12} {statistics.median(times):6.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--no-large", action="store_true", help="leave the large files out")
    parser.add_argument("--no-peers", action="store_true", help="leave the peers out")
    args = parser.parse_args()
    shared = corpus()
    texts = sorted((shared / "corpus" / "ilacs").rglob("*.layout.txt"))
    seed = shared / "seeds" / "cornwall-2019-report.txt"
    start_up(seed, args.rounds)
    one_report(texts)
    living(texts)
    many_reports(texts)
    if not args.no_large:
        large_files(seed)
    if not args.no_peers:
        peers(texts, args.rounds)


if __name__ == "__main__":
    main()
