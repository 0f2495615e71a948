"""Read files into sources: one module for each format, chosen by a file's content and its extension.

A module has `ENDINGS` (the file extensions, with their dots), `takes(head)`
(True if a file that begins with these bytes is of its format, whatever its
name; False if the format cannot be recognised from them) and `decode(name,
data)`, which returns the `Source` or raises `ValueError` with a one-line reason.
"""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ofsted_lint.files.package_data import modules

if TYPE_CHECKING:  # the process that reads PDFs starts twice as fast without them
    from ofsted_lint.source.source import Source

DEFAULT_LIMIT = 20 * 1000 * 1000
_TEXT = "text"
_HEAD = 1024


class ReadError(Exception):
    """A file that cannot be read as a document; the message is a one-line reason."""


class EmptyError(ReadError):
    """An empty file."""


@cache
def _modules() -> dict[str, Any]:
    """Return the readers by name, that for plain text last because it accepts any file."""
    names = sorted(modules("source/readers"), key=lambda name: name == _TEXT)
    return {name: importlib.import_module(f"{__name__}.{name}") for name in names}


def endings() -> tuple[str, ...]:
    """Return the extensions of files that can be read, in lower case with their dots."""
    return tuple(ending for module in _modules().values() for ending in module.ENDINGS)


def read_file(path: Path, limit: int = DEFAULT_LIMIT) -> Source:
    """Read the source from a file of at most `limit` bytes; `ReadError` if it cannot be read."""
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
    """Read the source from a stream of at most `limit` bytes; `name` is the name shown to people."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise ReadError(f"{name}: larger than {_size(limit)} (--max-size sets the limit)")
    if not data.strip():
        raise EmptyError(f"{name}: the file is empty")
    try:
        source: Source = _reader(name, data).decode(name, data)
    except ValueError as error:
        raise ReadError(f"{name}: {error}") from None
    return source


def reread(source: Source, text: str) -> Source:
    """Return a source with another text, without the spans and labels that belonged to the old one."""
    if source.form == "markdown":
        changed: Source = _modules()[source.form].reread(source, text)
        return changed
    from msgspec.structs import replace

    return replace(source, text=text, labels=(), furniture=(), leftovers=(), raised=(), headings=())


def _reader(name: str, data: bytes) -> Any:
    """Return the reader of a file: by its first bytes, else by its extension, else plain text."""
    head = data[:_HEAD]
    by_content = (module for module in _modules().values() if module.takes(head))
    by_name = (module for module in _modules().values() if name.lower().endswith(module.ENDINGS))
    return next(by_content, None) or next(by_name, None) or _modules()[_TEXT]


def _size(limit: int) -> str:
    """Return a number of bytes in megabytes, with the unit."""
    return f"{limit / 1_000_000:g} MB"
