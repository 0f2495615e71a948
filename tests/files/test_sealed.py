"""What is sealed can be read with the document that it is about, and takes no more than its space."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ofsted_lint.files import cache_folder, sealed

TEXT = b"Children in Northfell wait too long. " * 40


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(cache_folder, "_refusal", [])
    monkeypatch.setattr(sealed, "_shelves", {})
    monkeypatch.setattr(sealed, "_sizes", {})
    return tmp_path / "ofsted-lint"


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_is_sealed_is_read_with_the_document_only(folder: Path) -> None:
    name, secret = sealed.name(b"about"), sealed.secret(sealed.digest(TEXT), b"today")
    sealed.write(name, secret, TEXT)
    assert sealed.read(name, secret) == TEXT
    assert sealed.read(name, sealed.secret(sealed.digest(TEXT + b" "), b"today")) is None
    assert sealed.read(name, sealed.secret(sealed.digest(TEXT), b"tomorrow")) is None
    assert sealed.read(sealed.name(b"another"), secret) is None
    (file,) = files(folder)
    assert b"Northfell" not in file.read_bytes()
    assert [path.stat().st_mode & 0o777 for path in (folder, file)] == [0o700, 0o600]


def test_the_same_data_look_different_in_each_entry(folder: Path) -> None:
    secret = sealed.secret(sealed.digest(TEXT))
    for about in (b"one", b"two"):
        sealed.write(sealed.name(about), secret, TEXT)
    one, two = (file.read_bytes() for file in files(folder))
    assert sum(a == b for a, b in zip(one, two, strict=True)) < len(one) // 8


def test_the_oldest_entries_make_room_for_new_ones(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "LARGEST", 16 * 5000)
    names = [f"0{number:039}" for number in range(40)]
    for number, name in enumerate(names):
        sealed.write(name, b"secret", os.urandom(400))
        os.utime(folder / sealed.FOLDER / "0" / name, (number, number))
    kept = [file.name for file in files(folder)]
    assert kept == names[-len(kept) :]
    assert 3500 <= sum(file.stat().st_size for file in files(folder)) <= 5000


def test_data_that_take_too_much_space_are_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "LARGEST", 16 * 1000)
    sealed.write("0" * 40, b"secret", os.urandom(2000))
    assert files(folder) == []


def test_cleaning_removes_all_and_says_how_much(folder: Path) -> None:
    (folder / "rules-0").parent.mkdir(mode=0o700)
    (folder / "rules-0").write_bytes(b"x" * 50)
    sealed.write("0" * 40, b"secret", b"data")
    size = sum(file.stat().st_size for file in files(folder))
    assert sealed.clean() == (str(folder), 2, size)
    assert (files(folder), sealed.clean()) == ([], (str(folder), 0, 0))


def test_a_folder_of_somebody_else_is_not_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    sealed.write("0" * 40, b"secret", b"data")
    assert (files(folder), sealed.read("0" * 40, b"secret"), sealed.clean()) == ([], None, ("", 0, 0))
    assert cache_folder.refused().endswith("ofsted-lint: it belongs to somebody else")


def test_a_link_in_place_of_an_entry_is_replaced_not_followed(folder: Path, tmp_path: Path) -> None:
    shelf = folder / sealed.FOLDER / "0"
    shelf.mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)
    (tmp_path / "mine").write_bytes(b"mine")
    (shelf / ("0" * 40)).symlink_to(tmp_path / "mine")
    sealed.write("0" * 40, b"secret", b"data")
    assert ((tmp_path / "mine").read_bytes(), sealed.read("0" * 40, b"secret")) == (b"mine", b"data")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_in_the_place_of_an_entry_or_of_a_draft_is_not_waited_for(folder: Path) -> None:
    name, secret = sealed.name(b"about"), sealed.secret(sealed.digest(TEXT))
    sealed.write(name, secret, TEXT)
    (file,) = files(folder)
    file.unlink()
    os.mkfifo(file)
    assert sealed.read(name, secret) is None
    os.mkfifo(f"{file}.{os.getpid()}.draft")
    sealed.write(name, secret, TEXT)
    assert sealed.read(name, secret) is None
