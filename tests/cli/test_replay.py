"""Plain runs on unchanged documents print what the last one printed, with nearly nothing imported."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint.cli import replay
from tests.conftest import ROOT

FAULTY = ROOT / "examples" / "northfell-2024-with-faults.txt"
# Says at the end whether the parser of command lines was imported, which a run that is answered at once does without.
CODE = (
    "import sys; from ofsted_lint.cli.entry import entry_point; status = entry_point(); sys.stdout.flush();"
    "print('argparse' in sys.modules, status, file=sys.__stderr__)"
)
FEW = ("--select", "grades,numbering")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft, in which no command was run before."""
    # A first run would write compiled modules, which change the folders of the program.
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "draft.txt").write_bytes(FAULTY.read_bytes())
    return folder


def run(*words: str) -> tuple[str, bool, str]:
    """Return what a run prints, whether it was answered at once, and its messages with the exit status."""
    done = subprocess.run([sys.executable, "-c", CODE, *words], capture_output=True, text=True, check=True)
    *messages, last = done.stderr.splitlines()
    whole, status = last.split()
    return done.stdout, whole == "False", "\n".join([*messages, status])


@pytest.mark.parametrize("name", ["console", "json"])
def test_an_unchanged_document_is_answered_at_once_in_the_same_words(name: str, here: Path) -> None:
    first, second = run("draft.txt", "--format", name), run("draft.txt", "--format", name)
    assert (first[0], False, "1") == first
    assert (first[0], True, "1") == second
    assert run("draft.txt", "--format", name, "--no-cache") == first


CHANGES: dict[str, Callable[[Path], object]] = {
    "the document": lambda here: (here / "draft.txt").write_bytes(FAULTY.read_bytes() + b"\n"),
    "a configuration": lambda here: (here / "ofsted-lint.toml").write_text("fail-on = 'never'\n"),
    "a configuration above": lambda here: (here.parent / "pyproject.toml").write_text("[project]\nname = 'x'\n"),
    "a suppression file": lambda here: (here / ".ofsted-lint-ignore.yaml").write_text("[]\n"),
    "the day": lambda here: os.environ.update(SOURCE_DATE_EPOCH="1000000000"),
    "colour": lambda here: os.environ.update(FORCE_COLOR="1"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_makes_a_new_run(
    change: Callable[[Path], object], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    monkeypatch.setenv("FORCE_COLOR", "")
    command = ("draft.txt", *FEW)
    run(*command)
    change(here)
    assert not run(*command)[1]


REFUSED = {
    "a folder": ("folder",),
    "a file that is not there": ("none.txt",),
    "standard input": ("-",),
    "an option by which a file is written": ("draft.txt", "--fix"),
    "an option by which another file is read": ("draft.txt", "--baseline", "known.json"),
    "a format in a file": ("draft.txt", "--format", "json=out.json"),
    "no cache": ("draft.txt", "--no-cache"),
    "a command": ("outline", "draft.txt"),
    "a file that is called like an option": ("draft.txt", "--isolated"),
    "an option without its value": ("draft.txt", "--format"),
    "a value for an option that has none": ("draft.txt", "--statistics=yes"),
    "no word": (),
}


@pytest.mark.parametrize("words", REFUSED.values(), ids=REFUSED)
def test_other_runs_are_not_answered_at_once(words: tuple[str, ...], here: Path) -> None:
    (here / "folder").mkdir()
    (here / "outline").write_text("x")
    (here / "--isolated").write_text("x")
    assert replay.entry(["draft.txt", "--format", "concise"]) is not None
    assert replay.entry(list(words)) is None


@pytest.mark.parametrize("service", ["GITHUB_ACTIONS", "GITLAB_CI"])
def test_runs_of_services_are_not_answered_at_once(service: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(service, "true")
    assert replay.entry(["draft.txt"]) is None


def test_a_run_that_a_configuration_leads_to_other_files_is_not_answered_at_once(here: Path) -> None:
    (here / "base.toml").write_text("fail-on = 'never'\n")
    (here / "ofsted-lint.toml").write_text("extend = 'base.toml'\n")
    assert run("draft.txt", *FEW)[2] == "0"
    (here / "base.toml").write_text("fail-on = 'error'\n")
    assert run("draft.txt", *FEW)[1:] == (False, "1")


def test_a_run_with_messages_is_not_answered_at_once(here: Path) -> None:
    (here / "draft.txt").write_bytes(b"Some words with an \xe9 in them.\n")
    first, second = run("draft.txt"), run("draft.txt")
    assert "Windows-1252" in first[2]
    assert first == second
    assert not second[1]
