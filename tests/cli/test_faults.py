"""Whatever step of writing fails, or is the last before a kill, each file is the old one or the new one."""

from __future__ import annotations

import builtins
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ofsted_lint.cli.main import main
from tests.conftest import ROOT

Run = Callable[..., tuple[int, str, str]]
Act = Callable[[], None]
FAULTY = ROOT / "examples" / "saltmarsh-2019-with-faults.txt"
RULES = ("--isolated", "--no-cache", "--fail-on", "never", "--select", "spelling,numbering,identity")
FIXES = ("a.txt", "b.txt", "--fix", "--format", "json=found.json", "--record", "record.yaml", *RULES)
BASELINE = ("a.txt", "--write-baseline", "known.json", *RULES)
STEPS = ("open", "fsync", "chmod", "chown", "replace")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two documents, and an older version of a file that a run writes."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    monkeypatch.chdir(tmp_path)
    begin(tmp_path)
    return tmp_path


def begin(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    for name in ("a.txt", "b.txt"):
        shutil.copy(FAULTY, folder / name)
    (folder / "found.json").write_bytes(b"old")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def is_here(target: Any) -> bool:
    """True for a file of the folder and for one that is open already; what is kept in a cache is nobody's file."""
    return isinstance(target, int) or Path(target).absolute().parent == Path.cwd()


@contextmanager
def at(step: str, number: int, act: Act) -> Iterator[list[int]]:
    """Act in the place of a step of writing, the one with this number; yields the count of such steps so far."""
    count = [0]
    place: Any = builtins if step == "open" else os
    usual = getattr(place, step)

    def called(*args: Any, **how: Any) -> Any:
        mode = args[1] if len(args) > 1 else how.get("mode", "r")
        if is_here(args[-1] if step == "replace" else args[0]) and (
            step != "open" or (isinstance(mode, str) and set(mode) & set("wxa"))
        ):
            count[0] += 1
            if count[0] == number:
                act()
        return usual(*args, **how)

    setattr(place, step, called)
    try:
        yield count
    finally:
        setattr(place, step, usual)


def fail() -> None:
    raise OSError(5, "Input/output error")


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def written(folder: Path, words: tuple[str, ...], run: Run) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files before and after a run in which nothing fails."""
    before = contents(folder)
    assert run(*words)[0] == 0
    after = contents(folder)
    assert set(before) <= set(after)
    assert before != after
    begin(folder)
    return before, after


def assert_old_or_new(folder: Path, before: dict[str, bytes], after: dict[str, bytes]) -> None:
    now = contents(folder)
    assert {name for name in after if now.get(name) not in (before.get(name), after[name])} == set()


@pytest.mark.parametrize(
    ("step", "words"),
    [
        *(pytest.param(step, FIXES, id=f"fixes, a format and a record: {step}") for step in STEPS),
        *(pytest.param(step, BASELINE, id=f"a baseline: {step}") for step in ("open", "fsync", "replace")),
    ],
)
def test_after_a_step_that_fails_files_are_old_or_new_and_a_line_says_which_could_not_be_written(
    here: Path, run: Run, step: str, words: tuple[str, ...]
) -> None:
    before, after = written(here, words, run)
    with at(step, 0, fail) as count:
        run(*words)
    assert count[0] > 0
    for number in range(1, count[0] + 1):
        begin(here)
        with at(step, number, fail):
            status, _, err = run(*words)
        assert_old_or_new(here, before, after)
        assert set(contents(here)) <= set(after)  # no draft is left
        if step != "chown":  # an owner that may not be given is not an error
            wrong = [line for line in err.splitlines() if "Input/output error" in line]
            assert (status, len(wrong)) == (2, 1)
            assert wrong[0].startswith(tuple(f"ofsted-lint: {name}: cannot be written" for name in after))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a run is killed in a copy of this process")
@pytest.mark.parametrize("step", STEPS)
def test_after_a_kill_at_any_step_files_are_old_or_new_and_the_next_run_writes_all(
    here: Path, run: Run, step: str
) -> None:
    before, after = written(here, FIXES, run)
    with at(step, 0, fail) as count:
        run(*FIXES)
    for number in range(1, count[0] + 1):
        begin(here)
        child = os.fork()
        if child == 0:
            with at(step, number, kill):
                main(list(FIXES))
            os._exit(0)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        assert_old_or_new(here, before, after)
        assert run(*FIXES)[0] == 0
        fixed = {name: text for name, text in contents(here).items() if name in ("a.txt", "b.txt")}
        assert fixed == {name: after[name] for name in fixed}
        assert contents(here)["found.json"].startswith(b'{"schema"')


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="this system does not bound the size of files")
@pytest.mark.parametrize("most", [0, 1, 4096, 8192])
def test_a_file_that_cannot_be_written_to_its_end_stays_as_it_was(here: Path, run: Run, most: int) -> None:
    import resource

    before, after = written(here, FIXES, run)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        status, _, err = run(*FIXES)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert_old_or_new(here, before, after)
    assert (status, "cannot be written (File too large)" in err, set(contents(here)) <= set(after)) == (2, True, True)
