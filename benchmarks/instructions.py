"""Whether the program has become slower, by instructions, which do not depend on how busy a machine is.

    python -m benchmarks.instructions [--write]

The start-up (one report, warm) and each further report are counted by valgrind and divided by the instructions of
`python -c pass`, all with the same interpreter, hash seed, day and examples, and with no packages but those that the
program depends on, as users have it: others may be imported by these. Exit status 1 if one of the ratios is more
than 5% above that in `ratios.json`, which `--write` renews. Ratios are kept by version of Python. Without valgrind,
or without ratios for this Python, the last line says so.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "benchmarks" / "ratios.json"
_MOST_GROWTH = 1.05
_REPORTS = sorted((ROOT / "examples").glob("*.txt"))
_NEEDED = ("msgspec", "lark", "yaml", "rapidfuzz", "rich")
_PACKAGES = "packages"
# Without `site`, whose work depends on what else is installed.
_PYTHON = [sys.executable, "-S", "-P", "-c"]
_RUN = """\
import sys
sys.path += sys.argv.pop(1).split("|")
from ofsted_lint.cli.entry import entry_point
sys.exit(entry_point())
"""


def counted(command: list[str], place: Path) -> int:
    """Return the number of instructions that a process takes."""
    count = ["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={place / 'out'}", *command]
    done = subprocess.run(count, capture_output=True, text=True, check=False, cwd=place, env=environment(place))
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    if found is None or done.returncode not in (0, 1):
        raise SystemExit(f"valgrind could not count: {done.stderr[-500:]}")
    return int(found[1].replace(",", ""))


def environment(place: Path) -> dict[str, str]:
    """Return the environment of all runs: one order of hashes, one day, a cache of their own, compiled modules kept."""
    left = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    fixed = {
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "1767225600",
        "XDG_CACHE_HOME": str(place),
        "LC_ALL": "C.UTF-8",
    }
    return left | fixed


def linting(place: Path, reports: list[Path]) -> list[str]:
    """Return the command that lints these reports."""
    homes = "|".join((str(ROOT / "src"), str(place / _PACKAGES)))
    return [*_PYTHON, _RUN, homes, *(each.name for each in reports), "--format", "concise", "--no-cache"]


def fill(place: Path) -> None:
    """Put the examples into a folder, and links to the packages that the program depends on."""
    for each in _REPORTS:
        shutil.copy(each, place)
    (place / _PACKAGES).mkdir()
    for name in _NEEDED:
        spec = importlib.util.find_spec(name)
        if spec and spec.origin:
            (place / _PACKAGES / name).symlink_to(Path(spec.origin).parent)


def ratios() -> dict[str, float]:
    """Return the ratios of this program to `python -c pass`."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        fill(place)
        for _ in range(2):  # what is compiled and cached is so by then
            command = linting(place, _REPORTS)
            subprocess.run(command, capture_output=True, check=False, cwd=place, env=environment(place))
        nothing = counted([*_PYTHON, "pass"], place)
        one = counted(linting(place, _REPORTS[:1]), place)
        all_ = counted(linting(place, _REPORTS), place)
    further = (all_ - one) / (len(_REPORTS) - 1)
    return {"start-up": round(one / nothing, 2), "bulk": round(further / nothing, 3)}


def compared(now: dict[str, float], kept: dict[str, float]) -> bool:
    """Print the ratios next to those that are kept; return False if one has grown too much."""
    sound = True
    for name, ratio in now.items():
        grown = ratio > kept[name] * _MOST_GROWTH
        sound = sound and not grown
        change = (ratio / kept[name] - 1) * 100
        print(f"{name:<9} {ratio:7.2f} × python -c pass; kept {kept[name]:.2f} ({change:+.1f}%)" + " too much" * grown)
    return sound


def main() -> int:
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    parser.add_argument("--write", action="store_true", help="keep the ratios for this version of Python")
    write = parser.parse_args().write
    if shutil.which("valgrind") is None:
        print("instructions were not counted: there is no valgrind")
        return 0
    version = str(sys.implementation.cache_tag)
    kept: dict[str, dict[str, float]] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    now = ratios()
    if write:
        kept[version] = now
        KEPT.write_text(json.dumps(dict(sorted(kept.items())), indent=2) + "\n", "utf-8")
    if version not in kept:
        print(f"{now}: nothing to compare with, as there are no ratios for {version} (--write keeps them)")
        return 0
    return 0 if compared(now, kept[version]) else 1


if __name__ == "__main__":
    raise SystemExit(main())
