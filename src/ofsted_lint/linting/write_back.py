"""Fixed texts written back to their files."""

from __future__ import annotations

from pathlib import Path

from ofsted_lint.documents.document import Document
from ofsted_lint.files import atomic_write
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.hashes import sha256
from ofsted_lint.source.readers.text import encode


def digest(report: Document, text: str) -> str:
    """The hash of the file that a text would be written to; empty where it cannot be, which is said when it is."""
    try:
        data = encode(report.source, text, Path(report.source.path).read_bytes())
    except (OSError, ValueError):
        return ""
    return sha256(data).hexdigest()


def write(report: Document, text: str) -> None:
    """Write a document's new text to its file; `ConfigError` where that cannot be done to the byte."""
    path = Path(report.source.path)
    try:
        data = encode(report.source, text, path.read_bytes())
    except OSError as error:
        raise ConfigError(report.source.path, f"cannot be written ({error.strerror})") from None
    except ValueError as error:
        raise ConfigError(report.source.path, f"cannot be mended: {error}") from None
    atomic_write.replace(path, data)
