"""The workflows with which owners run the tests on other systems, and make a release."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

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
