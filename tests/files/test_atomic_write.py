"""A file is replaced whole or not at all, and stays what it was but for its text."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ofsted_lint.files import atomic_write
from ofsted_lint.files.errors import ConfigError


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_bytes(b"the old text\n")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_new_bytes_take_the_place_of_the_old(report: Path) -> None:
    atomic_write.replace(report, b"the new text\r\n\xff")
    assert (report.read_bytes(), names(report.parent)) == (b"the new text\r\n\xff", ["report.txt"])


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_permissions_stay(report: Path, mode: int) -> None:
    report.chmod(mode)
    atomic_write.replace(report, b"new")
    assert stat.S_IMODE(report.stat().st_mode) == mode


def test_a_link_stays_a_link_and_what_it_leads_to_is_replaced(report: Path) -> None:
    folder = report.parent / "links"
    folder.mkdir()
    link = folder / "link.txt"
    link.symlink_to("../report.txt")
    atomic_write.replace(link, b"new")
    assert (os.readlink(link), report.read_bytes()) == ("../report.txt", b"new")
    assert names(folder) == ["link.txt"]


@pytest.mark.parametrize("broken", ["fsync", "chmod", "replace"])
@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "stopped"]
)
def test_when_it_is_interrupted_the_old_file_is_whole_and_no_draft_is_left(
    report: Path, monkeypatch: pytest.MonkeyPatch, broken: str, error: BaseException
) -> None:
    def fail(*_: object) -> None:
        raise error

    place: object = os if broken == "fsync" else Path
    monkeypatch.setattr(place, broken, fail)
    wanted = ConfigError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(wanted) as raised:
        atomic_write.replace(report, b"new")
    assert (report.read_bytes(), names(report.parent)) == (b"the old text\n", ["report.txt"])
    if isinstance(error, OSError):
        assert str(raised.value) == f"{report}: cannot be written (No space left on device)"


KILLED = """
import os, signal, sys
from pathlib import Path
from ofsted_lint.files import atomic_write as writing
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
{where} = die
writing.replace(Path(sys.argv[1]), b"new" * 100_000)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("where", ["os.fsync", "os.chown", "Path.replace"])
def test_a_process_that_is_killed_in_the_middle_leaves_the_old_file_whole(report: Path, where: str) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED.format(where=where), report], check=False, timeout=60)
    assert (done.returncode, report.read_bytes()) == (-signal.SIGKILL, b"the old text\n")
    # The draft that is left stands in nobody's way: it is hidden, and the next time another is made.
    assert all(name.startswith(".") for name in names(report.parent) if name != "report.txt")
    atomic_write.replace(report, b"new")
    assert report.read_bytes() == b"new"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not an ordinary file"):
        atomic_write.replace(tmp_path, b"new")
    with pytest.raises(ConfigError, match=r"cannot be written \(No such file or directory\)"):
        atomic_write.replace(tmp_path / "gone.txt", b"new")


