"""The hooks in the real pre-commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from ofsted_lint import documents
from ofsted_lint.source.readers import read_file
from tests.conftest import ROOT, report_of
from tests.make import pdfs
from tests.make.word import word_of

NEEDED = (
    *("src", "rules", "grammar", "docs/precision.yaml"),
    *("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "NOTICE"),
)
RunHook = Callable[..., tuple[int, str]]
CLEAN = "# A list of what is needed\nlark\nmsgspec\n"


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=Q", "-c", "user.email=q@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the hooks, as it would be cloned."""
    made = tmp_path_factory.mktemp("hooks")
    for name in (*NEEDED, ".pre-commit-hooks.yaml"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, made / name)
    for cache in made.rglob("__pycache__"):
        shutil.rmtree(cache)
    git(made, "init", "--quiet")
    git(made, "add", "--all")
    git(made, "commit", "--quiet", "--message", "all")
    return made


@pytest.fixture(scope="module")
def run_hook(hooks: Path, tmp_path_factory: pytest.TempPathFactory) -> RunHook:
    """Run a hook on files, in a repository of reports; hooks share an environment where they can."""
    if subprocess.run([sys.executable, "-c", "import pre_commit"], capture_output=True, check=False).returncode:
        pytest.skip("pre-commit is not installed: pip install -e '.[dev]'")
    home = tmp_path_factory.mktemp("home")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"}
    commit = git(hooks, "rev-parse", "HEAD")

    def run(place: Path, hook: str, *files: str) -> tuple[int, str]:
        configured = {"repos": [{"repo": str(hooks), "rev": commit, "hooks": [{"id": hook}]}]}
        (place / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configured), "utf-8")
        git(place, "init", "--quiet")
        git(place, "add", "--all")
        which = ["--files", *files] if files else ["--all-files"]
        words = [sys.executable, "-m", "pre_commit", "run", hook, "--verbose", *which]
        ran = subprocess.run(words, cwd=place, env=environment, capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout + ran.stderr

    return run


def test_reports_are_checked(run_hook: RunHook, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    shutil.copy(ROOT / "examples" / "northfell-2024.txt", reports / "clean.txt")
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", reports / "faulty.txt")
    (tmp_path / "requirements.txt").write_text(CLEAN, "utf-8")
    status, said = run_hook(tmp_path, "ofsted-lint", "reports/clean.txt")
    assert (status, "Nothing found in 1 document." in said) == (0, True)
    status, said = run_hook(tmp_path, "ofsted-lint", "requirements.txt")
    assert (status, "1 piece of advice in 1 of 1 document." in said) == (0, True)
    status, said = run_hook(tmp_path, "ofsted-lint", "reports/clean.txt", "reports/faulty.txt", "requirements.txt")
    assert (status, "5 errors, 1 piece of advice in 2 of 3 documents." in said) == (1, True)
    (tmp_path / "ofsted-lint.toml").write_text('exclude = ["reports/faulty.txt"]\n', "utf-8")
    status, said = run_hook(tmp_path, "ofsted-lint", "reports/clean.txt", "reports/faulty.txt")
    assert (status, "Nothing found in 1 document." in said) == (0, True)


def test_word_files_are_checked(run_hook: RunHook, tmp_path: Path) -> None:
    text = report_of(documents.read(read_file(ROOT / "examples" / "northfell-2024-with-faults.txt")))
    (tmp_path / "draft.docx").write_bytes(word_of(text))
    status, said = run_hook(tmp_path, "ofsted-lint-word", "draft.docx")
    assert (status, "5 errors in 1 of 1 document." in said) == (1, True)


@pytest.mark.slow  # a third environment; it differs from that for Word in what reads the files
def test_pdfs_are_checked(run_hook: RunHook, tmp_path: Path) -> None:
    text = (ROOT / "examples" / "northfell-2024-with-faults.txt").read_text("utf-8")
    (tmp_path / "report.pdf").write_bytes(pdfs.tagged(text))
    status, said = run_hook(tmp_path, "ofsted-lint-pdf", "report.pdf")
    assert (status, "5 errors in 1 of 1 document." in said) == (1, True)


def test_rule_files_are_tested(run_hook: RunHook, tmp_path: Path) -> None:
    (tmp_path / "ofsted-rules").mkdir()
    rule = (
        (ROOT / "rules" / "wording" / "ofsted-form.yaml").read_text("utf-8").replace("id: ofsted-form", "id: our-form")
    )
    (tmp_path / "ofsted-rules" / "our-form.yaml").write_text(rule, "utf-8")
    assert run_hook(tmp_path, "ofsted-lint-rules", "ofsted-rules/our-form.yaml")[0] == 0
    (tmp_path / "ofsted-rules" / "our-form.yaml").write_text(rule.replace("[[", "").replace("]]", ""), "utf-8")
    assert run_hook(tmp_path, "ofsted-lint-rules", "ofsted-rules/our-form.yaml")[0] != 0


def test_a_name_is_not_an_option_of_the_hook(run_hook: RunHook, tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", tmp_path / "-r.txt")
    status, said = run_hook(tmp_path, "ofsted-lint")
    assert (status, "5 errors in 1 of 1 document." in said) == (1, True)
    (tmp_path / "--write-baseline=a.txt").write_text(CLEAN, "utf-8")
    status, said = run_hook(tmp_path, "ofsted-lint")
    assert (status, "rename the file" in said, (tmp_path / "a.txt").exists()) == (1, True, False)
