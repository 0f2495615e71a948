"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ofsted_lint.errors import ConfigError


@contextmanager
def written(name: str) -> Iterator[TextIO]:
    """A text stream to a file, which takes the place of the old one when all is written.

    What is no ordinary file (a pipe, a device) is written to as it is.
    """
    path = Path(name)
    draft = path if path.exists() and not path.is_file() else path.with_name(f".{path.name}.{os.getpid()}")
    try:
        stream = draft.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise ConfigError(name, f"cannot be written ({error.strerror})") from None
    try:
        with stream:
            yield stream
        if draft != path:
            draft.replace(path)
    except OSError as error:
        if draft != path:
            draft.unlink(missing_ok=True)
        raise ConfigError(name, f"cannot be written ({error.strerror})") from None
    except BaseException:
        if draft != path:
            draft.unlink(missing_ok=True)
        raise
