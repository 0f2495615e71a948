"""Findings for which a change is answerable."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ofsted_lint import documents
from ofsted_lint.findings.diff_base import changed
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
    return [line.rsplit("[", 1)[1].split("]")[0] for line in out.splitlines()]


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
    [
        ("nowhere", "git does not know the version “nowhere”"),
        ("-x", None),
        ("--output=x", None),
        ("HEAD; touch x", None),
    ],
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
    assert err.startswith(f"ofsted-lint: --diff-base: git cannot be used in {tmp_path}: not a git repository")


@pytest.fixture
def embedded(place: Path) -> tuple[Path, Path]:
    """A folder of plain files that git takes for a bare repository, and a file that appears if what it names is run."""
    mark, made = place.parent / f"{place.name}-run", place / "reports" / "x"
    base = git("rev-parse", "HEAD").strip()
    git("init", "--quiet", "--bare", str(made))
    shutil.copytree(place / ".git" / "objects", made / "objects", dirs_exist_ok=True)
    (made / "refs" / "heads" / "main").write_text(base, "utf-8")
    shutil.copy(place / ".git" / "index", made / "index")
    shutil.copy(place / NAME, made / NAME)
    change(made, "Social workers", "Social workers workers")
    (made / "info" / "attributes").write_text("* filter=f diff=f\n", "utf-8")
    for name, value in (
        ("core.bare", "false"),
        ("core.worktree", "."),
        ("core.fsmonitor", f"touch {mark}"),
        ("filter.f.clean", f"touch {mark}; cat"),
        ("filter.f.process", f"touch {mark}"),
        ("diff.f.command", f"touch {mark}"),
        ("diff.f.textconv", f"touch {mark}; cat"),
        ("diff.external", f"touch {mark}"),
        ("core.sshCommand", f"touch {mark}"),
    ):
        git("--git-dir", str(made), "config", name, value)
    return made, mark


@pytest.mark.parametrize("worktree", [".", "../.."], ids=["of its folder", "of the whole tree"])
def test_files_that_git_takes_for_a_repository_are_not_asked(
    embedded: tuple[Path, Path], run: Run, monkeypatch: pytest.MonkeyPatch, worktree: str
) -> None:
    made, mark = embedded
    git("--git-dir", str(made), "config", "core.worktree", worktree)
    status, out, _ = run("reports/x/report.txt", "--format", "concise", "--diff-base", "HEAD")
    assert (status, out.count("[doubled-word]"), mark.exists()) == (0, 1, False)
    monkeypatch.chdir(made)
    status, _, err = run(NAME, "--diff-base", "HEAD")
    assert (status, err.count("\n"), mark.exists()) == (2, 1, False)


def test_a_repository_of_another_folder_is_refused_by_an_old_git_as_well(
    embedded: tuple[Path, Path], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ofsted_lint.findings.git._SETTINGS", {})
    monkeypatch.chdir(embedded[0])
    status, _, err = run(NAME, "--diff-base", "HEAD")
    assert (status, err.count("\n"), "not the tree’s own" in err) == (2, 1, True)


def test_filters_and_hooks_of_the_tree_itself_are_not_run(place: Path, run: Run) -> None:
    mark = place.parent / f"{place.name}-run"
    (place / ".gitattributes").write_text("*.txt filter=f\n", "utf-8")
    git("config", "filter.f.clean", f"touch {mark}; cat")
    git("config", "core.fsmonitor", f"touch {mark}")
    change(place, "Social workers", "Social workers workers")
    shutil.copy(place / NAME, place / "new.txt")
    assert (listed(run), mark.exists()) == (["doubled-word", "doubled-word"], False)


def test_what_git_sets_for_the_hooks_of_a_linked_tree_does_not_matter(
    place: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", place / NAME)
    git("commit", "--quiet", "--all", "--message", "faults")
    linked = place.parent / f"{place.name}-linked"
    git("worktree", "add", "--quiet", str(linked))
    monkeypatch.chdir(linked)
    monkeypatch.setenv("GIT_DIR", str(place / ".git" / "worktrees" / linked.name))
    monkeypatch.setenv("GIT_INDEX_FILE", "none")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.bare")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    assert listed(run) == []


@pytest.mark.parametrize("lost", [f"HEAD:{NAME}", "HEAD^{tree}"], ids=["a file", "the list of files"])
def test_a_version_that_cannot_be_had_is_told(place: Path, run: Run, lost: str) -> None:
    gone = git("rev-parse", lost).strip()
    change(place, "Social workers", "Social workers workers")
    git("commit", "--quiet", "--all", "--message", "now")
    (place / ".git" / "objects" / gone[:2] / gone[2:]).unlink()
    status, out, err = run(NAME, "--diff-base", "HEAD~1")
    assert (status, out, err.count("\n")) == (2, "", 1)
    said = f"fetch the whole version first, or compare with another: git cannot return “{NAME}” of HEAD~1"
    assert err.startswith(f"ofsted-lint: --diff-base: {said}")


def test_nothing_is_fetched_for_a_partial_clone(place: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git("config", "uploadpack.allowFilter", "true")
    clone = place.parent / f"{place.name}-clone"
    git("clone", "--quiet", "--filter=blob:none", f"file://{place}", str(clone))
    monkeypatch.chdir(clone)
    change(clone, "Social workers", "Social workers workers")
    assert listed(run) == ["doubled-word"]
    git("commit", "--quiet", "--all", "--message", "now")
    packs = sorted((clone / ".git" / "objects" / "pack").iterdir())
    change(place, "Social workers", "Other social workers")
    git("-C", str(place), "commit", "--quiet", "--all", "--message", "another")
    git("fetch", "--quiet")
    git("merge", "--quiet", "--strategy", "ours", "--message", "both", "origin/HEAD")
    there = len(list((clone / ".git" / "objects" / "pack").iterdir()))
    status, _, err = run(NAME, "--diff-base", "origin/HEAD")
    assert (status, err.count("\n"), len(packs) > 0) == (2, 1, True)
    assert len(list((clone / ".git" / "objects" / "pack").iterdir())) == there


def test_a_name_that_git_could_take_for_a_pattern_is_a_name(place: Path, run: Run) -> None:
    for name in (":(glob)*.txt", "[r]eport.txt", "--cached.txt"):
        shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", place / name)
    assert len(listed(run)) == 15
    git("add", "--all")
    git("commit", "--quiet", "--message", "names")
    assert listed(run) == []


def test_a_git_of_the_folder_that_is_worked_in_is_not_run(
    place: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "git").write_text(f"#!/bin/sh\ntouch {place}/run\n", "utf-8")
    (place / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}{os.environ['PATH']}")
    assert (listed(run), (place / "run").exists()) == ([], False)


EXAMPLES = [path.read_text("utf-8") for path in sorted((ROOT / "examples").rglob("*.txt"))]
NOTES = ["A list of  of what is needed.\n\nlark\n", "\r\u2028x", "1. The the council (council.\n"]
TEXTS = st.sampled_from([*EXAMPLES, *NOTES]) | st.text(max_size=60)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=TEXTS, now=TEXTS, cut=st.integers(0, 3_000), kind=st.sampled_from(["", *documents.KINDS]))
def test_a_text_of_any_kind_can_be_compared_and_corrected(
    place: Path, run: Run, before: str, now: str, cut: int, kind: str
) -> None:
    shutil.rmtree(place / ".git")
    (place / NAME).write_text(before, "utf-8", newline="")
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "before")
    (place / NAME).write_text(now[cut:] or now, "utf-8", newline="")
    words = ["--kind", kind] if kind else []
    for more in (["--diff-base", "HEAD"], ["--unsafe-fixes"], ["--fix", "--diff-base", "HEAD"]):
        assert run(NAME, *words, *more)[0] in (0, 1, 2)


def test_notes_that_were_changed_are_no_report_still(place: Path, run: Run) -> None:
    (place / "notes.txt").write_text("One note.\n", "utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--message", "notes")
    (place / "notes.txt").write_text("One note.\n\nAnother one.\n", "utf-8")
    assert run("notes.txt", "--diff-base", "HEAD", "--format", "concise")[0] == 0


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [("a\nb\nc", "a\nB\nc", {2}), ("a\nb\nc", "a\nc", {1, 2}), ("a\nc", "a\nb\nc", {2}), ("a", "a", set())],
    ids=["a line that is different", "a line that is gone", "a new line", "no change"],
)
def test_changed_lines(before: str, now: str, expected: set[int]) -> None:
    assert changed(before, now) == expected


def with_old_faults(place: Path) -> None:
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", place / NAME)
    git("commit", "--quiet", "--all", "--message", "faults")


@pytest.mark.parametrize(
    "ends",
    [
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="those of Windows"),
        pytest.param(lambda data: data.replace(b"\n", b"\r"), id="those of old Macs"),
        pytest.param(lambda data: data.replace(b"\n", b"\r\n", 7), id="of both kinds"),
    ],
)
def test_other_line_ends_are_no_change(place: Path, run: Run, ends: Callable[[bytes], bytes]) -> None:
    with_old_faults(place)
    (place / NAME).write_bytes(ends((place / NAME).read_bytes()))
    assert listed(run) == []


def test_line_ends_that_an_attribute_asks_for_are_no_change(place: Path, run: Run) -> None:
    with_old_faults(place)
    (place / ".gitattributes").write_text("*.txt text eol=crlf\n")
    (place / NAME).unlink()
    git("checkout", "--quiet", "--", NAME)
    assert b"\r\n" in (place / NAME).read_bytes()
    assert listed(run) == []


@pytest.mark.parametrize("base", ["main", "main...", "main...branch", "...main"])
def test_a_branch_is_compared_with_where_it_began(place: Path, run: Run, base: str) -> None:
    git("branch", "--move", "main")
    with_old_faults(place)
    git("checkout", "--quiet", "-b", "branch")
    change(place, "Social workers", "Social workers workers")
    git("commit", "--quiet", "--all", "--message", "branch")
    git("checkout", "--quiet", "main")
    shutil.copy(ROOT / "examples" / "northfell-2024.txt", place / NAME)
    git("commit", "--quiet", "--all", "--message", "put right")
    git("checkout", "--quiet", "branch")
    assert listed(run, "--diff-base", base) == ["doubled-word"]


def test_a_branch_of_another_history_is_itself_compared_with(place: Path, run: Run) -> None:
    git("branch", "--move", "main")
    git("checkout", "--quiet", "--orphan", "other")
    git("commit", "--quiet", "--all", "--message", "other")
    assert listed(run, "--diff-base", "main") == []
    assert run(".", "--diff-base", "main...other") == (
        2,
        "",
        "ofsted-lint: --diff-base: the two versions of “main...other” have no commit in common\n",
    )


def pointer(data: bytes) -> bytes:
    digest = hashlib.sha256(data).hexdigest()
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize {len(data)}\n".encode()


def test_what_git_lfs_keeps_is_compared_with(place: Path, run: Run) -> None:
    shutil.copy(ROOT / "examples" / "northfell-2024-with-faults.txt", place / NAME)
    data = (place / NAME).read_bytes()
    (place / NAME).write_bytes(pointer(data))
    git("commit", "--quiet", "--all", "--message", "in a store")
    (place / NAME).write_bytes(data)
    assert listed(run) == []
    change(place, "Social workers", "Social workers workers")
    status, _, err = run(NAME, "--diff-base", "HEAD")
    assert (status, err.count("\n"), "git lfs fetch" in err) == (2, 1, True)
    digest = hashlib.sha256(data).hexdigest()
    kept = place / ".git" / "lfs" / "objects" / digest[:2] / digest[2:4] / digest
    kept.parent.mkdir(parents=True)
    kept.write_bytes(data)
    assert listed(run) == ["doubled-word"]


@pytest.mark.parametrize(
    ("before", "now", "lines"),
    [
        pytest.param("a\nb\nc", "a\nx\nc", {2}, id="a line between others"),
        pytest.param("a\nb\nc", "a\nc", {1, 2}, id="a line that was removed"),
        pytest.param("a\n" * 400, "a\n" * 200 + "b\n" + "a\n" * 200, {201}, id="a line among very many equal ones"),
        pytest.param("b\n" + "a\n" * 400, "c\n" + "a\n" * 400, {1}, id="a line before very many equal ones"),
    ],
)
def test_only_the_lines_that_differ_are_changed(before: str, now: str, lines: set[int]) -> None:
    assert changed(before, now) == lines


def test_where_too_many_lines_are_alike_all_between_the_first_and_last_difference_are_changed() -> None:
    assert changed("x\n" + "a\n" * 4000 + "y", "z\n" + "a\n" * 150 + "w") == set(range(1, 153))
