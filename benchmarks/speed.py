"""How fast the linter is, beside `python -c pass` and its peers in the same run.

    python -m benchmarks.speed [--rounds N] [--only PART,PART]

Prints processor times (user and system) as medians of rounds in which the commands take turns, since machines are
noisy. The parts are start, bulk, instructions, jobs, pdf, growth, large and peers. Peers are timed on the same files:
`pip install -e '.[bench]'` brings codespell, proselint, rumdl and typos, `npm install --global markdownlint-cli2` that
of JavaScript. What is not installed is left out, with a line that says so.
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

from benchmarks import instructions, stages
from benchmarks.accuracy import corpus

TOOL = [sys.executable, "-m", "ofsted_lint"]
CONCISE = [*TOOL, "--format", "concise"]
ANEW = [*CONCISE, "--no-cache"]
PASS = [sys.executable, "-c", "pass"]
PEERS = {
    "codespell": ["codespell"],
    "proselint": ["proselint", "check"],
    "typos": ["typos", "--format", "brief"],
    "rumdl": ["rumdl", "check"],
    "markdownlint-cli2": ["markdownlint-cli2"],
}
_MANY = 20


def environment() -> dict[str, str]:
    """Return the environment of the commands; modules are compiled only once in it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def cpu(command: list[str], **more: str) -> float:
    """Return the processor seconds of a process and of those that it starts, with more of an environment."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=False, env=environment() | more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def in_turn(works: dict[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Return the medians of measurements that take turns; the first round does not count."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for at in range(rounds + 1):
        for name, work in works.items():
            took = work()
            if at:
                times[name].append(took)
    return {name: statistics.median(each) for name, each in times.items()}


def start(seed: Path, rounds: int) -> None:
    """Print the time of a whole command for one report, as multiples of `python -c pass`."""
    print(f"One report of {seed.stat().st_size / 1000:.0f} KB, {rounds} rounds")
    works: dict[str, Callable[[], float]] = {
        "python -c pass": lambda: cpu(PASS),
        "--format concise": lambda: cpu([*ANEW, str(seed)]),
        "--format console": lambda: cpu([*TOOL, str(seed), "--no-cache"]),
        "unchanged": lambda: cpu([*CONCISE, str(seed)]),
        "cold (nothing kept)": lambda: cold(seed),
    }
    medians = in_turn(works, rounds)
    for name, median in medians.items():
        print(f"  {name:<22} {median * 1000:6.0f} ms  {median / medians['python -c pass']:5.1f} ×")


def cold(seed: Path) -> float:
    """Return the time of a first run: nothing is in the cache."""
    with tempfile.TemporaryDirectory() as place:
        return cpu([*CONCISE, str(seed)], XDG_CACHE_HOME=place)


def bulk(texts: list[Path]) -> None:
    """Print the time a report of many in one command, and where it goes."""
    whole, kept = cpu([*ANEW, *map(str, texts)]), 0.0
    for _ in range(2):
        kept = cpu([*CONCISE, *map(str, texts)])
    print(f"{len(texts)} reports in one command, {peak([*ANEW, *map(str, texts)])}")
    print(f"  {whole / len(texts) * 1000:.1f} ms a report; unchanged {kept / len(texts) * 1000:.2f} ms")
    gc.set_threshold(500_000, 50, 50)  # as the command line has it
    rules = stages.in_force()
    stages.by_stage(texts[:3], rules, quiet=True)  # what is made once is made by then
    stages.by_stage(texts, rules)
    stages.by_kind(texts, rules)


def count() -> None:
    """Print instructions as multiples of those of `python -c pass`."""
    if shutil.which("valgrind") is None:
        print("Instructions were not counted: there is no valgrind")
        return
    print("Instructions, as multiples of those of python -c pass")
    for name, ratio in instructions.ratios().items():
        print(f"  {name:<10} {ratio:6.2f}")


def jobs(texts: list[Path], rounds: int) -> None:
    """Print the time on the clock with one process and with two."""

    def clock(number: str) -> float:
        begun = time.perf_counter()
        cpu([*ANEW, "--jobs", number, *map(str, texts)])
        return time.perf_counter() - begun

    one, two = in_turn({"1": lambda: clock("1"), "2": lambda: clock("2")}, rounds).values()
    print(f"--jobs 2 on {os.cpu_count()} cores: {one:.1f} s became {two:.1f} s, {one / two:.2f} ×")


def pdf(files: list[Path]) -> None:
    """Print how many PDFs are read and linted a second and core."""
    if files:
        seconds = cpu([*ANEW, *map(str, files)])
        print(f"{len(files)} PDFs: {len(files) / seconds:.1f} a second and core")


def growth(texts: list[Path]) -> None:
    """Print how the time grows with rules and with documents."""
    names = [each.rule.id for each in stages.in_force() if each.rule.enabled]
    print("By rules, one report and ms a report of many; then by documents in one command")
    for size in (1, 50, 100, len(names)):
        chosen = [*ANEW, "--select", ",".join(names[:size])]
        one, many = cpu([*chosen, str(texts[0])]), cpu([*chosen, *map(str, texts[:_MANY])])
        print(f"  {size:>4} rules      {one * 1000:6.0f} ms  {(many - one) / (_MANY - 1) * 1000:5.1f} ms a report")
    for size in (1, 10, 40, len(texts)):
        print(f"  {size:>4} documents  {cpu([*ANEW, *map(str, texts[:size])]) / size * 1000:6.1f} ms a report")


def peak(command: list[str]) -> str:
    """Return the peak memory of a process."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    return f"{done.stdout.strip()} MB"


