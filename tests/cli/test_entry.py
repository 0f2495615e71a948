"""A run as a process: it goes on when nobody reads, and leaves nothing half done when it is ended."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

COMMAND = [sys.executable, "-m", "ofsted_lint"]
FAULTY = ROOT / "examples" / "northfell-2024-with-faults.txt"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and signals are others there")


@pytest.mark.parametrize("cache", [["--no-cache"], []], ids=["a run", "a run that is known"])
def test_a_reader_that_closes_the_pipe_changes_neither_status_nor_files(cache: list[str], tmp_path: Path) -> None:
    for _ in range(2):
        read, write = os.pipe()
        os.close(read)
        more = [*cache, "--format", "json=o.json"] if cache else []
        done = subprocess.run(
            [*COMMAND, FAULTY, "--format", "concise", *more],
            stdout=write, stderr=subprocess.PIPE, cwd=tmp_path, check=False, timeout=60,
        )  # fmt: skip
        os.close(write)
        assert (done.returncode, done.stderr) == (1, b"")
    assert [path.name for path in tmp_path.iterdir()] == (["o.json"] if cache else [])


def test_all_files_are_fixed_although_nobody_reads(tmp_path: Path) -> None:
    for at in range(3):
        shutil.copy(FAULTY, tmp_path / f"{at}.txt")
    read, write = os.pipe()
    os.close(read)
    subprocess.run([*COMMAND, ".", "--fix"], stdout=write, stderr=write, cwd=tmp_path, check=False, timeout=60)
    os.close(write)
    texts = {path.read_bytes() for path in tmp_path.iterdir()}
    assert len(texts) == 1
    assert texts != {FAULTY.read_bytes()}


def test_a_run_that_is_ended_leaves_no_draft(tmp_path: Path) -> None:
    run = subprocess.Popen([*COMMAND, "-", "--format", "json=o.json"], stdin=subprocess.PIPE, cwd=tmp_path)
    for _ in range(1000):
        if any(tmp_path.iterdir()):
            break
        time.sleep(0.01)
    run.send_signal(signal.SIGTERM)
    assert run.wait(timeout=60) == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []
    assert run.stdin
    run.stdin.close()
