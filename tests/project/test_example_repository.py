"""A repository of reports: a pull request that breaks a grade table, through the hook, the action and its outputs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

REPORT = "reports/northfell.txt"
GRADE = "Requires improvement to be good"


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=Q", "-c", "user.email=q@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository on the branch of a pull request that changes a grade in the table, and nothing else."""
    made = tmp_path / "repository"
    (made / "reports").mkdir(parents=True)
    shutil.copy(ROOT / "examples" / "northfell-2024.txt", made / REPORT)
    git(made, "init", "--quiet")
    git(made, "add", "--all")
    git(made, "commit", "--quiet", "--message", "The report")
    git(made, "checkout", "--quiet", "-b", "change")
    text = (made / REPORT).read_text("utf-8")
    assert GRADE in text
    (made / REPORT).write_text(text.replace(GRADE, "Good", 1), "utf-8")
    git(made, "commit", "--quiet", "--all", "--message", "A better grade")
    return made


def test_the_hook_fails(repository: Path) -> None:
    (hook,) = [
        each
        for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
        if each["id"] == "ofsted-lint"
    ]
    words = [sys.executable, "-m", *hook["entry"].replace("ofsted-lint", "ofsted_lint", 1).split(), REPORT]
    ran = subprocess.run(words, cwd=repository, capture_output=True, text=True, check=False)
    assert (ran.returncode, "grade-mismatch" in ran.stdout) == (1, True)


def test_the_action_annotates_summarises_and_writes_sarif(repository: Path, tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    (step,) = [each for each in action["runs"]["steps"] if each["id"] == "lint"]
    program = tmp_path / "temp" / "ofsted-lint" / "bin" / "ofsted-lint"
    program.parent.mkdir(parents=True)
    program.symlink_to(Path(sys.executable).with_name("ofsted-lint"))
    asked = {"PATHS": "reports/", "FAIL_ON": "error", "CHANGED_ONLY": "true", "SARIF_FILE": "found.sarif"}
    environment = {
        **os.environ, **asked, "CONFIG": "", "BASELINE": "", "BASE": git(repository, "rev-parse", "main"),
        "RUNNER_TEMP": str(tmp_path / "temp"), "GITHUB_WORKSPACE": str(repository), "GITHUB_ACTIONS": "true",
        "GITHUB_WORKFLOW": "reports", "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }  # fmt: skip
    ran = subprocess.run(
        ["bash", "-c", step["run"]], cwd=repository, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 1, ran.stderr
    assert f"::error file={REPORT},line=" in ran.stdout
    assert "title=grade-mismatch::" in ran.stdout
    assert "grade-mismatch" in (tmp_path / "summary").read_text("utf-8")
    outputs = dict(line.split("=", 1) for line in (tmp_path / "output").read_text("utf-8").splitlines())
    assert (outputs["exit-code"], outputs["unread"], outputs["sarif-file"]) == ("1", "0", "found.sarif")
    (run,) = json.loads((repository / "found.sarif").read_text("utf-8"))["runs"]
    assert "grade-mismatch" in {result["ruleId"] for result in run["results"]}
    assert run["invocations"] == [{"executionSuccessful": True}]
