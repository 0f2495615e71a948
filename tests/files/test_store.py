"""Results that are kept for a run that goes on: all or none of what is added, for one process at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.store import Store


def test_what_is_added_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as store:
        store.add([(b"1", b"one", b"more", True), (b"2", b"two", b"", False)])
        store.note("name", "value")
    with Store(tmp_path / "a.db") as store:
        assert (store.value(b"1"), store.more(b"1"), store.value(b"3")) == (b"one", b"more", b"")
        assert store.kept() == {b"1"}, "the second is not for later runs"
        assert (store.about("name"), store.about("other")) == ("value", None)
        store.keep_only({b"2"})
        assert (store.value(b"1"), store.value(b"2")) == (b"", b"two")


def test_nothing_is_added_if_something_cannot_be(tmp_path: Path) -> None:
    def results() -> object:
        yield b"1", b"one", b"", True
        raise KeyError("of the caller")

    with Store(tmp_path / "a.db") as store:
        with pytest.raises(KeyError):
            store.add(results())  # type: ignore[arg-type]
        assert store.kept() == set()
        store.add([(b"2", b"two", b"", True)])
        assert store.kept() == {b"2"}


def test_one_process_uses_it_at_a_time(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db"), pytest.raises(ConfigError, match="another run is using this folder"):
        Store(tmp_path / "a.db")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"These are my notes of the meeting, in no special order. " * 30, id="a text"),
        pytest.param(b"SQLite format 3\x00" + bytes(2000), id="a damaged database"),
    ],
)
def test_a_file_of_somebody_else_is_refused_and_left_as_it_is(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_bytes(content)
    with pytest.raises(ConfigError) as raised:
        Store(file)
    assert str(raised.value).count("\n") == 0
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    import sqlite3

    database = sqlite3.connect(tmp_path / "a.db")
    database.execute("CREATE TABLE theirs (name TEXT)")
    database.commit()
    database.close()
    with pytest.raises(ConfigError, match="no file of this version of ofsted-lint"):
        Store(tmp_path / "a.db")
