"""Fuzz what takes text, files and rules of strangers, guided by coverage (atheris, extra `fuzz`).

    python -m benchmarks.fuzz [--seconds 600] [--inputs 1000000] [--found FOLDER] [--target NAME] [--keep 200]

The seeds are in `tests/data/fuzz`. An input fails if there is a traceback, or if alone, in a process without
instruments, it takes more than 2 seconds of processor time or 300 MB. Failing inputs are kept in the folder `--found`,
and the exit status is 1. It ends after so many seconds of processor time, or inputs if sooner. `--keep N` renews
the seeds: of all inputs that reached something new the N that together reach the most. `--try FILE` runs one input.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "tests" / "data" / "fuzz"
LONGEST = 4096
MOST_SECONDS, MOST_MB = 2.0, 300.0
# Instruments make it slower, so an input is tried again without them from here on.
_SUSPECT_MB = 40.0
# How often it is written how far it came, in seconds.
_EVERY = 5.0
# How many inputs of a target are looked at for new seeds.
_LOOKED_AT = 150


class Course(msgspec.Struct):
    """How far the fuzzing came: inputs by target, failures by their place, and suspects to be tried alone."""

    inputs: dict[str, int] = {}
    failures: dict[str, str] = {}
    suspects: list[str] = []
    slowest: float = 0.0
    memory: float = 0.0
    seconds: float = 0.0


def peak() -> float:
    """Return the most memory that this process ever had, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


class Fuzzer:
    """Runs inputs, the first byte of which chooses the target, and records what fails."""

    def __init__(self, args: argparse.Namespace, found: Path) -> None:
        from benchmarks.fuzz_targets import TARGETS

        self.names = [args.target] if args.target else list(TARGETS)
        self.targets = TARGETS
        self.args, self.found = args, found
        self.course = Course(dict.fromkeys(self.names, 0))
        self.started, self.written, self.count = 0.0, 0.0, 0

    def __call__(self, data: bytes) -> None:
        """Run one input; end the process when the time is up."""
        now = time.process_time()
        self.started = self.started or now
        if now > self.written + _EVERY:
            self.write(now)
        if self.count >= self.args.inputs or now - self.started > self.args.seconds:
            self.write(now)
            sys.stderr.flush()
            os._exit(0)  # libFuzzer has nothing to add
        if not data:
            return
        self.count += 1
        name = self.names[data[0] % len(self.names)]
        self.course.inputs[name] += 1
        before, started = peak(), time.thread_time()
        try:
            self.targets[name](data[1:])
        except Exception as error:  # any is a failure
            place = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{name}: {type(error).__name__} in {Path(place.filename).name}:{place.lineno} {error}"[:200]
            if where not in self.course.failures:
                self.course.failures[where] = self.kept(name, data)
        took = time.thread_time() - started
        self.course.slowest = max(self.course.slowest, took)
        if took > MOST_SECONDS or peak() - before > _SUSPECT_MB:
            self.course.suspects.append(self.kept(name, data))

    def kept(self, name: str, data: bytes) -> str:
        """Keep an input in a file of its target's name, and return the path."""
        path = self.found / f"{name}-{sha256(data).hexdigest()[:12]}"
        path.write_bytes(data[1:])
        return str(path)

    def write(self, now: float) -> None:
        """Write how far it came; after an end by the system this is what is known."""
        self.course.memory, self.course.seconds, self.written = peak(), now - self.started, now
        (self.found / "course.json").write_bytes(msgspec.json.encode(self.course))


def worker(args: argparse.Namespace) -> None:
    """Fuzz in this process: all modules of the program are instrumented."""
    import atheris

    with atheris.instrument_imports(include=["ofsted_lint"]):
        fuzzer = Fuzzer(args, Path(args.found))
        for name in fuzzer.names:  # what is imported later is so here
            fuzzer.targets[name](b"1. a")
    corpus = Path(args.found, "corpus")
    settings = {"max_len": LONGEST, "timeout": 120, "rss_limit_mb": 4000, "seed": args.seed}
    settings |= {"artifact_prefix": f"{args.found}/", "print_final_stats": 1}
    atheris.Setup([sys.argv[0], str(corpus), *(f"-{name}={value}" for name, value in settings.items())], fuzzer)
    atheris.Fuzz()


