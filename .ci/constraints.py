"""Write `constraints.txt`, the exact versions that the project is developed and tested with; print other sets.

    python .ci/constraints.py          write the newest versions that fit together, for all extras
    python .ci/constraints.py oldest   print the same with the oldest versions that pyproject.toml allows
    python .ci/constraints.py newest   print the versions of the test tools only, so that all else is the newest

Run the first with Python 3.11, the oldest that is supported: what installs there installs on newer ones as well.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "constraints.txt"
HEAD = "# Exact versions of what the project and its extras need. Written by .ci/constraints.py.\n"
# Needed for work on the project only, so a user's environment never has them beside it.
FOR_WORK = ("bench", "dev", "fuzz", "portable", "site")
TEST_TOOLS = ("hypothesis", "jsonschema", "pytest", "pytest-xdist")
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(\[[^]]*])?(?:>=([^,]+))?")


def normal(name: str) -> str:
    """Return the name of a package as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def project() -> dict[str, Any]:
    """Return the table `project` of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def floors() -> dict[str, str]:
    """Return the oldest version that pyproject.toml allows of each package that runs with the program."""
    table = project()
    extras = [each for name, extra in table["optional-dependencies"].items() if name not in FOR_WORK for each in extra]
    found = {}
    for requirement in [*table["dependencies"], *extras]:
        match = _REQUIREMENT.match(requirement)
        if match is None or (match[3] is None and normal(match[1]) != table["name"]):
            raise SystemExit(f"{requirement}: name its oldest version (>=)")
        if match[3] is not None:
            found[normal(match[1])] = match[3]
    return found


def pinned() -> dict[str, str]:
    """Return the version of each package in constraints.txt."""
    lines = FILE.read_text("utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def newest() -> dict[str, str]:
    """Ask pip which newest versions of all extras fit together; nothing is installed."""
    extras = ",".join(project()["optional-dependencies"])
    words = ["install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-", f"{ROOT}[{extras}]"]
    report = subprocess.run([sys.executable, "-m", "pip", *words], check=True, stdout=subprocess.PIPE).stdout
    found = (item["metadata"] for item in json.loads(report)["install"])
    versions = {normal(each["name"]): each["version"] for each in found}
    del versions[project()["name"]]
    return versions


def printed(versions: dict[str, str]) -> str:
    """Return versions as pip reads them, one a line and in order."""
    return "".join(f"{name}=={version}\n" for name, version in sorted(versions.items()))


def main(words: list[str]) -> None:
    """Write or print what the command line asks for."""
    match words:
        case []:
            FILE.write_text(HEAD + printed(newest()), "utf-8")
        case ["oldest"]:
            sys.stdout.write(printed(pinned() | floors()))
        case ["newest"]:
            sys.stdout.write(printed({name: pinned()[name] for name in TEST_TOOLS}))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