def large(seed: Path) -> None:
    """Print the time and memory of large files: a report repeated."""
    text = seed.read_text("utf-8")
    print("Large files (the report repeated); linear is a steady time a MB")
    with tempfile.TemporaryDirectory() as place:
        for size in (1, 5, 20):
            file = Path(place) / f"{size}.txt"
            file.write_text((text * (size * 1_000_000 // len(text.encode()) + 1))[: size * 990_000], "utf-8")
            command = [*ANEW, "--max-size", "25", str(file)]
            seconds = cpu(command)
            print(f"  {size:>2} MB  {seconds:5.1f} s  {seconds / size:.2f} s a MB  {peak(command)}")


def peers(texts: list[Path], rounds: int) -> None:
    """Print the time of other linters on the same files."""
    print(f"Peers on the same {len(texts)} files, CPU ms a file")
    works: dict[str, Callable[[], float]] = {"ofsted-lint": lambda: cpu([*ANEW, *map(str, texts)])}
    works["ofsted-lint, unchanged"] = lambda: cpu([*CONCISE, *map(str, texts)])
    with tempfile.TemporaryDirectory() as place:
        copies = [str(shutil.copy(text, Path(place) / f"{at}.md")) for at, text in enumerate(texts)]
        for name, command in PEERS.items():
            found = shutil.which(command[0], path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
            if found is None:
                print(f"  {name:<24} is not installed")
            else:
                works[name] = lambda run=[found, *command[1:], *copies]: cpu(run)  # type: ignore[misc]
        for name, seconds in in_turn(works, rounds).items():
            print(f"  {name:<24} {seconds / len(texts) * 1000:7.1f} ms")


def main() -> None:
    shared = corpus()
    texts = sorted((shared / "corpus" / "ilacs").rglob("*.layout.txt"))
    files = sorted((shared / "corpus" / "ilacs").rglob("*.pdf"))[:30]
    seed = shared / "seeds" / "cornwall-2019-report.txt"
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--only", help="parts to measure, separated by commas")
    args = parser.parse_args()
    few = min(args.rounds, 3)
    parts: dict[str, Callable[[], None]] = {
        "start": lambda: start(seed, args.rounds),
        "bulk": lambda: bulk(texts),
        "instructions": count,
        "jobs": lambda: jobs(texts, few),
        "pdf": lambda: pdf(files),
        "growth": lambda: growth(texts),
        "large": lambda: large(seed),
        "peers": lambda: peers(texts[:_MANY], few),
    }
    for name in args.only.split(",") if args.only else parts:
        parts[name]()


if __name__ == "__main__":
    main()
