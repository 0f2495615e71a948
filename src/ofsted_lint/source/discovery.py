"""Which files the paths of a command line name."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from ofsted_lint.source.readers import ReadError, endings


class Found(msgspec.Struct, frozen=True):
    """A file to read. `walked` says that a folder or pattern led to it, not its name.

    What is not in a file is read from `stream` and `called` by a name.
    """

    path: Path
    walked: bool
    stream: BinaryIO | None = None
    called: str = ""

    @property
    def name(self) -> str:
        """The name by which the document is known."""
        return self.called or str(self.path)


class NothingFound(ReadError):
    """A path that names no file; says so in one line."""


def find(name: str) -> list[Found]:
    """The files that a path names: a file, those in a folder, those of a pattern."""
    path = Path(name)
    if path.is_dir():
        found = [Found(file, True) for file in _walk(path)]
        if not found:
            raise NothingFound(f"{name}: the folder holds no file that can be read ({', '.join(sorted(endings()))})")
        return found
    if not path.exists() and glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))
        if not matches:
            raise NothingFound(f"{name}: no file matches this pattern")
        return [file for match in matches for file in _matched(Path(match))]
    return [Found(path, False)]


def _matched(path: Path) -> Iterator[Found]:
    if path.is_dir():
        yield from (Found(file, True) for file in _walk(path))
    else:
        yield Found(path, True)


def _walk(folder: Path) -> Iterator[Path]:
    """The readable files below a folder, hidden ones and those of open programs left out, in order of their names."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if name.lower().endswith(endings()) and not name.startswith((".", "~$")) and path.is_file():
                yield path
