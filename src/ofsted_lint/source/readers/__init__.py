"""Files to sources: one module for each format, found by what a file holds and by its ending.

A module offers `ENDINGS` (of file names, with their dots), `takes(head)`
(whether a file that begins with these bytes is of its format, whatever it is
called; a format that cannot be told so says False) and `decode(name, data)`,
which gives the `Source` or raises `ValueError` with the reason in a line.
"""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ofsted_lint.files.package_data import modules

if TYPE_CHECKING:  # the process in which PDFs are read begins twice as fast without them
    from ofsted_lint.source.source import Source

DEFAULT_LIMIT = 20 * 1000 * 1000
_TEXT = "text"
_HEAD = 1024


class ReadError(Exception):
    """A file that cannot be read as a document; says why in one line."""


class EmptyError(ReadError):
    """A file with nothing in it."""


@cache
def _modules() -> dict[str, Any]:
    """The readers there are, that of plain text last: it takes what no other does."""
    names = sorted(modules("source/readers"), key=lambda name: name == _TEXT)
    return {name: importlib.import_module(f"{__name__}.{name}") for name in names}


def endings() -> tuple[str, ...]:
    """The endings of files that can be read, in lower case with their dots."""
    return tuple(ending for module in _modules().values() for ending in module.ENDINGS)


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
        source: Source = _reader(name, data).decode(name, data)
    except ValueError as error:
        raise ReadError(f"{name}: {error}") from None
    return source


def reread(source: Source, text: str) -> Source:
    """A source with another text; what its reader knew of places in the old one is gone."""
    if source.form == "markdown":
        changed: Source = _modules()[source.form].reread(source, text)
        return changed
    from msgspec.structs import replace

    return replace(source, text=text, labels=(), furniture=(), leftovers=(), raised=(), headings=())


def _reader(name: str, data: bytes) -> Any:
    """What reads a file: by its first bytes, else by its ending, else as text."""
    head = data[:_HEAD]
    by_content = (module for module in _modules().values() if module.takes(head))
    by_name = (module for module in _modules().values() if name.lower().endswith(module.ENDINGS))
    return next(by_content, None) or next(by_name, None) or _modules()[_TEXT]


def _size(limit: int) -> str:
    return f"{limit / 1_000_000:g} MB"
