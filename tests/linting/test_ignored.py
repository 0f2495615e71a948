"""Files that git ignores are not read when a folder is searched, and a linked file is read once."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
REPORT = ROOT / "examples" / "northfell-2024-with-faults.txt"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working tree with a report that git knows, one that is ignored though known, and two that are ignored."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "kept.old.txt", "b.old.txt", "venv/lib/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPORT, tmp_path / name)
    git = ["git", "-c", "user.name=Q", "-c", "user.email=q@example.org"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "kept.old.txt"], check=True)
    (tmp_path / ".gitignore").write_text("*.old.txt\nvenv/\n", "utf-8")
    return tmp_path


def read(run: Run, *words: object) -> list[str]:
    out = run(*words, "--format", "concise", "--fail-on", "never")[1]
    return sorted({line.split(":")[0] for line in out.splitlines()})


def test_what_git_ignores_and_does_not_know_is_left_out(tree: Path, run: Run) -> None:
    assert read(run, ".") == ["a.txt", "kept.old.txt"]


def test_a_key_reads_all(tree: Path, run: Run) -> None:
    (tree / "ofsted-lint.toml").write_text("respect-gitignore = false\n", "utf-8")
    assert read(run, ".") == ["a.txt", "b.old.txt", "kept.old.txt", "venv/lib/c.txt"]


def test_what_is_named_is_read(tree: Path, run: Run) -> None:
    assert read(run, "b.old.txt") == ["b.old.txt"]
    assert read(run, "venv") == ["venv/lib/c.txt"]


def test_a_folder_in_which_all_is_ignored_says_so(tree: Path, run: Run) -> None:
    (tree / "drafts").mkdir()
    shutil.copy(REPORT, tree / "drafts" / "d.old.txt")
    said = run("drafts")[2]
    cure = "name them, or set respect-gitignore = false"
    assert said == f"ofsted-lint: 1 file(s) are ignored by git; {cure}; nothing else was found\n"


def test_without_a_tree_of_git_all_is_read(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(REPORT, tmp_path / "b.old.txt")
    (tmp_path / ".gitignore").write_text("*.old.txt\n", "utf-8")
    assert read(run, ".") == ["b.old.txt"]


def test_a_linked_file_is_read_once_by_its_own_name(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(REPORT, tmp_path / "b.txt")
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "other").symlink_to(".", target_is_directory=True)
    assert read(run, ".") == ["b.txt"]
    assert read(run, "a.txt") == ["a.txt"]
    assert read(run, ".", "other") == ["b.txt"]
