"""Files to sources. One reader for now; each gives a `Source` and nothing more."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from ofsted_lint.readers.text import decode
from ofsted_lint.source import Source

DEFAULT_LIMIT = 20 * 1000 * 1000


class ReadError(Exception):
    """A file that cannot be read as a document; says why in one line."""


class EmptyError(ReadError):
    """A file with nothing in it."""


def read_file(path: Path, limit: int = DEFAULT_LIMIT) -> Source:
    """The source in a file of at most `limit` bytes."""
    try:
        with path.open("rb") as stream:
            return read_stream(stream, str(path), limit)
    except IsADirectoryError:
        raise ReadError(f"{path}: this is a folder, not a file") from None
    except FileNotFoundError:
        raise ReadError(f"{path}: no such file or folder") from None
    except OSError as error:
        raise ReadError(f"{path}: cannot be read ({error.strerror})") from None


def read_stream(stream: BinaryIO, name: str, limit: int = DEFAULT_LIMIT) -> Source:
    """The source in a stream of at most `limit` bytes, shown to people as `name`."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(f"{name}: larger than {_size(limit)} (--max-size sets the limit)")
    if not data.strip():
        raise EmptyError(f"{name}: the file is empty")
    try:
        return decode(name, data)
    except ValueError as error:
        raise ReadError(f"{name}: {error}") from None


def _size(limit: int) -> str:
    return f"{limit / 1_000_000:g} MB"
