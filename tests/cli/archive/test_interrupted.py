"""An archive whose run is ended, whose processes die, or whose disk is full: nothing is lost and nothing is half."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ofsted_lint.cli.archive import work
from ofsted_lint.cli.archive.work import Answer, Piece, Setting
from tests.cli.archive.test_archive import EXAMPLES, Run, rows, tables
from tests.conftest import ROOT
from tests.make import archive as make

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are copied on Linux only")
# A document with this in its name ends the process that reads it.
POISON = "poison"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of sixty files."""
    made = tmp_path_factory.mktemp("made") / "archive"
    make.write(made, make.documents(EXAMPLES), 60)
    return made


def command(folder: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "ofsted_lint", "archive", str(folder), "--out", str(out), "--isolated", *more]


def poisoned(setting: Setting, pieces: Sequence[Piece]) -> list[Answer]:
    """Read documents, and die at one of them."""
    if any(POISON in each.path for each in pieces):
        time.sleep(2)  # a worker of a cluster that ends as soon as it begins is not started again
        os._exit(1)
    return READ(setting, pieces)


READ = work.read


@LINUX
def test_a_document_that_ends_its_process_is_one_row(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    bad = folder / f"{POISON}.txt"
    bad.write_bytes(next(folder.rglob("*.txt")).read_bytes() + b"\nMore.\n")
    try:
        with monkeypatch.context() as changed:
            changed.setattr(work, "read", poisoned)
            assert run("archive", folder, "--out", out, "--isolated", "--jobs", "2")[0] == 0
        unread = [each for each in rows(out, "documents") if each["problem"]]
        assert [(each["document"], each["problem"].partition(" (")[0]) for each in unread] == [
            (f"{POISON}.txt", "cannot be checked: the process that read it was ended each time")
        ]
        assert len(rows(out, "files")) == 61
        assert run("archive", folder, "--out", out, "--isolated")[0] == 0
        assert [each for each in rows(out, "documents") if each["problem"]] == [], "it is tried again"
    finally:
        bad.unlink()


@pytest.mark.slow
@LINUX
def test_a_run_that_is_killed_goes_on_where_it_was(folder: Path, tmp_path: Path) -> None:
    """Ten times, at a moment that is drawn by lot; no process is left."""
    whole, out = tmp_path / "whole", tmp_path / "out"
    subprocess.run(command(folder, whole), check=True, capture_output=True)
    drawn = random.Random(28)  # noqa: S311 (the same moments each time)
    for _ in range(10):
        process = subprocess.Popen(
            command(folder, out, "--jobs", "2"), stdout=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep(drawn.uniform(0.3, 4))
        process.kill()
        process.wait()
        assert _ended(process.pid), "its processes end by themselves"
    subprocess.run(command(folder, out, "--jobs", "2"), check=True, capture_output=True)
    assert tables(out) == tables(whole)
    assert set(Counter(each["document"] for each in rows(out, "documents")).values()) == {1}
    assert [each.name for each in out.iterdir() if each.name.startswith(".")] == []


def _ended(group: int) -> bool:
    """Wait until no process of a group is left; False if that takes too long."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    os.killpg(group, signal.SIGKILL)
    return False


@pytest.mark.slow
@LINUX
def test_a_process_that_is_killed_loses_nothing(folder: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out"
    subprocess.run(command(folder, whole), check=True, capture_output=True)
    process = subprocess.Popen(command(folder, out, "--jobs", "2"), stdout=subprocess.DEVNULL)
    killed = 0
    while process.poll() is None and killed < 3:
        time.sleep(0.5)
        for child in _children(process.pid)[:1]:
            os.kill(child, signal.SIGKILL)
            killed += 1
    assert process.wait() == 0
    assert killed
    assert tables(out) == tables(whole)


def _children(process: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]
    except OSError:
        return []


@LINUX
def test_a_full_disk_is_one_line_and_nothing_is_half(folder: Path, tmp_path: Path) -> None:
    """Files over a size are refused, as by a full disk, while results are kept and while tables are written."""
    out = tmp_path / "out"
    for most in (1, 60_000, 200_000):
        done = subprocess.run(
            command(folder, out), capture_output=True, text=True, preexec_fn=partial(_limit, most), check=False
        )
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert "cannot be written" in done.stderr or "cannot be used" in done.stderr
        assert [each.name for each in out.iterdir() if not each.name.startswith("results.db")] == []
    subprocess.run(command(folder, out), check=True, capture_output=True)
    assert len(rows(out, "files")) == 60
    before = tables(out)
    done = subprocess.run(
        command(folder, out), capture_output=True, text=True, preexec_fn=partial(_limit, 20_000), check=False
    )
    assert (done.returncode, done.stderr.count("\n"), tables(out)) == (2, 1, before)


def _limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Any]:
    """A scheduler of dask with three workers in processes of their own, which read by this module's `poisoned`."""
    distributed = pytest.importorskip("distributed", reason="clusters need the extra cluster")
    import dask

    preload = tmp_path / "preload.py"
    preload.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from ofsted_lint.cli.archive import work\nfrom tests.cli.archive.test_interrupted import poisoned\n"
        "work.read = poisoned\n",
        "utf-8",
    )
    with dask.config.set({"distributed.scheduler.allowed-failures": 0, "distributed.comm.timeouts.connect": "60s"}):
        made = distributed.LocalCluster(
            n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None, preload=[str(preload)]
        )
        yield made
        made.close()


def on(cluster: Any) -> tuple[str, str]:
    return "--executor", f"dask={cluster.scheduler_address}"


@pytest.mark.slow
def test_a_cluster_writes_the_same_tables_and_a_worker_that_is_killed_loses_nothing(
    folder: Path, tmp_path: Path, cluster: Any
) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out"
    subprocess.run(command(folder, whole), check=True, capture_output=True)
    process = subprocess.Popen(command(folder, out, *on(cluster)), stdout=subprocess.DEVNULL)
    worker = next(iter(cluster.workers.values())).pid
    while process.poll() is None and not _has_results(out):
        time.sleep(0.02)
    assert process.poll() is None, "it is killed while it works"
    os.kill(worker, signal.SIGKILL)
    assert process.wait() == 0
    assert tables(out) == tables(whole)


def _has_results(out: Path) -> bool:
    """Whether the first results are kept."""
    try:
        return (out / "results.db").stat().st_size > 30_000
    except OSError:
        return False


@pytest.mark.slow
def test_a_document_that_ends_each_worker_of_a_cluster_is_one_row(folder: Path, tmp_path: Path, cluster: Any) -> None:
    out = tmp_path / "out"
    bad = folder / f"{POISON}.txt"
    bad.write_bytes(next(folder.rglob("*.txt")).read_bytes() + b"\nMore.\n")
    try:
        subprocess.run(command(folder, out, *on(cluster)), check=True, capture_output=True)
    finally:
        bad.unlink()
    assert [each["document"] for each in rows(out, "documents") if each["problem"]] == [f"{POISON}.txt"]
    assert len(rows(out, "files")) == 61


@pytest.mark.parametrize(
    ("address", "why"),
    [pytest.param("tcp://127.0.0.1:9", "there is no scheduler of dask", id="nobody listens")],
)
@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_one_line(
    address: str, why: str, run: Callable[..., tuple[int, str, str]], folder: Path, tmp_path: Path
) -> None:
    pytest.importorskip("distributed", reason="clusters need the extra cluster")
    status, _, said = run("archive", folder, "--out", tmp_path / "out", "--isolated", "--executor", f"dask={address}")
    assert (status, said.count("\n"), why in said) == (2, 1, True)
