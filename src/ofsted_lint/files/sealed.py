"""Keep data between runs so that only those who have the document that they are about can read them.

An entry is encrypted with a key that is made of the document's own bytes, which
are kept nowhere: without the document, the entry is noise. An entry that is
damaged, or was sealed for something else, counts as none. All entries together
take a limited space; the oldest are removed for new ones.
"""

from __future__ import annotations

import os
import zlib

from ofsted_lint.files import cache_folder
from ofsted_lint.files.hashes import blake2b, shake_256
from ofsted_lint.files.ordinary import opener

FOLDER = "results"
LARGEST = 200 * 1000 * 1000
# Entries lie in folders by the first character of their names; each folder has its share of the space.
_SHELVES = "0123456789abcdef"
_CHECK = 16
_NAME = 40
_DRAFT = ".draft"
# The share of a full folder that is left when the oldest entries were removed.
_LEFT = 0.8
# The sizes of the folders that were written to by this process, and those that can be used (None: they cannot).
_sizes: dict[str, int] = {}
_shelves: dict[str, str | None] = {}


def name(*parts: bytes) -> str:
    """Return the name of an entry about these parts, from which they cannot be guessed."""
    made = blake2b(digest_size=_NAME // 2)
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.hexdigest()


def digest(document: bytes) -> bytes:
    """Return what only those who have all bytes of a document know."""
    return blake2b(document).digest()


def secret(known: bytes, *parts: bytes) -> bytes:
    """Return the secret of entries about a document with this `digest`; other parts make another secret."""
    made = blake2b(known, digest_size=32, person=b"ofsted-lint seal")
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.digest()


def read(entry: str, key: bytes) -> bytes | None:
    """Return the data of an entry; None if there is none, it is damaged, or it was sealed with another secret."""
    shelf = _shelf(entry)
    if shelf is None:
        return None
    try:
        with open(os.path.join(shelf, entry), "rb", opener=opener) as stream:
            stored = stream.read(_largest_entry() + 1)
    except OSError:
        return None
    check, packed = stored[:_CHECK], _with_stream(stored[_CHECK:], entry, key)
    if len(check) < _CHECK or check != _checked(packed, entry, key):
        return None
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return None


def write(entry: str, key: bytes, data: bytes) -> None:
    """Keep the data of an entry, completely or not at all; data that take too much space are not kept."""
    packed = zlib.compress(data, 1)
    stored = _checked(packed, entry, key) + _with_stream(packed, entry, key)
    shelf = _shelf(entry)
    if shelf is None or len(stored) > _largest_entry():
        return
    draft = os.path.join(shelf, f"{entry}.{os.getpid()}{_DRAFT}")
    try:
        with open(draft, "wb", opener=opener) as stream:
            stream.write(stored)
        os.replace(draft, os.path.join(shelf, entry))
        _make_room(shelf, len(stored))
    except OSError:
        _remove(draft)


def clean() -> tuple[str, int, int]:
    """Remove all that is in the cache folder; return its path, and how many files and bytes there were.

    The path is empty if the folder cannot be used.
    """
    count = size = 0
    top = cache_folder.folder()
    results = os.path.join(top, FOLDER) if top else ""
    for place in (top, *(os.path.join(results, shelf) for shelf in _SHELVES)) if top else ():
        for _, each, path in _entries(place or ""):
            if _remove(path):
                count, size = count + 1, size + each
    _sizes.clear()
    return top or "", count, size


def _shelf(entry: str) -> str | None:
    """Return the folder of an entry; None if it cannot be used."""
    wanted = os.path.join(cache_folder.base(), entry[0])
    if wanted not in _shelves:
        _shelves[wanted] = cache_folder.folder(os.path.join(FOLDER, entry[0]))
    return _shelves[wanted]


def _largest_entry() -> int:
    return LARGEST // len(_SHELVES) // 2


def _make_room(shelf: str, added: int) -> None:
    """Remove the oldest entries of a folder that has become too large."""
    most = LARGEST // len(_SHELVES)
    if shelf in _sizes:
        _sizes[shelf] += added
    else:
        _sizes[shelf] = sum(size for _, size, _ in _entries(shelf))
    if _sizes[shelf] <= most:
        return
    found = sorted(_entries(shelf))
    left = sum(size for _, size, _ in found)
    for _, size, path in found:
        if left <= most * _LEFT:
            break
        _remove(path)
        left -= size
    _sizes[shelf] = left


def _entries(shelf: str) -> list[tuple[int, int, str]]:
    """Return when each file in a folder was written, its size and its path."""
    found = []
    try:
        with os.scandir(shelf) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    state = entry.stat(follow_symlinks=False)
                    found.append((state.st_mtime_ns, state.st_size, entry.path))
    except OSError:  # another process removes what is there
        return found
    return found


def _remove(path: str) -> bool:
    """Remove a file, and return whether it was there and could be removed."""
    try:
        os.unlink(path)
    except OSError:
        return False
    return True


def _with_stream(data: bytes, entry: str, key: bytes) -> bytes:
    """Return data combined with a stream of bytes that depends on the secret and the entry; twice restores them."""
    stream = shake_256(key + entry.encode()).digest(len(data))
    return (int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(data), "big")


def _checked(data: bytes, entry: str, key: bytes) -> bytes:
    """Return what shows that data are whole and were sealed with this secret for this entry."""
    return blake2b(entry.encode() + data, key=key, digest_size=_CHECK).digest()
