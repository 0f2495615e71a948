"""How time and memory grow with the size of odd documents: shapes × commands and formats × sizes 1, 2, 4 and 8.

    python -m benchmarks.shapes [--only WORD ...] [--each-format] [--bytes 8000]

Each cell is a run in a copy of this process, so that start-up does not count: seconds of processor time, and MB, beyond
those of the same run over the shape without size. A run fails where eight times the size costs more than ten times as
much (less than 0.3 s, or 40 MB, is not judged; what seems to fail is measured three times, since other work makes a
machine slower), and where it ends with a traceback. Documents are run through each command that reads one and through
each format, all formats in one run unless `--each-format` is given; then come odd files of other kinds. The exit status
is 1 if one fails.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from benchmarks.odd_documents import FILES, REPORT, SHAPES
from ofsted_lint.cli.main import main as command_line
from ofsted_lint.output.formats import formats

SIZES = (1, 2, 4, 8)
MOST = 10.0
LEAST_SECONDS, LEAST_MB = 0.3, 40.0
TRIED = 3
# Formats that are copies of a document of their own kind, and one that is of a whole archive.
_OF_KIND = {"docx": ".docx", "pdf": ".pdf"}
_NOT_HERE = ("accuracy", "console", "parquet")


class Cost(msgspec.Struct, frozen=True):
    """Seconds of processor time, megabytes, and the exit status of a run."""

    seconds: float
    megabytes: float
    status: int

    def beyond(self, other: Cost) -> Cost:
        """Return what this costs more than another run."""
        return Cost(max(self.seconds - other.seconds, 0), max(self.megabytes - other.megabytes, 0), self.status)


Run = Callable[[Path, int], list[str]]  # files of a size are written in a folder; the command line that reads them


def cost(words: list[str]) -> Cost:
    """Return the cost of a run in a copy of this process."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        status = 3
        try:
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (1, 2):
                os.dup2(nowhere, stream)
            status = command_line(words) if words else 0
            sys.stdout.flush()
        finally:
            os._exit(status)
    _, status, used = os.wait4(child, 0)
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, os.waitstatus_to_exitcode(status))


def _written(shape: str, folder: Path, size: int) -> Path:
    """Write the document of a shape."""
    path = folder / shape.replace(" ", "-")
    made = SHAPES[shape](size)
    path.write_bytes(made.encode() if isinstance(made, str) else made)
    return path


def _commands(path: Path, out: Path) -> dict[str, list[str]]:
    """Return the command lines that read a document, by their names in the table."""
    kind = ["--kind", "ilacs"] if path.suffix in _OF_KIND.values() else []
    alone = [*kind, "--isolated"]
    check = ["check", str(path), *alone, "--no-cache", "--fail-on", "never"]
    check += ["--against", str(REPORT)] if "statement" in path.name else []
    written = [f"{name}={out / name}" for name in formats() if name in _taken(path)]
    return {
        "check": [*check, "--format", "console"],
        "--statistics": [*check, "--statistics"],
        "formats": [*check, *(word for each in written for word in ("--format", each))],
        **{f"={each.partition('=')[0]}": [*check, "--format", each] for each in written},
        "--diff": [*check, "--diff", "--unsafe-fixes"],
        "--record": [*check, "--record", str(out / "record.yaml"), "--write-baseline", str(out / "known.json")],
        "outline": ["outline", str(path), *kind, "--format", "json"],
        "text": ["text", str(path)],
        "facts": ["facts", str(path), *kind],
        "eval": ["eval", "count(paragraphs)", str(path), *kind],
        "trace": ["trace", str(path), *alone],
        "compare": ["compare", str(REPORT), str(path), "--kind", "ilacs", *alone],
        "archive": ["archive", str(path.parent), "--out", str(out / "tables"), "--isolated"],
    }


def _taken(path: Path) -> list[str]:
    """Return the names of the formats that a document can be written in."""
    return [name for name in formats() if name not in _NOT_HERE and _OF_KIND.get(name, path.suffix) == path.suffix]


