"""Find the files that the paths on a command line name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.readers import ReadError, endings

# A part of a pattern that is any number of folders, at its start or after a separator.
_ANY_FOLDERS = pattern(r"(?:(?<=[/\\])|^)\*\*(?=[/\\]|$)" if os.sep == "\\" else r"(?:(?<=/)|^)\*\*(?=/|$)")

# The signs that make a name a pattern.
_WILD = "*?["


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
    if not path.exists() and any(sign in name for sign in _WILD):
        matches = sorted(_matches(name))
        if not matches:
            raise NothingFound("no file matches this pattern", name)
        return [file for match in matches for file in _matched(Path(match))]
    return [Found(path, False)]


def _matched(path: Path) -> Iterator[Found]:
    if path.is_dir():
        yield from (Found(file, True, root=str(path)) for file in _walk(path))
    else:
        yield Found(path, True, root=str(path.parent))


def _matches(name: str) -> set[str]:
    """Return the paths that match a pattern, in which `**` is any folders; links to folders are not followed there."""
    import glob  # few runs name a pattern

    found = _ANY_FOLDERS.search(name)
    if not found:
        return set(glob.glob(name))
    after = name[found.end() :].lstrip("/" + os.sep)
    tops = glob.glob(name[: found.start()]) if found.start() else [os.curdir]
    if not after:
        return set(tops)
    folders = (each for top in tops for each in _folders(top))
    return {path for each in folders for path in _matches(os.path.join(glob.escape(each), after))}


def _folders(top: str) -> Iterator[str]:
    """Yield a folder and those below it, except hidden ones and links."""
    for place, entries in _listed(top):
        if entries is not None:
            yield place


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the readable files below a folder in the order of their names, except hidden and lock files.

    A folder that cannot be looked through, a link that leads to nothing and a pipe are also yielded, since reading
    them gives the error that is to be reported.
    """
    for place, entries in _listed(str(folder)):
        if entries is None:
            yield Path(place)
            continue
        for entry in entries:
            if (
                not entry.name.startswith((".", "~$"))
                and entry.name.lower().endswith(endings())
                and not _is_folder(entry)
            ):
                yield Path(entry.path)


def _listed(top: str) -> Iterator[tuple[str, list[os.DirEntry[str]] | None]]:
    """Yield a folder and those below it, each with what is in it by name; None if it cannot be looked through."""
    waiting = [top]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError:
            yield place, None
            continue
        yield place, entries
        below = (each for each in reversed(entries) if each.is_dir(follow_symlinks=False))
        waiting += (each.path for each in below if not each.name.startswith("."))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Return True for a folder and a link to one."""
    return entry.is_dir(follow_symlinks=False) or (entry.is_symlink() and os.path.isdir(entry.path))
