"""Many documents: results that earlier runs have kept, and several processes, give what one process gives anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint.files import cache_folder, sealed
from ofsted_lint.linting import many
from ofsted_lint.output.formats import formats
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
EXAMPLES = sorted((ROOT / "examples").rglob("*.txt"))
FAULTY = ROOT / "examples" / "northfell-2024-with-faults.txt"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and a working directory with no configuration above it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache_folder, "_refusal", [])
    monkeypatch.setattr(sealed, "_shelves", {})
    monkeypatch.setattr(sealed, "_sizes", {})
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "cache" / "ofsted-lint" / sealed.FOLDER


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def linted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are linted anew."""
    names: list[str] = []
    fresh = many._linted

    def noted(linter: object, task: many.Task) -> object:
        names.append(task.name)
        return fresh(linter, task)  # type: ignore[arg-type]

    monkeypatch.setattr(many, "_linted", noted)
    return names


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A report with faults, among them one that a comment suppresses, and one that a suppression file does."""
    text = FAULTY.read_text("utf-8")
    file = tmp_path / "here" / "draft.txt"
    file.write_text(f"{text}\n<!-- ofsted-lint: off paragraph-numbering: for a test -->\n", "utf-8")
    return file


@pytest.mark.parametrize("name", formats())
def test_kept_results_give_the_same_output_as_new_ones_in_each_format(name: str, run: Run, linted: list[str]) -> None:
    command = ["check", "--isolated", *EXAMPLES, "--format", name]
    new = run(*command, "--no-cache")
    made = run(*command)
    linted.clear()
    assert (made, run(*command), linted) == (new, new, [])
    assert new[1]
