"""What a change is answerable for."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint.changes import changed
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
Git = Callable[..., str]
NAME = "report.txt"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a clean report that is committed, which is where the linter runs."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "examples" / "northfell-2024.txt", tmp_path / NAME)
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "before")
    return tmp_path


def git(*words: str) -> str:
    who = ["-c", "user.name=Q", "-c", "user.email=q@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *who, *words], check=True, capture_output=True, text=True).stdout


def change(place: Path, old: str, new: str, name: str = NAME) -> None:
    text = (place / name).read_text("utf-8")
    assert old in text
    (place / name).write_text(text.replace(old, new, 1), "utf-8")


def listed(run: Run, *words: str) -> list[str]:
    out = run(".", "--format", "concise", "--diff-base", "HEAD", *words)[1]
    return [line.rsplit("[", 1)[1].rstrip("]") for line in out.splitlines()]


def test_nothing_is_reported_where_nothing_changed(place: Path, run: Run) -> None:
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", place / NAME)
    git("commit", "--quiet", "--all", "--message", "faults")
    assert listed(run) == []
    assert "Not shown: 5 not of this change." in run(".", "--diff-base", "HEAD")[1]


def test_a_fault_on_a_changed_line_is_reported_and_old_ones_are_not(place: Path, run: Run) -> None:
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", place / NAME)
    git("commit", "--quiet", "--all", "--message", "faults")
    change(place, "Social workers", "Social workers workers")
    assert listed(run) == ["doubled-word"]


def test_a_change_of_the_table_answers_for_the_heading(place: Path, run: Run) -> None:
    row = " The experiences and progress of            Good"
    change(place, row, row.replace("Good", "Outstanding"))
    assert "grade-mismatch" in listed(run)


def test_a_change_answers_for_a_place_that_is_only_related(place: Path, run: Run) -> None:
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", place / NAME)
    git("commit", "--quiet", "--all", "--message", "faults")
    change(place, "Inspection dates: 7 to 18 October 2024", "Inspection dates:  7 to 18 October 2024")
    assert sorted(listed(run)) == ["header-footer-date", "inspector-title-date"]


def test_a_paragraph_that_is_taken_out_leaves_a_gap_to_answer_for(place: Path, run: Run) -> None:
    lines = (place / NAME).read_text("utf-8").split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith("7."))
    end = next(at for at in range(start + 1, len(lines)) if lines[at].startswith("8."))
    (place / NAME).write_text("\n".join([*lines[:start], *lines[end:]]), "utf-8")
    assert "para-number-gap" in listed(run)


def test_all_of_a_new_file_is_reported(place: Path, run: Run) -> None:
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", place / "new.txt")
    assert len(listed(run)) == 5


def test_a_file_that_was_renamed_is_compared_with_what_it_was(place: Path, run: Run) -> None:
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", place / NAME)
    git("commit", "--quiet", "--all", "--message", "faults")
    git("mv", NAME, "St Mary’s, ü.txt")
    change(place, "Social workers", "Social workers workers", "St Mary’s, ü.txt")
    assert listed(run) == ["doubled-word"]


def test_a_folder_inside_the_repository(place: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "inner").mkdir()
    git("mv", NAME, f"inner/{NAME}")
    git("commit", "--quiet", "--all", "--message", "moved")
    change(place / "inner", "Social workers", "Social workers workers")
    monkeypatch.chdir(place / "inner")
    assert listed(run) == ["doubled-word"]


@pytest.mark.parametrize(
    ("revision", "said"),
    [("nowhere", "git knows no version “nowhere”"), ("-x", None), ("--output=x", None), ("HEAD; touch x", None)],
)
def test_a_version_that_is_none_is_told(place: Path, run: Run, revision: str, said: str | None) -> None:
    status, _, err = run(NAME, f"--diff-base={revision}")
    assert (status, err.count("\n"), sorted(path.name for path in place.iterdir())) == (2, 1, [".git", NAME])
    assert said is None or err == f"ofsted-lint: --diff-base: {said}\n"


def test_a_folder_without_git_is_told(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    shutil.copy(ROOT / "examples" / "northfell-2024.txt", tmp_path / NAME)
    status, _, err = run(NAME, "--diff-base", "HEAD")
    assert (status, err.count("\n")) == (2, 1)
    assert err.startswith(f"ofsted-lint: --diff-base: git cannot be asked in {tmp_path}: not a git repository")


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [("a\nb\nc", "a\nB\nc", {2}), ("a\nb\nc", "a\nc", {1, 2}), ("a\nc", "a\nb\nc", {2}), ("a", "a", set())],
    ids=["a line that is different", "a line that is gone", "a new line", "no change"],
)
def test_changed_lines(before: str, now: str, expected: set[int]) -> None:
    assert changed(before, now) == expected
