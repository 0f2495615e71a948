"""The files of an archive: which there are, which have the same bytes, and the key of what is known of each."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator

import msgspec

from ofsted_lint.cli.archive.work import DIGEST, Linting, Piece
from ofsted_lint.documents.kinds import KINDS
from ofsted_lint.files import cache_folder, sealed
from ofsted_lint.files.hashes import blake2b
from ofsted_lint.files.ordinary import opener
from ofsted_lint.linting.results import grammars

_BLOCK = 1 << 20
# The libraries that give the text of documents: another version may give another text.
_READERS = ("pypdfium2", "lxml")


class File(msgspec.Struct, frozen=True):
    """A file: its path below the folder, its size and the hash of its bytes.

    `key` is that of its result, `same` the path of the file whose bytes it has too, which is read for it.
    """

    path: str
    size: int
    digest: bytes
    key: bytes
    circumstances: bytes = b""
    same: str | None = None

    @property
    def piece(self) -> Piece:
        """What a process is given of it."""
        return Piece(self.path, self.digest, self.circumstances, self.key)


def plan(here: Linting, paths: Iterable[str]) -> Iterator[File]:
    """Yield the files at paths, each when it has been looked at."""
    first: dict[bytes, File] = {}
    known = _program(here)
    for path in paths:
        relative = os.path.relpath(path, here.setting.folder)
        size, digest = _content(path, here.setting.choices.max_size)
        if digest in first:
            yield File(relative, size, digest, first[digest].key, same=first[digest].path)
            continue
        circumstances = here.circumstances(path)
        key = sealed.name(known, relative.encode("utf-8", "surrogateescape"), circumstances, digest)
        first[digest] = File(relative, size, digest, bytes.fromhex(key), circumstances)
        yield first[digest]


def originals(files: Iterable[File]) -> Iterator[File]:
    """Yield the files that are read: of those with the same bytes the first."""
    return (each for each in files if each.same is None)


def _content(path: str, limit: int) -> tuple[int, bytes]:
    """Return the size of a file and the hash of its bytes; that of its state if it is too large or cannot be read."""
    made = blake2b(digest_size=DIGEST)
    try:
        with open(path, "rb", opener=opener) as stream:
            state = os.fstat(stream.fileno())
            if state.st_size > limit:
                made.update(repr((state.st_size, state.st_mtime_ns)).encode())
                return state.st_size, made.digest()
            while block := stream.read(_BLOCK):
                made.update(block)
            return state.st_size, made.digest()
    except OSError as error:
        made.update(repr((path, error.errno)).encode("utf-8", "replace"))
        return _size(path), made.digest()


def _size(path: str) -> int:
    try:
        state = os.stat(path)
    except OSError:
        return 0
    return state.st_size if stat.S_ISREG(state.st_mode) else 0


def _program(here: Linting) -> bytes:
    """Return what differs when the program, its grammars, the readers' libraries or the options are others."""
    from importlib.metadata import PackageNotFoundError, version

    readers = []
    for name in _READERS:
        try:
            readers.append(version(name))
        except PackageNotFoundError:
            readers.append("")
    state = (cache_folder.program(), list(KINDS.values()), grammars(), here.setting.choices, readers)
    return repr(state).encode("utf-8", "replace")
