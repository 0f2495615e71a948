"""Count the modules that a plain run imports: the check of one text report, with results neither used nor kept.

    python -m benchmarks.imports [--names]

Prints how many of the program's modules `python -X importtime` lists, how many
more are loaded by name (such as the kinds of checks), and how many modules of
others there are; with `--names` also which.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "examples" / "northfell-2024.txt"
PACKAGE = "ofsted_lint"
# Runs the command line, then prints the names of all modules on the last line.
_RUN = """\
import sys
from ofsted_lint.cli.entry import entry_point
entry_point()
print(*sorted(sys.modules))
"""


class Imported(Struct, frozen=True):
    """The modules of a run: those of the program that `-X importtime` lists, all of the program, and all others."""

    listed: frozenset[str]
    own: frozenset[str]
    others: frozenset[str]


def imported() -> Imported:
    """Return the modules of a run in which rules and patterns come from the cache or the wheel."""
    command = [sys.executable, "-X", "importtime", "-c", _RUN, REPORT.name, "--no-cache", "--format", "concise"]
    with tempfile.TemporaryDirectory() as place:  # as most people have it: nothing is configured there
        shutil.copy(REPORT, place)
        for _ in range(2):  # the first run may have to make what later ones find in the cache
            done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=place)
    loaded = done.stdout.splitlines()[-1].split()
    own = frozenset(name for name in loaded if name.partition(".")[0] == PACKAGE)
    lines = (line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:"))
    return Imported(frozenset(lines) & own, own, frozenset(loaded) - own)


def with_values() -> frozenset[str]:
    """Return the modules that the library for values brings by itself, which every run imports."""
    command = [sys.executable, "-c", "import sys, msgspec; print(*sys.modules)"]
    return frozenset(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--names", action="store_true", help="print the names as well")
    names = parser.parse_args().names
    found = imported()
    for modules, about in (
        (found.listed, "of the program listed by -X importtime"),
        (found.own - found.listed, "more of the program, loaded by name"),
        (found.others, "of others"),
    ):
        print(f"{len(modules):>4} modules {about}")
        for name in sorted(modules) if names else ():
            print(f"       {name}")


if __name__ == "__main__":
    main()
