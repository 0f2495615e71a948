"""With --watch, each save is a line: what is left, new and gone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

FAULTY = (ROOT / "examples" / "northfell-2024-with-faults.txt").read_text("utf-8")


def test_each_save_is_a_line(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles", reason="the extra watch is not installed")
    draft = tmp_path / "draft.txt"
    draft.write_text(FAULTY, "utf-8")
    command = [sys.executable, "-P", "-m", "ofsted_lint", "draft.txt", "--watch"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True, encoding="utf-8") as running:
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "draft.txt: 5 found\n"
            draft.write_text(FAULTY.replace("Her Majesty", "His Majesty"), "utf-8")
            assert running.stdout.readline() == "draft.txt: 4 left, 0 new, 1 gone\n"
            draft.write_text(FAULTY.replace("Families find", "Families find find"), "utf-8")
            assert running.stdout.readline() == "draft.txt: 4 left, 2 new, 0 gone\n"
        finally:
            running.kill()


@pytest.mark.parametrize("option", [["--fix"], ["--format", "json"], ["--diff"]])
def test_what_prints_otherwise_is_refused(run: Callable[..., tuple[int, str, str]], option: list[str]) -> None:
    pytest.importorskip("watchfiles", reason="the extra watch is not installed")
    said = f"ofsted-lint: command line: --watch prints a line for each save: leave {option[0]} out\n"
    assert run("check", "draft.txt", "--watch", *option) == (2, "", said)


def test_without_the_extra_it_says_how_to_get_it(
    run: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    said = 'ofsted-lint: --watch: install it with: pip install "ofsted-lint[watch]"\n'
    assert run("check", "draft.txt", "--watch") == (2, "", said)
