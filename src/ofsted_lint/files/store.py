"""Keep the results of a long run in one file, so that a run that was ended goes on where it was.

The file is a SQLite database: what is added together is there as a whole or not
at all, even if the process is killed or the disk is full, and only one process
at a time can use it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ofsted_lint.files.errors import ConfigError

# Marks the file as one of this program, and its form.
_APPLICATION, _FORM = 0x0F57ED11, 1
_TABLES = (
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE result (key BLOB PRIMARY KEY, value BLOB NOT NULL, more BLOB NOT NULL, kept INTEGER)",
)
_MOST_AT_ONCE = 500


class Store:
    """Results by their keys, each in two parts of which the second is read by itself; `close` it at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._reported():
            self._database = sqlite3.connect(path, timeout=1, isolation_level=None)
            try:
                self._open()
            except BaseException:
                self._database.close()
                raise

    def _open(self) -> None:
        self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._database.execute("BEGIN IMMEDIATE")
        (marked,) = self._database.execute("PRAGMA application_id").fetchone()
        (form,) = self._database.execute("PRAGMA user_version").fetchone()
        (tables,) = self._database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if (marked, form) != (_APPLICATION, _FORM):
            if tables or marked:
                raise ConfigError(str(self.path), "this is no file of this version of ofsted-lint; name another folder")
            for each in (*_TABLES, f"PRAGMA application_id = {_APPLICATION}", f"PRAGMA user_version = {_FORM}"):
                self._database.execute(each)
        self._database.execute("COMMIT")

    def about(self, name: str) -> str | None:
        """Return what is known under a name; None if nothing is."""
        with self._reported():
            found = self._database.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else None

    def note(self, name: str, value: str) -> None:
        """Keep what is known under a name."""
        with self._reported():
            self._database.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def kept(self) -> set[bytes]:
        """Return the keys of the results that later runs may use."""
        with self._reported():
            return {bytes(key) for (key,) in self._database.execute("SELECT key FROM result WHERE kept")}

    def add(self, results: Iterable[tuple[bytes, bytes, bytes, bool]]) -> None:
        """Keep results, all or none: the key of each, its two parts, and whether later runs may use it."""
        with self._reported():
            self._database.execute("BEGIN")
            try:
                self._database.executemany("INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?)", results)
                self._database.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._database.execute("ROLLBACK")
                raise

    def value(self, key: bytes) -> bytes:
        """Return the first part of a result; empty if there is none."""
        return self._part("value", key)

    def more(self, key: bytes) -> bytes:
        """Return the second part of a result; empty if there is none."""
        return self._part("more", key)

    def _part(self, part: str, key: bytes) -> bytes:
        with self._reported():
            query = f"SELECT {part} FROM result WHERE key = ?"  # noqa: S608 (one of the two names above)
            found = self._database.execute(query, (key,)).fetchone()
        return bytes(found[0]) if found else b""

    def keep_only(self, keys: set[bytes]) -> None:
        """Remove the results of other keys; their space is used again."""
        with self._reported():
            gone = [key for (key,) in self._database.execute("SELECT key FROM result") if bytes(key) not in keys]
            for at in range(0, len(gone), _MOST_AT_ONCE):
                self._database.execute("BEGIN")
                part = [(key,) for key in gone[at : at + _MOST_AT_ONCE]]
                self._database.executemany("DELETE FROM result WHERE key = ?", part)
                self._database.execute("COMMIT")

    def close(self) -> None:
        """Let other processes use the file."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Report errors of the database in one line."""
        try:
            yield
        except sqlite3.Error as error:
            raise ConfigError(str(self.path), _in_words(error)) from None


def _in_words(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "another run is using this folder; wait for its end, or name another"
    if code == "SQLITE_NOTADB":
        return "this is no file of this program; name another folder"
    if code == "SQLITE_FULL":
        return (
            "cannot be written (there is no space left); what is done is kept, and the same command goes on from there"
        )
    return f"cannot be used ({error})"
