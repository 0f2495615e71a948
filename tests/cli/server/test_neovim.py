"""A headless Neovim gets the findings that the command line prints."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytest.importorskip("pygls", reason="the extra lsp is not installed")
NVIM = shutil.which("nvim")
FAULTY = ROOT / "examples" / "northfell-2024-with-faults.txt"


@pytest.mark.skipif(NVIM is None, reason="Neovim is not installed")
def test_neovim_shows_what_the_command_line_prints(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = tmp_path / "draft.txt"
    shutil.copy(FAULTY, draft)
    there = {**os.environ, "DRAFT": str(draft), "PYTHON": sys.executable, "XDG_STATE_HOME": str(tmp_path)}
    script = str(ROOT / "tests" / "cli" / "server" / "neovim.lua")
    command = [str(NVIM), "--headless", "-n", "-u", "NONE", "-c", f"luafile {script}"]
    made = subprocess.run(command, env=there, capture_output=True, text=True, timeout=120, check=False)
    monkeypatch.chdir(tmp_path)
    printed = [line.split(":", 3) for line in run("draft.txt", "--format", "concise")[1].splitlines()]
    wanted = [f"{line}:{column} {rest.rpartition('[')[2].partition(']')[0]}" for _, line, column, rest in printed]
    shown = [line.strip() for line in made.stderr.replace("\r", "\n").splitlines() if line.strip()]
    assert sorted(shown) == sorted(wanted)
