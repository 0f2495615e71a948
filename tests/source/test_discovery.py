"""What a path leads to, whatever is in the folders."""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

import pytest

from ofsted_lint.source.discovery import find
from ofsted_lint.source.readers import ReadError, file_bytes


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder: two reports, one of them in a folder, and links that go round."""
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "in/a.txt", "in/.hidden/c.txt", "in/picture.png"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("words", "utf-8")
    for name in ("one", "two", "in/three"):
        Path(name).symlink_to(".", target_is_directory=True)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param(".", ["b.txt", "in/a.txt"], id="a folder"),
        pytest.param("**/*.txt", ["b.txt", "in/a.txt"], id="a pattern from here"),
        pytest.param("in/**/*.txt", ["in/a.txt"], id="a pattern in a folder"),
        pytest.param("**/in/**/*.txt", ["in/a.txt"], id="a pattern with any folders twice"),
        pytest.param("**", ["b.txt", "in/a.txt"], id="any folders"),
        pytest.param("*.txt", ["b.txt"], id="a pattern without folders"),
    ],
)
def test_links_to_folders_are_not_followed(folder: Path, name: str, found: list[str]) -> None:
    assert [str(each.path) for each in find(name)] == found
    assert [str(each.path) for each in find(str(folder / name))] == [str(folder / each) for each in found]


def test_a_link_to_nothing_is_an_error_and_a_pipe_is_not_waited_for(folder: Path) -> None:
    Path("gone.txt").symlink_to("nowhere.txt")
    assert [str(each.path) for each in find(".")] == ["b.txt", "gone.txt", "in/a.txt"]
    with pytest.raises(ReadError, match=r"gone\.txt: this is a link to a file that is not there"):
        file_bytes(Path("gone.txt"), ordinary=True)
    os.mkfifo("pipe.txt")
    assert [str(each.path) for each in find(".")] == ["b.txt", "gone.txt", "pipe.txt", "in/a.txt"]
    with pytest.raises(ReadError, match="it is not an ordinary file"):
        file_bytes(Path("pipe.txt"), ordinary=True)


def test_a_folder_that_cannot_be_looked_through_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def closed(place: str) -> object:
        if place.endswith("in"):
            raise PermissionError(13, "Permission denied")
        return scan(place)

    monkeypatch.setattr(os, "scandir", closed)
    assert [str(each.path) for each in find(".")] == ["b.txt", "in"]
    with pytest.raises(ReadError):
        file_bytes(Path("in"), ordinary=True)


def test_folders_may_be_deeper_than_functions_may_call_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(*["d"] * 300).mkdir(parents=True)
    Path(*["d"] * 300, "a.txt").write_text("words", "utf-8")
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 150)
    try:
        found = find(".")
    finally:
        sys.setrecursionlimit(usual)
    assert [len(each.path.parts) for each in found] == [301]
