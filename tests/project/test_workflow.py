"""The workflows with which owners run the tests on other systems, and make a release."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from ofsted_lint.version import __version__
from tests.conftest import ROOT
from web.page import build, materials

FILE = ROOT / ".github" / "workflows" / "tests.yml"
PYTHON = "Programming Language :: Python :: "


@pytest.fixture
def workflow() -> Path:
    if not FILE.is_file():
        pytest.skip("no .github here: it is in a checkout only")
    return FILE


@pytest.mark.parametrize("name", ["tests.yml", "release.yml"])
def test_it_is_a_workflow(workflow: Path, name: str) -> None:
    file = str(workflow.with_name(name))
    words = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", file]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_it_runs_on_each_system_with_each_version_of_python_that_the_package_names(workflow: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [each.removeprefix(PYTHON) for each in project["classifiers"] if each.startswith(PYTHON)]
    matrix = yaml.safe_load(workflow.read_text("utf-8"))["jobs"]["tests"]["strategy"]["matrix"]
    assert matrix == {"os": ["ubuntu-latest", "windows-latest", "macos-latest"], "python": named}


def test_a_release_publishes_by_a_trusted_publisher_and_only_for_a_tag(workflow: Path) -> None:
    text = workflow.with_name("release.yml").read_text("utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert jobs["publish"]["if"] == "github.ref_type == 'tag'"
    assert jobs["publish"]["permissions"] == {"contents": "write", "id-token": "write", "attestations": "write"}
    assert [name for name, job in jobs.items() if "permissions" in job] == ["publish"]
    assert "secrets." not in text


@pytest.mark.parametrize("name", ["release.yml"])
def test_what_makes_a_release_is_named_by_the_hash_of_its_source(workflow: Path, name: str) -> None:
    used = re.findall(r"uses: (.+)", workflow.with_name(name).read_text("utf-8"))
    assert [each for each in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[\d.]+", each)] == []
    assert len(used) > 5


def test_the_bill_of_materials_of_the_page_has_all_that_is_pinned_for_it() -> None:
    made = materials.bill()
    assert made["metadata"]["component"]["version"] == __version__
    pinned = [line for line in (build.HERE / "wheels.txt").read_text("utf-8").splitlines() if "==" in line]
    assert [each["purl"].partition("/")[0] for each in made["components"]] == ["pkg:npm", *["pkg:pypi"] * len(pinned)]
    assert [f"{each['name']}=={each['version']}" for each in made["components"][1:]] == [
        line.split()[0] for line in pinned
    ]
    assert {len(each["content"]) for part in made["components"] for each in part["hashes"]} == {64, 128}
