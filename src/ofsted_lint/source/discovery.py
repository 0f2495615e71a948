"""Find the files that the paths on a command line name."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from ofsted_lint.source.readers import ReadError, endings


class Found(msgspec.Struct, frozen=True):
    """A file to read; `walked` is True if it was found through a folder or a pattern, which is then its `root`.

    A document that is not in a file is read from `stream` and known as `called`.
    """

    path: Path
    walked: bool
    stream: BinaryIO | None = None
    called: str = ""
    root: str = ""

    @property
    def name(self) -> str:
        """The name by which the document is known."""
        return self.called or str(self.path)


class NothingFound(ReadError):
    """A path that matches no readable file; the message is one line."""


def find(name: str) -> list[Found]:
    """Return the files that a path names: a single file, those in a folder or those that match a pattern.

    `NothingFound` if a folder or a pattern yields none; a single file need not exist.
    """
    path = Path(name)
    if path.is_dir():
        found = [Found(file, True, root=name) for file in _walk(path)]
        if not found:
            raise NothingFound(
                f"the folder contains no file of a supported type ({', '.join(sorted(endings()))})", name
            )
        return found
    if not path.exists() and glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))
        if not matches:
            raise NothingFound("no file matches this pattern", name)
        return [file for match in matches for file in _matched(Path(match))]
    return [Found(path, False)]


def _matched(path: Path) -> Iterator[Found]:
    if path.is_dir():
        yield from (Found(file, True, root=str(path)) for file in _walk(path))
    else:
        yield Found(path, True, root=str(path.parent))


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the readable files below a folder in the order of their names, except hidden and lock files."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if name.lower().endswith(endings()) and not name.startswith((".", "~$")) and path.is_file():
                yield path