def test_a_protected_file_is_left(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # as for anybody but an administrator
    with pytest.raises(ConfigError, match="it is protected"):
        atomic_write.replace(report, b"new")
    assert report.read_bytes() == b"the old text\n"


def save(path: Path, how: str) -> None:
    """Write “new” to a file in one of the two ways."""
    if how == "replace":
        atomic_write.replace(path, b"new")
        return
    with atomic_write.written(str(path)) as stream:
        stream.write("new")


@pytest.mark.parametrize("how", ["replace", "written"])
@pytest.mark.parametrize(
    "broken", ["builtins.open", "os.fsync", "pathlib.Path.stat", "pathlib.Path.chmod", "pathlib.Path.replace"]
)
def test_after_a_fault_the_file_is_the_old_one_and_the_error_names_it(
    report: Path, monkeypatch: pytest.MonkeyPatch, how: str, broken: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as context:
        context.setattr(broken, fail)
        with pytest.raises(ConfigError) as raised:
            save(report, how)
    assert str(raised.value) == f"{report}: cannot be written (Input/output error)"
    assert (report.read_bytes(), names(report.parent)) == (b"the old text\n", ["report.txt"])
    save(report, how)
    assert report.read_bytes() == b"new"


def test_the_first_error_is_reported_if_the_draft_cannot_be_removed_either(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(error: str) -> Callable[..., None]:
        def failing(*_: object, **__: object) -> None:
            raise OSError(5, error)

        return failing

    monkeypatch.setattr(os, "fsync", fail("first"))
    monkeypatch.setattr(Path, "unlink", fail("second"))
    with pytest.raises(ConfigError, match=r"cannot be written \(first\)"):
        save(report, "written")


def test_a_draft_that_an_earlier_run_left_is_in_nobodys_way(report: Path) -> None:
    for name in (f".report.txt.{os.getpid()}", ".report.txt."):
        report.with_name(name).write_bytes(b"")
    save(report, "written")
    assert report.read_bytes() == b"new"


def test_a_new_file_has_the_usual_permissions_and_a_broken_pipe_is_not_its_error(tmp_path: Path) -> None:
    path, usual = tmp_path / "new.json", tmp_path / "usual"
    usual.touch()
    with pytest.raises(BrokenPipeError), atomic_write.written(str(path)):
        raise BrokenPipeError
    assert names(tmp_path) == ["usual"]
    save(path, "written")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


@pytest.mark.parametrize("how", ["replace", "written"])
def test_a_file_with_several_names_is_left_since_the_others_would_keep_the_old_text(report: Path, how: str) -> None:
    other = report.with_name("other.txt")
    other.hardlink_to(report)
    why = "it has 2 names (hard links), and the others would keep the old text; copy it"
    with pytest.raises(ConfigError) as raised:
        save(report, how)
    assert str(raised.value) == f"{report}: cannot be written ({why})"
    assert {path.read_bytes() for path in (report, other)} == {b"the old text\n"}
    other.unlink()
    save(report, how)
    assert report.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="Python knows no extended attributes on this system")
@pytest.mark.parametrize("how", ["replace", "written"])
def test_extended_attributes_stay(report: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    kept: dict[str, dict[str, bytes]] = {str(report): {"user.colour": b"red", "security.selinux": b"x"}}

    def give(path: Path, name: str, value: bytes) -> None:
        if name.startswith("security."):
            raise PermissionError(1, "Operation not permitted")
        kept.setdefault("draft", {})[name] = value

    monkeypatch.setattr(os, "listxattr", lambda path: list(kept[str(path)]))
    monkeypatch.setattr(os, "getxattr", lambda path, name: kept[str(path)][name])
    monkeypatch.setattr(os, "setxattr", give)
    save(report, how)
    assert (report.read_bytes(), kept["draft"]) == (b"new", {"user.colour": b"red"})


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="Python knows no extended attributes on this system")
def test_a_file_whose_extended_attributes_cannot_be_kept_is_left(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "listxattr", lambda path: ["user.colour"])
    monkeypatch.setattr(os, "getxattr", lambda path, name: b"red")
    monkeypatch.setattr(os, "setxattr", fail)
    with pytest.raises(ConfigError, match="cannot be written"):
        save(report, "replace")
    assert (report.read_bytes(), names(report.parent)) == (b"the old text\n", ["report.txt"])


def test_a_draft_of_what_is_closed_to_others_is_closed_to_them_too(report: Path) -> None:
    report.chmod(0o600)
    with atomic_write.written(str(report)) as stream:
        (draft,) = [path for path in report.parent.iterdir() if path != report]
        assert stat.S_IMODE(draft.stat().st_mode) == 0o600
        stream.write("new")
    assert report.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "chown"), reason="files have no owners of that kind on this system")
def test_the_owner_stays_where_that_is_allowed(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = []
    monkeypatch.setattr(os, "chown", lambda path, *owner: given.append(owner))
    atomic_write.replace(report, b"new")
    assert given == [(report.stat().st_uid, report.stat().st_gid)]


def written_in(draft: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (draft / name).write_text("new", "utf-8")


def test_files_that_belong_together_are_on_the_disk_before_any_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.csv", "c.csv"):
        (tmp_path / name).write_text("old", "utf-8")
    steps: list[str] = []
    flushed, replaced = os.fsync, Path.replace

    def flush(number: int) -> None:
        steps.append("fsync")
        flushed(number)

    def replace(path: Path, to: Path) -> None:
        steps.append(f"replace {path.name}")
        replaced(path, to)

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(Path, "replace", replace)
    with atomic_write.written_together(tmp_path) as draft:
        assert stat.S_IMODE(draft.stat().st_mode) == 0o700
        written_in(draft)
    assert steps == ["fsync", "fsync", "replace a.csv", "replace b.csv"]
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        "a.csv": "new",
        "b.csv": "new",
        "c.csv": "old",
    }


@pytest.mark.parametrize("broken", ["os.fsync", "pathlib.Path.mkdir"])
def test_of_files_that_belong_together_none_is_new_after_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.csv").write_text("old", "utf-8")
    monkeypatch.setattr(broken, fail)
    with pytest.raises(ConfigError) as raised, atomic_write.written_together(tmp_path) as draft:
        written_in(draft)
    assert str(raised.value) == f"{tmp_path}: cannot be written (No space left on device)"
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {"a.csv": "old"}


def test_drafts_of_ended_runs_are_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / f"{atomic_write.DRAFTS}abc").mkdir()
    (tmp_path / f"{atomic_write.DRAFTS}abc" / "a.csv").touch()
    (tmp_path / f"{atomic_write.DRAFTS}of-somebody").touch()  # no folder, so none of ours
    (tmp_path / "a.csv").touch()
    atomic_write.remove_drafts(tmp_path)
    assert names(tmp_path) == [f"{atomic_write.DRAFTS}of-somebody", "a.csv"]
