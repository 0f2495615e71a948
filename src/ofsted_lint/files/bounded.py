"""Files that people and programs leave for the linter, read no further than they may be long."""

from __future__ import annotations

from pathlib import Path

from ofsted_lint.files.errors import ConfigError


def read(path: Path, most: int, missing: str = "") -> bytes:
    """What is in a file, of one that is too long a byte more than `most`.

    `ConfigError` where it cannot be read; `missing` says why there is none, if
    that needs saying.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        absent = isinstance(error, FileNotFoundError) and missing
        raise ConfigError(str(path), absent or f"cannot be read ({error.strerror})") from None
