"""Small results kept between runs in the user's cache folder.

What is kept is plain data (msgpack), so reading it back can run nothing. The
folder must belong to the user and be closed to others; where it cannot be had
so, nothing is kept and nothing is read. Reports' text is never kept.
"""

from __future__ import annotations

import functools
import os
import stat
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from ofsted_lint import __version__
from ofsted_lint.files.hashes import blake2b

_SUM = 4
_KEY = 24
# How many values are kept under a name.
_VERSIONS = 3
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def key(*parts: bytes) -> str:
    """A name for what was made from these parts by this program, to the last change of its files."""
    made = blake2b(f"{__version__} {sys.version} {_changed(_PACKAGE)}".encode(), digest_size=_KEY // 2)
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.hexdigest()


@functools.cache
def _changed(folder: str) -> int:
    """When a file of the program, or of a folder of it, was last written or replaced."""
    last = os.stat(folder).st_mtime_ns
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.endswith(".py"):
                last = max(last, entry.stat().st_mtime_ns)
            elif entry.is_dir() and entry.name.isidentifier() and not entry.name.startswith("_"):
                last = max(last, _changed(entry.path))
    return last


def read(name: str, key: str, kind: Any = Any) -> Any:
    """What was kept under this name and key, as values of a type; None where it is not there or no such value."""
    place = _folder()
    if place is None:
        return None
    try:
        kept = (place / f"{name}-{key}").read_bytes()
        data = memoryview(kept)[_SUM:]
        return msgspec.msgpack.decode(data, type=kind) if _sum(data) == kept[:_SUM] else None
    except (OSError, msgspec.DecodeError):
        return None


def write(name: str, key: str, value: Any) -> None:
    """Keep a value, whole or not at all; of what was kept under the name before the newest stays.

    Versions of the program may share a folder: each finds its own. What cannot be written as plain data is not kept.
    """
    place = _folder()
    if place is None:
        return
    try:
        data = msgspec.msgpack.encode(value)
    except (OverflowError, ValueError):  # a number beyond 64 bits, a folder's name that is no text
        return
    target, draft = place / f"{name}-{key}", place / f".{name}-{os.getpid()}"
    try:
        draft.write_bytes(_sum(data) + data)
        draft.replace(target)
        kept = sorted(place.glob(f"{name}-{'[0-9a-f]' * _KEY}"), key=lambda each: each.stat().st_mtime_ns)
        for old in kept[:-_VERSIONS]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _sum(data: bytes | memoryview) -> bytes:
    """A sum that tells a file which was written in part, or damaged; against malice there is the folder."""
    return zlib.crc32(data).to_bytes(_SUM, "big")


def refused() -> str:
    """Return why the cache folder was not used in this run, for people; nothing where it was, or was not asked for."""
    return _refusal[0] if _refusal else ""


_refusal: list[str] = []


def _folder() -> Path | None:
    """The cache folder, if it can be trusted: ours, no link, writable by us alone."""
    place = _base() / "ofsted-lint"
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = place.lstat()
    except OSError:
        return None  # there is no place to keep anything, as in many containers
    if why := _untrusted(state):
        _refusal[:] = [f"nothing is kept in the cache folder {place}: {why}"]
        return None
    return place


def _untrusted(state: os.stat_result) -> str:
    """Why a folder is not used, or nothing."""
    if stat.S_ISLNK(state.st_mode):
        return "it is a link"
    if not hasattr(os, "getuid"):
        return ""
    if state.st_uid != os.getuid():
        return "it belongs to somebody else"
    return "others may write to it (chmod go-w helps)" if state.st_mode & 0o022 else ""


def _base() -> Path:
    """Where caches go here (XDG base directories; relative values are ignored)."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        named = os.environ.get(name, "")
        if os.path.isabs(named):
            return Path(named)
    return Path(os.path.expanduser("~")) / ".cache"
