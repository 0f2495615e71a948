"""Keep small results between runs in the user's cache folder.

Entries are plain data (msgpack), so reading them back cannot run code. The
text of reports is never among them; the results for documents are `sealed`.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from ofsted_lint.files import cache_folder
from ofsted_lint.files.hashes import blake2b
from ofsted_lint.files.ordinary import opener

_CHECKSUM_SIZE = 4
_KEY_SIZE = 24
# How many entries of a name are kept.
_VERSIONS = 8


def key(*parts: bytes) -> str:
    """Return the cache key of a value made from these parts by this program in its current state."""
    made = blake2b(cache_folder.program().encode(), digest_size=_KEY_SIZE // 2)
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.hexdigest()


def read(name: str, key: str, kind: Any = Any) -> Any:
    """Return the value cached under a name and a key, or None if it is missing, damaged or of another type."""
    folder = _folder()
    if folder is None:
        return None
    try:
        with open(folder / f"{name}-{key}", "rb", opener=opener) as stream:
            stored = stream.read()
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
        with open(draft, "wb", opener=opener) as stream:
            stream.write(_checksum(data) + data)
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
    return cache_folder.refused()


def _folder() -> Path | None:
    """Return the cache folder, or None if it cannot be trusted."""
    found = cache_folder.folder()
    return Path(found) if found else None
