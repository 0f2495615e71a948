"""How time and memory grow with the size of odd documents: shapes × commands and formats × sizes 1, 2, 4 and 8.

    python -m benchmarks.shapes [--only WORD ...] [--all-formats] [--bytes 8000]

Each cell is a run in a copy of this process, so that start-up does not count: seconds of processor time, and MB
beyond those of a copy that does nothing. A shape fails where eight times the size costs more than ten times as much
(less than 0.1 s, or 10 MB, is not judged), and where a run ends with a traceback. By default each shape is checked (on
the console), outlined, traced and compared with a small change of itself; with `--all-formats` it is written in each
format as well. The exit status is 1 if one fails.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from ofsted_lint.cli.main import main as command_line
from ofsted_lint.output.formats import formats

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1, 2, 4, 8)
MOST = 10.0
LEAST_SECONDS, LEAST_MB = 0.1, 10.0
_REPORT = (ROOT / "examples" / "northfell-2024.txt").read_text("utf-8")
_STATEMENT = (ROOT / "examples" / "statements" / "northfell-2024-statement.txt").read_text("utf-8")
_PARAGRAPH = _REPORT.index("2.     The integrated")
_OWN_FILE = ("docx", "pdf", "accuracy")


def _inside(text: str) -> str:
    """Return the report with a text before its second paragraph."""
    return f"{_REPORT[:_PARAGRAPH]}{text}\n\n{_REPORT[_PARAGRAPH:]}"


def _before_points(text: str) -> str:
    """Return the report with a text before its points to improve."""
    return _REPORT.replace("◼", text + "◼", 1)


def _times(unit: str, size: int) -> str:
    return unit * (size // len(unit) + 1)


def _numbered(unit: str, size: int) -> str:
    """Return a unit again and again, each with its number in the place of `{}`."""
    made = [unit.format(number) for number in range(size // len(unit) + 1)]
    return "".join(made)


# The text of a document of about so many bytes, by the name of the shape; the extension follows a full stop.
SHAPES: dict[str, Callable[[int], str]] = {
    "equal lines.txt": lambda size: _REPORT + _times("a\n", size),
    "one long word.txt": lambda size: _inside("2. " + "x" * size),
    "a long word in a point.txt": lambda size: _before_points("◼ " + "x" * size + " plans\n\n"),
    "short points.txt": lambda size: _before_points(_times("◼ x\n\n◼ y\n\n", size)),
    "long points.txt": lambda size: _before_points(_numbered("◼ the quality of plans {} for care\n\n", size)),
    "findings on one line.txt": lambda size: _inside("2. " + _times("Children saw the the worker again. ", size)),
    "findings on many lines.txt": lambda size: _inside("2. " + _times("Children saw the the\nworker again. ", size)),
    "comments that ignore.txt": lambda size: _inside(
        _numbered("\n<!-- ofsted-lint: ignore doubled-word because {} -->\nthe the word\n", size)
    ),
    "one long sentence.txt": lambda size: _inside("2. " + _times("and in May 2024 it was good, ", size)),
    "full stops.txt": lambda size: _inside("2. " + "." * size),
    "brackets.txt": lambda size: _inside("2. " + "(" * size),
    "opened quotations.txt": lambda size: _inside("2. " + _times("‘a ", size)),
    "numbered paragraphs.txt": lambda size: _inside(_numbered("{}.   A.\n\n", size)),
    "numbers again.txt": lambda size: _inside(_times("2.   Plans are good.\n\n", size)),
    "headings.txt": lambda size: _inside(_times("The impact of leaders: good\n\n", size)),
    "rows of grades.txt": lambda size: _before_points(_times("Overall effectiveness   Good\n", size)),
    "blank lines.txt": lambda size: _inside("\n" * size),
    "page breaks.txt": lambda size: _inside(_times("a\n\f", size)),
    "spaces.txt": lambda size: _inside("2. a" + " " * size + "b"),
    "hyphens at line ends.txt": lambda size: _inside("2. " + _times("multi-\nagency ", size)),
    "abbreviations.txt": lambda size: _inside("2. " + _numbered("The Abc Def {0} (AD{0}) is. ", size)),
    "references to paragraphs.txt": lambda size: _inside("2. " + _numbered("see paragraph {}, ", size)),
    "names.txt": lambda size: _inside("2. " + _numbered("Northfell Council and Ann Bcd{} ", size)),
    "equal paragraphs.txt": lambda size: _inside(_times("2.   Leaders know their services well and act.\n\n", size)),
    "quoted as in a mail.txt": lambda size: _inside(_times("> > a\n", size)),
    "a row of a table.md": lambda size: "# A\n\n" + "|a" * (size // 2) + "|\n|-|\n",
    "rows of a table.md": lambda size: "# A\n\n|a|b|\n|-|-|\n" + _times("|a|b|\n", size),
    "marks of emphasis.md": lambda size: _inside(_times("**a_", size)),
    "lists in lists.md": lambda size: _inside("\n".join("  " * (at % 40) + "- a" for at in range(size // 40))),
    "links.md": lambda size: _inside(_times("[a](", size)),
    "elements in each other.html": lambda size: "<html><body>" + "<div>" * (size // 5) + "a",
    "paragraphs without end.html": lambda size: "<html><body>" + _times("<p>a <b>b", size),
    "attributes.html": lambda size: "<html><body><p " + _times("a=b ", size) + ">a",
    "parts.eml": lambda size: (
        "Content-Type: multipart/mixed; boundary=b\n\n" + _times("--b\nContent-Type: text/plain\n\na\n", size)
    ),
    "quotations of a statement.txt": lambda size: _STATEMENT + _times(" Inspectors said ‘leaders know us’.", size),
    "claims of a statement.txt": lambda size: _STATEMENT + _times(" We were rated good for leadership in 2024.", size),
}  # fmt: skip


class Cost(msgspec.Struct, frozen=True):
    """Seconds of processor time, megabytes, and the exit status of a run."""

    seconds: float
    megabytes: float
    status: int


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


def runs(path: Path, every: bool) -> dict[str, list[str]]:
    """Return the command lines for a document, by their names in the table."""
    check = ["check", str(path), "--isolated", "--no-cache", "--fail-on", "never"]
    against = ["--against", str(ROOT / "examples" / "northfell-2024.txt")] if "statement" in path.name else []
    changed = path.with_name(f"changed-{path.name}")
    changed.write_text(path.read_text("utf-8") + "\n2. More.\n", "utf-8")
    found = {
        "check": [*check, *against, "--format", "console"],
        "outline": ["outline", str(path), "--format", "json"],
        "trace": ["trace", str(path), "--isolated"],
        "compare": ["compare", str(path), str(changed), "--kind", "ilacs", "--isolated"],
    }
    for name in formats() if every else ():
        if name not in _OWN_FILE and name != "console":
            found[name] = [*check, "--format", f"{name}={path.parent / 'out'}"]
    return found


def measured(shape: str, unit: int, every: bool, nothing: Cost) -> list[tuple[str, list[Cost]]]:
    """Return the costs of each run over a shape, by size."""
    rows: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder, f"{size}", shape.replace(" ", "-"))
            path.parent.mkdir()
            path.write_text(SHAPES[shape](size * unit), "utf-8")
            for name, words in runs(path, every).items():
                made = cost(words)
                more = Cost(made.seconds - nothing.seconds, max(made.megabytes - nothing.megabytes, 0), made.status)
                rows.setdefault(name, []).append(more)
    return list(rows.items())


def faults(costs: list[Cost]) -> list[str]:
    """Return what is wrong with the costs of a run at the sizes."""
    first, last = costs[0], costs[-1]
    found = [f"status {each.status}" for each in costs if each.status not in (0, 1, 2)][:1]
    if last.seconds > LEAST_SECONDS and last.seconds > MOST * max(first.seconds, LEAST_SECONDS / MOST):
        found.append(f"{last.seconds / max(first.seconds, LEAST_SECONDS / MOST):.0f} times the time")
    if last.megabytes > LEAST_MB and last.megabytes > MOST * max(first.megabytes, LEAST_MB / MOST):
        found.append(f"{last.megabytes / max(first.megabytes, LEAST_MB / MOST):.0f} times the memory")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--only", nargs="*", default=[], help="shapes whose names have one of these words")
    parser.add_argument("--all-formats", action="store_true")
    parser.add_argument("--bytes", type=int, default=8000, help="the smallest size")
    args = parser.parse_args()
    cost(["check", str(ROOT / "examples" / "northfell-2024.txt"), "--isolated"])  # what is cached is so from here on
    command_line(["rules", "--format", "json=" + os.devnull])
    nothing = cost([])
    bad = judged = 0
    print(f"{'shape':<30}{'run':<11}" + "".join(f"{size * args.bytes // 1000:>6} KB " for size in SIZES) + "   s | MB")
    for shape in SHAPES:
        if args.only and not any(word in shape for word in args.only):
            continue
        for name, costs in measured(shape, args.bytes, args.all_formats, nothing):
            wrong = faults(costs)
            judged, bad = judged + 1, bad + bool(wrong)
            seconds = "".join(f"{each.seconds:>9.2f} " for each in costs)
            memory = " ".join(f"{each.megabytes:.0f}" for each in costs)
            print(
                f"{shape:<30}{name:<11}{seconds}| {memory}" + "".join(f"  FAILED: {each}" for each in wrong), flush=True
            )
    print(f"{judged - bad} of {judged} runs: eight times the size costs at most {MOST:g} times as much")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
