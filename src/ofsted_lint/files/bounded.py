"""Read files that people and programs write for the linter, up to a limit."""

from __future__ import annotations

from pathlib import Path

from ofsted_lint.files.errors import ConfigError


def read(path: Path, most: int, missing: str = "") -> bytes:
    """Return the content of a file, cut one byte after `most` so that the caller can see it is too long.

    `ConfigError` if it cannot be read; `missing` is the message to use if there is no such file.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        absent = isinstance(error, FileNotFoundError) and missing
        raise ConfigError(str(path), absent or f"cannot be read ({error.strerror})") from None
