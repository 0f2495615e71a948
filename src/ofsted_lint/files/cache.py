"""Keep small results between runs in the user's cache folder.

Entries are plain data (msgpack), so reading them back cannot run code. The
folder must belong to the user and be closed to others; otherwise nothing is
written or read. The text of reports is never cached.
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

from ofsted_lint.files.hashes import blake2b
from ofsted_lint.version import __version__

_CHECKSUM_SIZE = 4
_KEY_SIZE = 24
# How many entries of a name are kept.
_VERSIONS = 3
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def key(*parts: bytes) -> str:
    """Return the cache key of a value made from these parts by this program in its current state."""
    made = blake2b(f"{__version__} {sys.version} {_last_change(_PACKAGE)}".encode(), digest_size=_KEY_SIZE // 2)
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.hexdigest()


@functools.cache
def _last_change(folder: str) -> int:
    """Return when a file in a folder of the program was last written or replaced, in nanoseconds."""
    last = os.stat(folder).st_mtime_ns
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.endswith(".py"):
                last = max(last, entry.stat().st_mtime_ns)
            elif entry.is_dir() and entry.name.isidentifier() and not entry.name.startswith("_"):
                last = max(last, _last_change(entry.path))
    return last


def read(name: str, key: str, kind: Any = Any) -> Any:
    """Return the value cached under a name and a key, or None if it is missing, damaged or of another type."""
    folder = _folder()
    if folder is None:
        return None
    try:
        stored = (folder / f"{name}-{key}").read_bytes()
        data = memoryview(stored)[_CHECKSUM_SIZE:]
        return msgspec.msgpack.decode(data, type=kind) if _checksum(data) == stored[:_CHECKSUM_SIZE] else None
    except (OSError, msgspec.DecodeError):
        return None


def write(name: str, key: str, value: Any) -> None:
    """Cache a value, completely or not at all, and remove all but the newest entries of the same name.

    Versions of the program may share a folder: each finds its own entries. A value that cannot be written as plain data
    is not cached.
    """
    folder = _folder()
    if folder is None:
        return
    try:
        data = msgspec.msgpack.encode(value)
    except (OverflowError, ValueError):  # a number beyond 64 bits, a folder's name that is not valid text
        return
    target, draft = folder / f"{name}-{key}", folder / f".{name}-{os.getpid()}"
    try:
        draft.write_bytes(_checksum(data) + data)
        draft.replace(target)
        kept = sorted(folder.glob(f"{name}-{'[0-9a-f]' * _KEY_SIZE}"), key=lambda each: each.stat().st_mtime_ns)
        for old in kept[:-_VERSIONS]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _checksum(data: bytes | memoryview) -> bytes:
    """Return a checksum that reveals an incomplete or damaged file; the folder's permissions protect from malice."""
    return zlib.crc32(data).to_bytes(_CHECKSUM_SIZE, "big")


def refused() -> str:
    """Return why the cache folder was not used in this run, for people; nothing if it was used, or not needed."""
    return _refusal[0] if _refusal else ""


_refusal: list[str] = []


def _folder() -> Path | None:
    """Return the cache folder, or None unless it belongs to the user, who alone may write to it, and is not a link."""
    folder = _base() / "ofsted-lint"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = folder.lstat()
    except OSError:
        return None
    if why := _untrusted(state):
        _refusal[:] = [f"nothing is kept in the cache folder {folder}: {why}"]
        return None
    return folder


def _untrusted(state: os.stat_result) -> str:
    """Return why a folder is not used, or nothing."""
    if stat.S_ISLNK(state.st_mode):
        return "it is a link"
    if not hasattr(os, "getuid"):
        return ""
    if state.st_uid != os.getuid():
        return "it belongs to somebody else"
    return "others may write to it (chmod go-w helps)" if state.st_mode & 0o022 else ""


def _base() -> Path:
    """Return the folder for caches on this system (XDG base directories; relative values are ignored)."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        named = os.environ.get(name, "")
        if os.path.isabs(named):
            return Path(named)
    return Path(os.path.expanduser("~")) / ".cache"
