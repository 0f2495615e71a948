"""Read files into sources: one module for each format, chosen by a file's content and its extension.

A module, or package, is a `Reader`, a `Rereads` where what it knows of a text
depends on the text, and a `Begins` where another process reads.
"""

from __future__ import annotations

import importlib
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast, runtime_checkable

from ofsted_lint.files.errors import MissingExtraError
from ofsted_lint.files.ordinary import opener
from ofsted_lint.files.package_data import modules
from ofsted_lint.source import set_aside

if TYPE_CHECKING:  # the process that reads PDFs starts twice as fast without them
    from ofsted_lint.source.source import Source

DEFAULT_LIMIT = 20 * 1000 * 1000
_TEXT = "text"
_HEAD = 1024
# A longer file is no pointer to a document that is kept elsewhere.
_LONGEST_POINTER = 1000
# So alike are the names of a file and of the one that was meant.
_CLOSE = 0.75
# How many names of a folder are compared with one that is not there.
_MOST_NAMES = 1000


class ReadError(Exception):
    """A file that cannot be read as a document: `why`, in one line, and its `path` if it is about one.

    With `lacking`, an extra is not installed, which holds for all files of the kind.
    """

    def __init__(self, why: str, path: str = "", lacking: bool = False) -> None:
        super().__init__(why, path, lacking)
        self.why, self.path, self.lacking = why, path, lacking

    def __str__(self) -> str:
        return f"{self.path}: {self.why}" if self.path else self.why


class EmptyError(ReadError):
    """An empty file."""


class Reader(Protocol):
    """A module that reads one format of files."""

    @property
    def ENDINGS(self) -> tuple[str, ...]:  # noqa: N802 (a constant)
        """The extensions of its files, in lower case with their dots."""

    def takes(self, head: bytes) -> bool:
        """Return whether a file with these first bytes is of its format, whatever it is called.

        False for a format whose files do not show it.
        """

    def decode(self, name: str, data: bytes) -> Source:
        """Return the source in a file of this name; raise `ValueError` with the reason in one line."""


@runtime_checkable
class Rereads(Protocol):
    """A reader that finds what it knows of a text in the text itself."""

    def reread(self, source: Source, text: str) -> Source:
        """Return a source with another text, and what is known of that."""


@runtime_checkable
class Begins(Protocol):
    """A reader that can read a file while this process does something else."""

    def begin(self, data: bytes) -> None:
        """Begin to read the bytes of a file, which `decode` is given later; mistakes are said there."""


def reader_names() -> list[str]:
    """Return the names of the readers, that of plain text last because it accepts any file."""
    return sorted(modules("source/readers"), key=lambda name: name == _TEXT)


def load(name: str) -> Reader:
    """Import a reader."""
    return cast("Reader", importlib.import_module(f"{__name__}.{name}"))


@cache
def _readers() -> tuple[Reader, ...]:
    return tuple(load(name) for name in reader_names())


def endings() -> tuple[str, ...]:
    """Return the extensions of files that can be read, in lower case with their dots."""
    return tuple(ending for reader in _readers() for ending in reader.ENDINGS)


def read_file(path: Path, limit: int = DEFAULT_LIMIT) -> Source:
    """Read the source from a file of at most `limit` bytes; `ReadError` if it cannot be read."""
    return source_of(str(path), file_bytes(path, limit))


def file_bytes(path: Path, limit: int = DEFAULT_LIMIT, ordinary: bool = False) -> bytes:
    """Return the bytes of a file, at most `limit`; `ReadError` if it cannot be read.

    With `ordinary`, it must be an ordinary file: a pipe, which may never end, is not waited for.
    """
    try:
        with open(path, "rb", opener=opener if ordinary else None) as stream:
            return stream_bytes(stream, str(path), limit)
    except IsADirectoryError:
        raise ReadError("this is a folder, not a file", str(path)) from None
    except FileNotFoundError:
        from ofsted_lint.source.pointers import linked  # only mistakes need it

        raise ReadError(linked(path) or _missing(path), str(path)) from None
    except OSError as error:
        raise ReadError(f"cannot be read ({error.strerror})", str(path)) from None


def _missing(path: Path) -> str:
    """Return why there is no file at a path, and what may have been meant."""
    from difflib import get_close_matches  # only mistakes need it

    if str(path).startswith(("http:", "https:")):
        return "download it first: this reads files, not addresses"
    if path.is_symlink():
        return "this is a link to a file that is not there"
    try:
        near = [each.name for each in islice(path.parent.iterdir(), _MOST_NAMES)]
    except OSError:
        near = []
    # Every report ends with .txt or .pdf, so that this part of a name says nothing.
    stems = {Path(each).stem: each for each in reversed(near)}
    close = get_close_matches(path.stem, list(stems), 1, _CLOSE)
    return "no such file or folder" + (f"; did you mean “{stems[close[0]]}”?" if close else "")


def read_stream(stream: BinaryIO, name: str, limit: int = DEFAULT_LIMIT) -> Source:
    """Read the source from a stream of at most `limit` bytes; `name` is the name shown to people."""
    return source_of(name, stream_bytes(stream, name, limit))


def stream_bytes(stream: BinaryIO, name: str, limit: int = DEFAULT_LIMIT) -> bytes:
    """Return the bytes of a stream, at most `limit`; `ReadError` if there are more, or none."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(f"larger than {_size(limit)} (--max-size sets the limit)", name)
    if not data.strip():
        raise EmptyError("the file is empty", name)
    if len(data) <= _LONGEST_POINTER:
        from ofsted_lint.source.pointers import pointed

        if why := pointed(data):
            raise ReadError(why, name)
    return data


def source_of(name: str, data: bytes) -> Source:
    """Return the source in the bytes of a file of this name; `ReadError` if its format cannot be read.

    Of a file that has more than a report, such as a committee's papers, only the report is shown.
    """
    try:
        return set_aside.applied(_reader(name, data).decode(name, data))
    except ValueError as error:
        raise ReadError(str(error), name, isinstance(error, MissingExtraError)) from None


def begin(name: str, data: bytes) -> None:
    """Begin to read the file that is passed to `source_of` next, if another process can do so now."""
    reader = _reader(name, data)
    if isinstance(reader, Begins):
        reader.begin(data)


def reread(source: Source, text: str) -> Source:
    """Return a source with another text, without the spans and labels that belonged to the old one."""
    reader = load(source.form)
    if isinstance(reader, Rereads):
        return set_aside.applied(reader.reread(source, text))
    from msgspec.structs import replace

    return replace(source, text=text, labels=(), furniture=(), leftovers=(), raised=(), headings=(), notes_at=())


def _reader(name: str, data: bytes) -> Reader:
    """Return the reader of a file: by its first bytes, else by its extension, else plain text."""
    head = data[:_HEAD]
    by_content = (reader for reader in _readers() if reader.takes(head))
    by_name = (reader for reader in _readers() if name.lower().endswith(reader.ENDINGS))
    return next(by_content, None) or next(by_name, None) or load(_TEXT)


def _size(limit: int) -> str:
    """Return a number of bytes in megabytes, with the unit."""
    return f"{limit / 1_000_000:g} MB"
