"""Print how much of the program the tests run, by lines and branches, room by room; the process for PDFs counts.

    python -m benchmarks.covered [TESTS ...] [--least 96] [--fast]

The tests are those of the usual run (`pytest -n auto`), or those that are named; `--fast` leaves out published
documents, browsers and the project's own workflows, as `.ci/run` does with other versions of dependencies. The exit
status is 1 if a test fails, or if less than `--least` per cent is run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_SETTINGS = """\
[run]
branch = true
source = ofsted_lint
data_file = {place}/data
parallel = true
patch = subprocess
sigterm = true
[report]
exclude_also =
    if TYPE_CHECKING:
    ^ *\\.\\.\\.$
    : \\.\\.\\.$
"""
_LEFT_OUT = (
    "project", "documents/report/test_corpus.py", "output/page/test_browser.py", "linting/test_mutations.py",
    "rules/test_precision.py", "comparison/quotations/test_quotations_corpus.py",
)  # fmt: skip


def measured(place: Path, words: list[str], env: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """Run tests under coverage; return their status, and the figures by file."""
    settings = place / "settings"
    settings.write_text(_SETTINGS.format(place=place), "utf-8")
    coverage = [sys.executable, "-m", "coverage"]
    status = subprocess.call([*coverage, "run", f"--rcfile={settings}", "-m", "pytest", *words], cwd=ROOT, env=env)
    subprocess.run([*coverage, "combine", "-q", f"--rcfile={settings}"], cwd=ROOT, check=True)
    made = [*coverage, "json", "-q", f"--rcfile={settings}", "-o", str(place / "figures")]
    subprocess.run(made, cwd=ROOT, check=True)
    figures: dict[str, Any] = json.loads((place / "figures").read_bytes())
    return status, figures


def share(parts: list[dict[str, Any]]) -> tuple[float, float, float]:
    """Return the percentages of lines, of branches, and of both together that are run in files."""
    sums = {
        name: sum(each["summary"][name] for each in parts)
        for name in ("covered_lines", "num_statements", "covered_branches", "num_branches")
    }
    lines, branches = sums["num_statements"] or 1, sums["num_branches"] or 1
    both = (sums["covered_lines"] + sums["covered_branches"]) / (sums["num_statements"] + sums["num_branches"] or 1)
    return 100 * sums["covered_lines"] / lines, 100 * sums["covered_branches"] / branches, 100 * both


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("tests", nargs="*")
    parser.add_argument("--least", type=float, default=96.0)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--jobs", default="auto")
    args = parser.parse_args()
    words = ["-q", "-n", args.jobs, *args.tests]
    env = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        if args.fast:
            words += [f"--ignore=tests/{each}" for each in _LEFT_OUT]
            env["OFSTED_LINT_CORPUS"] = str(Path(folder, "none"))
        status, figures = measured(Path(folder), words, env)
    rooms: dict[str, list[dict[str, Any]]] = {}
    for name, each in figures["files"].items():
        inner = Path(name).parts[Path(name).parts.index("ofsted_lint") + 1 :]
        rooms.setdefault(inner[0] if len(inner) > 1 else "(top)", []).append(each)
    print(f"{'room':<16}{'lines':>8}{'branches':>10}{'both':>8}")
    for room, parts in sorted(rooms.items()):
        print(f"{room:<16}" + "{:>7.1f}%{:>9.1f}%{:>7.1f}%".format(*share(parts)))
    total = share(list(figures["files"].values()))
    print(f"{'all':<16}" + "{:>7.1f}%{:>9.1f}%{:>7.1f}%".format(*total) + f" (at least {args.least:g}%)")
    least = sorted(figures["files"].items(), key=lambda each: share([each[1]])[2])[:12]
    print("least: " + ", ".join(f"{Path(name).stem} {share([each])[2]:.0f}%" for name, each in least))
    return 1 if status or total[2] < args.least else 0


if __name__ == "__main__":
    raise SystemExit(main())
