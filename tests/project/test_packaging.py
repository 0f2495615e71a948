"""Dependencies at exact versions that fit the declared bounds, and the metadata of the package."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.resources import files

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
SCRIPT = ROOT / ".ci" / "constraints.py"


def asked(*lists: list[str]) -> dict[str, Requirement]:
    """Return what lists of requirements ask for, by name, without the project's own extras."""
    found = [Requirement(each) for one in lists for each in one]
    return {canonicalize_name(each.name): each for each in found if each.name != PROJECT["name"]}


FOR_WORK = ("bench", "dev", "fuzz", "portable", "site")
RUNTIME = asked(PROJECT["dependencies"], *(each for name, each in EXTRAS.items() if name not in FOR_WORK))


def versions(text: str) -> dict[str, str]:
    """Return the packages of a set of constraints, each an exact version and nothing else."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    pinned = [re.fullmatch(r"([a-z0-9-]+)==([0-9][0-9A-Za-z.]*)", line) for line in lines]
    assert [line for line, match in zip(lines, pinned, strict=True) if match is None] == []
    return {match[1]: match[2] for match in pinned if match}


def printed(which: str) -> dict[str, str]:
    if not SCRIPT.is_file():
        pytest.skip("no .ci/constraints.py here: it is in a checkout only")
    made = subprocess.run([sys.executable, SCRIPT, which], check=True, capture_output=True, encoding="utf-8")
    return versions(made.stdout)


def test_every_package_that_is_asked_for_has_an_exact_version_that_fits() -> None:
    pinned = versions((ROOT / "constraints.txt").read_text("utf-8"))
    wanted = asked(PROJECT["dependencies"], *EXTRAS.values())
    assert {name for name, each in wanted.items() if not each.specifier.contains(pinned.get(name, "0"))} == set()


def test_the_oldest_versions_are_those_that_pyproject_names() -> None:
    bounds = {name: [each.version for each in one.specifier if each.operator == ">="] for name, one in RUNTIME.items()}
    oldest = printed("oldest")
    assert {name: [oldest[name]] for name in bounds} == bounds
    assert set(oldest) == set(versions((ROOT / "constraints.txt").read_text("utf-8")))


def test_the_newest_versions_are_free_except_those_of_test_tools() -> None:
    assert set(printed("newest")) == {"hypothesis", "jsonschema", "pytest", "pytest-xdist"}


def test_the_exact_versions_are_those_for_development_too() -> None:
    commands = re.findall(r"pip install --quiet (.+?) &&", (ROOT / "README.md").read_text("utf-8"))
    assert commands == ["-c constraints.txt -e .", "-c constraints.txt -e '.[dev]'"]


def test_an_extra_and_the_development_tools_ask_for_the_same_versions() -> None:
    dev = asked(EXTRAS["dev"])
    both = RUNTIME.keys() & dev.keys()
    assert len(both) > 3
    assert {name for name in both if RUNTIME[name].specifier != dev[name].specifier} == set()


def test_a_hook_asks_for_what_the_extra_asks_for() -> None:
    lists = re.findall(r"additional_dependencies: \[(.+?)\]", (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    hooks = [each for listed in lists for each in re.findall(r'"(.+?)"', listed)]
    assert sorted(hooks) == sorted([*EXTRAS["docx"], *EXTRAS["pdf"]])


def test_the_package_says_that_it_is_typed_and_is() -> None:
    assert "Typing :: Typed" in PROJECT["classifiers"]
    assert files("ofsted_lint").joinpath("py.typed").is_file()


def test_the_classifiers_begin_with_the_oldest_python() -> None:
    named = re.findall(r"Python :: (3\.\d+)", " ".join(PROJECT["classifiers"]))
    assert named == sorted(named, key=Version)
    assert PROJECT["requires-python"] == f">={named[0]}"
