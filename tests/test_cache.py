"""What is kept between runs: plain data, in a folder that is ours alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ofsted_lint import cache, syntax


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    syntax.parser.cache_clear()
    yield tmp_path / "ofsted-lint"
    syntax.parser.cache_clear()


def test_what_is_written_is_read_back(folder: Path) -> None:
    cache.write("thing", "key", {"a": [1, "é", None]})
    assert cache.read("thing", "key") == {"a": [1, "é", None]}
    assert folder.stat().st_mode & 0o077 == 0


def test_a_new_value_takes_the_place_of_the_old(folder: Path) -> None:
    cache.write("thing", "one", 1)
    cache.write("thing", "two", 2)
    assert sorted(path.name for path in folder.iterdir()) == ["thing-two"]


def test_a_damaged_file_counts_as_none(folder: Path) -> None:
    cache.write("thing", "key", [1, 2, 3])
    file = folder / "thing-key"
    for damage in (b"", b"x" * 10, file.read_bytes()[:-1], b"\x80\x04pickle" + file.read_bytes()):
        file.write_bytes(damage)
        assert cache.read("thing", "key") is None


def test_a_folder_that_others_may_write_to_is_not_used(folder: Path) -> None:
    cache.write("thing", "key", 1)
    folder.chmod(0o777)
    assert cache.read("thing", "key") is None


def test_a_link_in_place_of_the_folder_is_not_used(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "elsewhere")
    cache.write("thing", "key", 1)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_relative_cache_home_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    cache.write("thing", "key", 1)
    assert (tmp_path / ".cache" / "ofsted-lint" / "thing-key").is_file()


def test_without_a_writable_home_the_program_works_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/no-such-place")
    assert syntax.parse("one line", "ilacs").data == "start"


def test_a_parser_from_the_cache_parses_alike(folder: Path) -> None:
    text = "Judgement\tGrade\nOverall effectiveness\tGood\n\nServices are good.\n"
    cold = syntax.parse(text, "ilacs")
    assert [path.name.split("-")[0] for path in folder.iterdir()] == ["ilacs"]
    syntax.parser.cache_clear()
    assert syntax.parse(text, "ilacs") == cold


@pytest.mark.parametrize("value", [10**30, "\udcff"])
def test_what_cannot_be_kept_is_not(folder: Path, value: object) -> None:
    cache.write("odd", "1", value)
    assert cache.read("odd", "1") is None
