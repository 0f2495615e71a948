"""The cache between runs: plain data, in a folder that is ours alone."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from ofsted_lint.documents import syntax
from ofsted_lint.files import cache, cache_folder, hashes
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    syntax._tables.cache_clear()
    monkeypatch.setattr(cache_folder, "_refusal", [])
    yield tmp_path / "ofsted-lint"
    syntax._tables.cache_clear()


def test_what_is_written_is_read_back(folder: Path) -> None:
    cache.write("thing", "key", {"a": [1, "é", None]})
    assert cache.read("thing", "key") == {"a": [1, "é", None]}
    assert folder.stat().st_mode & 0o077 == 0


def test_the_eight_newest_values_of_a_name_stay_so_that_versions_can_share_a_folder(folder: Path) -> None:
    keys = [cache.key(bytes([number])) for number in range(10)]
    cache.write("another-thing", keys[0], 0)
    for number, key in enumerate(keys):
        cache.write("thing", key, number)
        os.utime(folder / f"thing-{key}", (number, number))
    assert [cache.read("thing", key) for key in keys] == [None, None, *range(2, 10)]
    assert cache.read("another-thing", keys[0]) == 0


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
    assert cache.refused().endswith("ofsted-lint: others may write to it (chmod go-w helps)")


def test_a_link_in_place_of_the_folder_is_not_used(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    folder.symlink_to(tmp_path / "elsewhere")
    cache.write("thing", "key", 1)
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert cache.refused().endswith("ofsted-lint: it is a link")


def test_a_folder_that_is_refused_is_said_once_with_the_reason(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    command = [sys.executable, "-m", "ofsted_lint", "check", "--isolated", "--select", "spelling"]
    done = subprocess.run([*command, str(ROOT / "examples" / "northfell-2024.txt")], capture_output=True, text=True)
    said = f"ofsted-lint: nothing is kept in the cache folder {folder}: others may write to it (chmod go-w helps)\n"
    assert (done.returncode, done.stderr) == (0, said)


def test_a_relative_cache_home_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    cache.write("thing", "key", 1)
    assert (tmp_path / ".cache" / "ofsted-lint" / "thing-key").is_file()


def test_without_a_writable_home_the_program_works_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/no-such-place")
    assert syntax.parse("one line", "ilacs").data == "start"


TEXT = "Judgement\tGrade\nOverall effectiveness\tGood\n\nServices are good.\n"


@pytest.fixture
def kept(folder: Path) -> tuple[Path, syntax.Tree]:
    """The tables of reports that an earlier run kept, and its tree of the text."""
    tree = syntax.parse(TEXT, "ilacs")
    syntax._tables.cache_clear()
    (file,) = folder.iterdir()
    assert file.name.startswith("ilacs-")
    return file, tree


def test_kept_tables_give_the_same_tree_and_nothing_is_compiled(kept: tuple[Path, syntax.Tree]) -> None:
    with mock.patch("ofsted_lint.documents.syntax_compiler.tables", side_effect=AssertionError):
        assert syntax.parse(TEXT, "ilacs") == kept[1]


SOUND = ("(?P<LINE>.+)", [{"LINE": 0}], [("start", 1)], 0, 0)
NO_TABLES = {
    "a number": 1,
    "a mapping": {"pattern": "x"},
    "tables of an earlier shape": {"data": {}, "memo": {}},
    "a part too few": SOUND[:4],
    "a pattern that is none": ("(", *SOUND[1:]),
    "a step that is a word": (SOUND[0], [{"LINE": "0"}], *SOUND[2:]),
    "a step to a state that is not there": (SOUND[0], [{"LINE": 1}], *SOUND[2:]),
    "a step that completes a rule that is not there": (SOUND[0], [{"LINE": -2}], *SOUND[2:]),
    "a last state that is not there": (*SOUND[:4], 7),
}


@pytest.mark.parametrize("odd", NO_TABLES.values(), ids=NO_TABLES)
def test_kept_data_that_is_no_table_is_made_anew(kept: tuple[Path, syntax.Tree], odd: object) -> None:
    file, tree = kept
    sound = file.read_bytes()
    cache.write("ilacs", file.name.removeprefix("ilacs-"), odd)
    assert file.read_bytes() != sound
    assert syntax.parse(TEXT, "ilacs") == tree
    assert file.read_bytes() == sound


def test_a_damaged_table_is_made_anew(kept: tuple[Path, syntax.Tree]) -> None:
    file, tree = kept
    sound = file.read_bytes()
    file.write_bytes(sound[:-1])
    assert syntax.parse(TEXT, "ilacs") == tree
    assert file.read_bytes() == sound


# What takes long to import, and a text needs none of: the first two are for rules and grammars that have changed.
DEAR = ("lark", "yaml", "_hashlib", "lzma", "shutil", "subprocess")


def test_a_run_on_a_text_imports_nothing_dear_when_nothing_has_changed() -> None:
    code = (
        "import sys; from ofsted_lint.cli.main import main; main(sys.argv[2:]);"
        "print(*(name for name in sys.argv[1].split() if name in sys.modules))"
    )
    text = str(ROOT / "examples" / "northfell-2024.txt")
    command = [sys.executable, "-c", code, " ".join(DEAR), text, "--format", "concise"]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1].split()
        for _ in range(2)
    )
    assert ({"lark", "yaml"} - set(first), second) == (set(), [])


@pytest.mark.parametrize("name", ["blake2b", "sha256"])
def test_hashes_are_those_of_the_standard_library(name: str) -> None:
    mine, theirs = getattr(hashes, name), getattr(hashlib, name)
    assert mine(b"a text").hexdigest() == theirs(b"a text").hexdigest()


@pytest.mark.parametrize("value", [10**30, "\udcff"])
def test_what_cannot_be_kept_is_not(folder: Path, value: object) -> None:
    cache.write("odd", "1", value)
    assert cache.read("odd", "1") is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_in_the_place_of_an_entry_or_of_a_draft_is_not_waited_for(folder: Path) -> None:
    cache.write("thing", "key", 1)
    (folder / "thing-key").unlink()
    os.mkfifo(folder / "thing-key")
    assert cache.read("thing", "key") is None
    os.mkfifo(folder / f".other-{os.getpid()}")
    cache.write("other", "key", 2)
    cache.write("thing", "key", 3)
    assert (cache.read("other", "key"), cache.read("thing", "key")) == (None, 3)
