"""The steps of the GitHub action in a real shell, with what a runner prepares."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from ofsted_lint.version import __version__
from tests.conftest import ROOT

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
FOUND = {"findings": "4", "errors": "4", "unread": "0", "exit-code": "0"}
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"]}
Step = Callable[..., tuple[int, str, dict[str, str]]]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A checked out repository with reports."""
    made = tmp_path / "work space"
    (made / "reports").mkdir(parents=True)
    shutil.copy(ROOT / "examples" / "northfell-2024.txt", made / "reports")
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", made / "reports")
    return made


@pytest.fixture
def lint(workspace: Path, tmp_path: Path) -> Step:
    """Run the step that checks, with these inputs; its status, its log and its outputs come out."""

    def run(base: str = "", **inputs: str) -> tuple[int, str, dict[str, str]]:
        step = STEPS["lint"]
        given = {name: value["default"] for name, value in ACTION["inputs"].items()} | {
            name.replace("_", "-"): value for name, value in inputs.items()
        }
        temp = tmp_path / "temp"
        program = temp / "ofsted-lint" / "bin" / "ofsted-lint"
        program.parent.mkdir(parents=True, exist_ok=True)
        if not program.exists():
            program.symlink_to(Path(sys.executable).with_name("ofsted-lint"))
        output, summary = temp / "output", temp / "summary"
        output.write_text("", "utf-8")
        environment = {
            **{k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")},
            **{name: _filled(value, given, base) for name, value in step["env"].items()},
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKFLOW": "reports",
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(temp),
        }
        shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]]
        ran = subprocess.run(shell, cwd=workspace, env=environment, capture_output=True, text=True, check=False)
        told = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())
        return ran.returncode, ran.stdout + ran.stderr, told

    return run


def _filled(value: str, inputs: dict[str, str], base: str) -> str:
    """An expression of a step's environment as the runner fills it in."""
    name = value.removeprefix("${{ ").removesuffix(" }}")
    return base if "github.event" in name else inputs[name.removeprefix("inputs.")]


@pytest.fixture
def mark(workspace: Path, tmp_path: Path) -> Path:
    """A file that appears once anything that the checkout has in the place of Python's modules is run."""
    made = tmp_path / "run"
    hostile = f"open({str(made)!r}, 'a').write(__name__ + ' ')\n"
    for name in ("json", "venv", "subprocess", "os", "sys", "runpy", "encodings", "sitecustomize", "ofsted_lint"):
        (workspace / f"{name}.py").write_text(hostile, "utf-8")
    for name in ("pip", "ensurepip"):
        (workspace / name).mkdir()
        for inside in ("__init__.py", "__main__.py"):
            (workspace / name / inside).write_text(hostile, "utf-8")
    return made


def test_python_of_the_checkout_is_not_run_where_reports_are_checked(lint: Step, mark: Path) -> None:
    assert (lint(paths="reports/")[2]["findings"], mark.exists()) == ("5", False)


def test_no_call_of_python_that_is_recommended_imports_from_where_it_runs() -> None:
    calls = [
        (name, call[0])
        for name in ("action.yml", "docs/ci.md", ".pre-commit-hooks.yaml")
        for call in re.finditer(r"^[^#\n]*python3?\"? +-(?!I\b)[^\n]*", (ROOT / name).read_text("utf-8"), re.MULTILINE)
        if "`python3 -m" not in call[0]  # what is warned of
    ]
    assert calls == []


def test_inputs_are_never_pasted_into_a_script() -> None:
    assert [step["id"] for step in STEPS.values() if "${{" in step["run"]] == []


def test_findings_become_annotations_outputs_and_a_summary(lint: Step, tmp_path: Path) -> None:
    status, log, told = lint(paths="reports/")
    assert (status, told) == (1, {"findings": "5", "errors": "5", "unread": "0", "sarif-file": "", "exit-code": "1"})
    commands = [line for line in log.splitlines() if line.startswith("::error ")]
    assert len(commands) == 5
    assert commands[0].startswith("::error file=reports/northfell-2024-with-faults.txt,line=5,endLine=5,col=36,")
    assert (tmp_path / "temp" / "summary").read_text("utf-8").count("| error |") == 5


def test_paths_stand_one_on_a_line(lint: Step) -> None:
    status, _, told = lint(paths="reports/northfell-2024.txt\n\n  \nreports/*.txt\n")
    assert (status, told["findings"]) == (1, "5")
    assert lint(paths="reports/northfell-2024.txt")[2]["findings"] == "0"


def test_what_is_asked_for_reaches_the_command(lint: Step, workspace: Path) -> None:
    (workspace / "some.toml").write_text('ignore = ["header-footer-date"]\n', "utf-8")
    status, _, told = lint(paths="reports/", config="some.toml", fail_on="never", sarif_file="out.sarif")
    assert (status, told) == (0, FOUND | {"sarif-file": "out.sarif"})
    assert (workspace / "out.sarif").is_file()