def _command(shape: str, name: str) -> Run:
    """Return a command over a shape."""

    def made(folder: Path, size: int) -> list[str]:
        (folder / "in").mkdir()
        (folder / "out").mkdir()
        return _commands(_written(shape, folder / "in", size), folder / "out")[name]

    return made


def runs(shape: str, each_format: bool) -> dict[str, Run]:
    """Return what is run for a shape of documents, or for an odd file, by the names in the table."""
    if shape in FILES:
        return {"check": lambda folder, size: [*FILES[shape](folder, size), "--no-cache", "--fail-on", "never"]}
    names = _commands(Path(shape), Path())
    return {name: _command(shape, name) for name in names if each_format or not name.startswith("=")}


def measured(run: Run, sizes: tuple[int, ...], unit: int) -> list[Cost]:
    """Return the costs of a run at some sizes, beyond those without size."""
    found = []
    for size in (0, *sizes):
        with tempfile.TemporaryDirectory() as folder:
            found.append(cost(run(Path(folder), size * unit)))
    return [each.beyond(found[0]) for each in found[1:]]


def faults(costs: list[Cost]) -> list[str]:
    """Return what is wrong with the costs of a run at the sizes."""
    first, last = costs[0], costs[-1]
    found = [f"status {each.status}" for each in costs if each.status not in (0, 1, 2)][:1]
    if last.seconds > LEAST_SECONDS and last.seconds > MOST * max(first.seconds, LEAST_SECONDS / MOST):
        found.append(f"{last.seconds / max(first.seconds, LEAST_SECONDS / MOST):.0f} times the time")
    if last.megabytes > LEAST_MB and last.megabytes > MOST * max(first.megabytes, LEAST_MB / MOST):
        found.append(f"{last.megabytes / max(first.megabytes, LEAST_MB / MOST):.0f} times the memory")
    return found


def judged(run: Run, sizes: tuple[int, ...], unit: int) -> tuple[list[Cost], list[str]]:
    """Return the costs of a run, and what is wrong with them each time that they are measured."""
    for _ in range(TRIED):
        costs = measured(run, sizes, unit)
        wrong = faults(costs)
        if not wrong:
            break
    return costs, wrong


def warm() -> None:
    """Run once what all runs share: what is imported and kept is so in each copy."""
    for words in (["check", str(REPORT), "--isolated", "--no-cache"], ["rules", "--format", "json=" + os.devnull]):
        cost(words)  # what is kept in files
        command_line([*words, "--format", "json=" + os.devnull] if words[0] == "check" else words)


def _table(shapes: list[str], args: argparse.Namespace) -> Iterator[bool]:
    """Print a row for each run, and yield whether it holds."""
    sizes = "".join(f"{size * args.bytes // 1000:>6} KB " for size in SIZES)
    print(f"{'shape':<30}{'run':<12}{sizes}  s | MB")
    for shape in shapes:
        for name, run in runs(shape, args.each_format).items():
            costs, wrong = judged(run, SIZES, args.bytes)
            seconds = "".join(f"{each.seconds:>9.2f} " for each in costs)
            memory = " ".join(f"{each.megabytes:.0f}" for each in costs)
            said = "".join(f"  FAILED: {each}" for each in wrong)
            print(f"{shape:<30}{name:<12}{seconds}| {memory}{said}", flush=True)
            yield not wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--only", nargs="*", default=[], help="shapes whose names have one of these words")
    parser.add_argument("--each-format", action="store_true")
    parser.add_argument("--bytes", type=int, default=8000, help="the smallest size")
    args = parser.parse_args()
    warm()
    shapes = [each for each in (*SHAPES, *FILES) if not args.only or any(word in each for word in args.only)]
    hold = list(_table(shapes, args))
    print(f"{sum(hold)} of {len(hold)} runs: eight times the size costs at most {MOST:g} times as much")
    return 0 if all(hold) else 1


if __name__ == "__main__":
    raise SystemExit(main())
