"""Write fixed texts back to their files."""

from __future__ import annotations

from pathlib import Path

from ofsted_lint.documents.document import Document
from ofsted_lint.files import atomic_write
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.hashes import sha256
from ofsted_lint.source.readers.text import encode


def digest(report: Document, text: str) -> str:
    """Return the hash that the file would have with a text; empty if it cannot be written, which `write` reports."""
    try:
        data = encode(report.source, text, Path(report.source.path).read_bytes())
    except (OSError, ValueError):
        return ""
    return sha256(data).hexdigest()


def write(report: Document, text: str) -> None:
    """Write a document's new text to its file; `ConfigError` if that is not possible byte for byte."""
    path = Path(report.source.path)
    try:
        data = encode(report.source, text, path.read_bytes())
    except OSError as error:
        raise ConfigError(report.source.path, f"cannot be written ({error.strerror})") from None
    except ValueError as error:
        raise ConfigError(report.source.path, f"cannot be fixed: {error}") from None
    atomic_write.replace(path, data)