def alone(path: Path) -> tuple[float, float, str]:
    """Run one input in a process of its own; return its seconds, the memory of the process, and its last line."""
    command = [sys.executable, "-m", "benchmarks.fuzz", "--try", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=600)
    if done.returncode:
        return 0.0, 0.0, (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
    seconds, memory = map(float, done.stdout.split()[-2:])
    return seconds, memory, ""


def tried(path: Path) -> None:
    """Run one input, and print its processor time and the memory of the process."""
    from benchmarks.fuzz_targets import TARGETS

    target = TARGETS[path.name.partition("-")[0]]
    target(b"1. a")  # loads what is needed
    started = time.thread_time()
    target(path.read_bytes())
    print(f"{time.thread_time() - started:.2f} {peak():.0f}")


def seeds(corpus: Path, names: list[str]) -> int:
    """Write the seeds as inputs, whose first byte is the number of their target; return how many there are."""
    corpus.mkdir(exist_ok=True)
    count = 0
    for path in sorted(SEEDS.iterdir()):
        name = path.name.partition("-")[0]
        if name in names:
            (corpus / path.name).write_bytes(bytes([names.index(name)]) + path.read_bytes())
            count += 1
    return count


def reached(name: str, data: bytes) -> frozenset[tuple[str, int]]:
    """Return the lines of the program that an input of a target runs."""
    from benchmarks.fuzz_targets import TARGETS

    lines: set[tuple[str, int]] = set()

    def line(frame: FrameType, event: str, _: object) -> Any:
        lines.add((frame.f_code.co_filename, frame.f_lineno))
        return line

    def call(frame: FrameType, event: str, _: object) -> Any:
        return line if "ofsted_lint" in frame.f_code.co_filename else None

    sys.settrace(call)
    try:
        TARGETS[name](data)
    finally:
        sys.settrace(None)
    return frozenset(lines)


def renew(corpus: Path, names: list[str], most: int) -> None:
    """Keep the inputs that together reach the most lines, shorter ones first, and as many of each target."""
    by_target: dict[str, list[bytes]] = {name: [] for name in names}
    for path in corpus.iterdir():
        if data := path.read_bytes():
            by_target[names[data[0] % len(names)]].append(data[1:])
    kept = []
    for at, (name, found) in enumerate(by_target.items()):
        share = most // len(names) + (at < most % len(names))
        some = random.Random(1).sample(sorted(found), min(_LOOKED_AT, len(found)))  # noqa: S311 (the same every time)
        lines = {data: reached(name, data) for data in sorted(some, key=len)}
        seen: set[tuple[str, int]] = set()
        for _ in range(min(share, len(lines))):
            best = max(lines, key=lambda data: len(lines[data] - seen))
            seen |= lines.pop(best)
            kept.append((name, best))
    for path in SEEDS.iterdir():
        path.unlink()
    for name, data in kept:
        (SEEDS / f"{name}-{sha256(data).hexdigest()[:8]}").write_bytes(data)
    print(f"kept {len(kept)} seeds of {sum(map(len, by_target.values())):,}")


def summary(course: Course, said: str, count: int) -> int:
    """Print what was found; return the exit status."""
    covered = re.findall(r"cov: (\d+)", said)
    total = sum(course.inputs.values())
    for name, number in course.inputs.items():
        print(f"  {name:<16} {number:>9,}")
    print(f"{total:,} inputs from {count} seeds in {course.seconds:,.0f} s of processor time", end="")
    print(f"; {covered[0]} places of the program reached by the seeds, {covered[-1]} at the end" if covered else "")
    print(f"slowest, with instruments: {course.slowest:.2f} s; memory of the process: {course.memory:.0f} MB")
    bad = len(course.failures)
    for where, path in course.failures.items():
        print(f"FAILED {where}\n       {path}")
    for path in dict.fromkeys(course.suspects):
        seconds, memory, error = alone(Path(path))
        too_much = bool(error) or seconds > MOST_SECONDS or memory > MOST_MB
        bad += too_much
        print(f"{'FAILED' if too_much else 'tried'} {path}: {error or f'{seconds:.2f} s, {memory:.0f} MB'} alone")
    print(f"{bad} failures: tracebacks, inputs over {MOST_SECONDS:g} s or over {MOST_MB:g} MB")
    return 1 if bad else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--inputs", type=int, default=10**9)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--found", default="", help="the folder for inputs that fail")
    parser.add_argument("--target", default="")
    parser.add_argument("--keep", type=int, default=0, help="renew the seeds, with so many")
    parser.add_argument("--try", dest="tried", default="", help="run one input of a file")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.tried:
        tried(Path(args.tried))
        return 0
    if args.worker:
        worker(args)
        return 0
    found = Path(args.found or tempfile.mkdtemp(prefix="fuzz-"))
    found.mkdir(parents=True, exist_ok=True)
    return fuzzed(args, found)


def fuzzed(args: argparse.Namespace, found: Path) -> int:
    """Fuzz in a process of its own, since a failure may end it, and print what was found."""
    from benchmarks.fuzz_targets import TARGETS

    count = seeds(found / "corpus", [args.target] if args.target else list(TARGETS))
    words = ["--seconds", args.seconds, "--inputs", args.inputs, "--seed", args.seed, "--target", args.target]
    command = [sys.executable, "-m", "benchmarks.fuzz", "--worker", "--found", found, *words]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, cwd=ROOT)
    if args.keep:
        renew(found / "corpus", list(TARGETS), args.keep)
    course = found / "course.json"
    if done.returncode:
        print(done.stderr[-3000:])
        print(f"FAILED: the process ended with status {done.returncode}; if an input did it, it is in {found}")
    if not course.exists():
        return 1
    found_bad = summary(msgspec.json.decode(course.read_bytes(), type=Course), done.stderr, count)
    return 1 if done.returncode else found_bad


if __name__ == "__main__":
    raise SystemExit(main())