@pytest.mark.parametrize(
    "name",
    [
        "$(touch pwned).txt",
        "`touch pwned`.txt",
        "'; touch pwned; '.txt",
        '"; touch pwned; ".txt',
        "--config=x.txt",
        "-x.txt",
    ],
)
def test_a_hostile_name_is_a_name(lint: Step, workspace: Path, name: str) -> None:
    shutil.move(workspace / "reports" / "northfell-2024-with-faults.txt", workspace / name)
    status, log, told = lint(paths=name)
    assert (status, told["findings"], (workspace / "pwned").exists()) == (1, "5", False), log
    assert lint(paths=name, config=name)[2]["exit-code"] == "2"
    assert not (workspace / "pwned").exists()


def test_a_step_that_fails_does_not_count_what_another_found(lint: Step) -> None:
    assert lint(paths="reports/")[2]["findings"] == "5"
    assert lint(paths="reports/", fail_on="eror")[2] == {
        "findings": "0",
        "errors": "0",
        "unread": "0",
        "sarif-file": "",
        "exit-code": "2",
    }


def test_a_hostile_line_of_a_report_is_no_command(lint: Step, workspace: Path) -> None:
    path = workspace / "reports" / "northfell-2024-with-faults.txt"
    path.write_text("::set-output name=x::y\n" + path.read_text("utf-8"), "utf-8")
    log = lint(paths="reports/")[1].splitlines()
    start = next(at for at, line in enumerate(log) if line.startswith("::stop-commands::"))
    token = log[start].removeprefix("::stop-commands::")
    end = log.index(f"::{token}::")
    outside = [line for line in log[:start] + log[end + 1 :] if line.lstrip().startswith("::")]
    assert outside
    assert all(line.startswith(("::error ", "::warning ")) for line in outside)


def test_only_what_a_push_has_changed(lint: Step, workspace: Path) -> None:
    def git(*words: str) -> str:
        who = ["-c", "user.name=Q", "-c", "user.email=q@example.org", "-c", "init.defaultBranch=main"]
        return subprocess.run(["git", *who, *words], cwd=workspace, check=True, capture_output=True, text=True).stdout

    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "before")
    base = git("rev-parse", "HEAD").strip()
    path = workspace / "reports" / "northfell-2024.txt"
    path.write_text(path.read_text("utf-8").replace("Social workers", "Social workers workers", 1), "utf-8")
    status, _, told = lint(base=base, paths="reports/", changed_only="true")
    assert (status, told["findings"], told["errors"]) == (0, "1", "0")
    status, _, told = lint(base="0" * 40, paths="reports/", changed_only="true")
    assert (status, told["findings"]) == (1, "6")


def test_a_document_that_cannot_be_read_is_counted_and_annotated(lint: Step, workspace: Path) -> None:
    (workspace / "reports" / "broken.docx").write_bytes(b"PK\x03\x04 broken")
    status, log, told = lint(paths="reports/", fail_on="never")
    assert (status, told["unread"], told["findings"]) == (2, "1", "5")
    assert "::error file=reports/broken.docx,title=unread::This could not be read: " in log


def test_the_version_of_the_action_is_installed_with_what_reads_word_and_pdf_and_nothing_of_the_checkout_is_run(
    workspace: Path, mark: Path, tmp_path: Path
) -> None:
    environment = {**os.environ, "VERSION": "", "RUNNER_TEMP": str(tmp_path), "GITHUB_ACTION_PATH": str(ROOT)}
    shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", STEPS["install"]["run"]]
    ran = subprocess.run(shell, cwd=workspace, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, mark.exists()) == (0, False), ran.stderr
    tool = tmp_path / "ofsted-lint" / "bin" / "ofsted-lint"
    version = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True)
    assert version.stdout == f"ofsted-lint {__version__}\n"
    subprocess.run([tool.with_name("python"), "-I", "-c", "import lxml, pypdfium2"], check=True)


def test_the_search_path_of_the_job_is_left_alone() -> None:
    """Later steps have the job's own python3: nothing is put before it."""
    assert "GITHUB_PATH" not in (ROOT / "action.yml").read_text("utf-8")


def test_a_version_that_is_none_is_refused(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "VERSION": "1.0; touch pwned", "RUNNER_TEMP": str(tmp_path)}
    shell = ["bash", "-c", STEPS["install"]["run"]]
    ran = subprocess.run(shell, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (2, "ofsted-lint: the input version is not a version like 0.2.0\n")


@pytest.mark.parametrize(("schema", "name"), [("github-actions", "action.yml")])
def test_the_action_is_as_github_has_it(schema: str, name: str) -> None:
    found: Any = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(ROOT / name)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout
