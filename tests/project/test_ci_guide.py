"""Each example of docs/ci.md is what its reader takes, and calls the linter as it can be called."""

from __future__ import annotations

import argparse
import importlib
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from ofsted_lint.cli.parser import Parser
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "ci.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", GUIDE, re.DOTALL)
SCHEMAS = {
    ".github/workflows/reports.yml": "vendor.github-workflows",
    ".github/workflows/code-scanning.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    "azure-pipelines.yml": "vendor.azure-pipelines",
}


def named(name: str) -> str:
    """The block that begins with the name of its file."""
    (text,) = [str(text) for _, text in BLOCKS if text.startswith(f"# {name}\n")]
    return text


@pytest.mark.parametrize(("name", "schema"), SCHEMAS.items(), ids=SCHEMAS)
def test_a_workflow_is_as_its_service_has_it(name: str, schema: str, tmp_path: Path) -> None:
    file = tmp_path / Path(name).name
    file.write_text(named(name), "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_component_for_gitlab_is_one(tmp_path: Path) -> None:
    head, job = yaml.safe_load_all(named("templates/reports.yml"))
    assert set(re.findall(r"\$\[\[ inputs\.([\w-]+) \]\]", named("templates/reports.yml"))) == set(
        head["spec"]["inputs"]
    )
    file = tmp_path / ".gitlab-ci.yml"
    file.write_text(yaml.safe_dump(job), "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_example_for_pre_commit_is_one(tmp_path: Path) -> None:
    file = tmp_path / ".pre-commit-config.yaml"
    file.write_text(named(".pre-commit-config.yaml"), "utf-8")
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    hooks = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    used = {hook["id"] for repo in yaml.safe_load(file.read_text("utf-8"))["repos"] for hook in repo["hooks"]}
    assert used == hooks


def test_workflows_give_the_action_inputs_that_it_has() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    steps = [
        step
        for name in SCHEMAS
        if "github" in name
        for job in yaml.safe_load(named(name))["jobs"].values()
        for step in job["steps"]
    ]
    given = [set(step["with"]) for step in steps if "ofsted-lint" in step["uses"]]
    assert len(given) == 2
    assert set().union(*given) <= set(action["inputs"])
    told = set(re.findall(r"steps\.lint\.outputs\.([\w-]+)", GUIDE))
    assert told <= set(action["outputs"])


def test_the_example_for_jenkins_is_closed() -> None:
    (text,) = [text for kind, text in BLOCKS if kind == "groovy"]
    depth = 0
    for sign in re.sub(r"'[^'\n]*'", "", text):
        depth += (sign in "{(") - (sign in "})")
        assert depth >= 0
    assert depth == 0


CALLS = [
    match
    for _, text in BLOCKS
    for match in re.findall(r"(?:^|[ /])ofsted-lint ((?:reports/|--)[^\n'#]+)", text, re.MULTILINE)
]


@pytest.mark.parametrize("words", CALLS)
def test_every_call_is_one_that_the_command_takes(words: str) -> None:
    check: Any = importlib.import_module("ofsted_lint.cli.commands.check")
    parser = Parser(prog="ofsted-lint check")
    check.arguments(parser)
    assert isinstance(parser.parse_args(shlex.split(words)), argparse.Namespace)


def test_there_are_calls() -> None:
    assert len(CALLS) >= 5


def test_every_format_is_in_the_table(run: Any) -> None:
    from ofsted_lint.output import formats

    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| [^|]+ \|$", GUIDE, re.MULTILINE)
    assert sorted(rows) == sorted(formats.formats())
