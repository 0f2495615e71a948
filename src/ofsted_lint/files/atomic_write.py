"""Write files completely or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from ofsted_lint.files.errors import ConfigError


@contextmanager
def written(name: str) -> Iterator[TextIO]:
    """Open a text stream to a file whose old content is replaced once everything is written.

    Permissions and symbolic links are kept. A pipe or a device is written to directly. `ConfigError` if the file
    cannot be written.
    """
    path = Path(name)
    draft = path
    if os.path.isfile(name) or not os.path.exists(name):
        path = Path(os.path.realpath(name))
        draft = path.with_name(f".{path.name[:100]}.{os.getpid()}")
    try:
        if draft != path and path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(0, "it is protected")
        stream = draft.open("w" if draft == path else "x", encoding="utf-8", newline="\n")
    except OSError as error:
        raise ConfigError(name, f"cannot be written ({error.strerror})") from None
    try:
        with stream:
            yield stream
        if draft != path:
            if path.exists():
                _copy_permissions(path, draft)
            draft.replace(path)
    except OSError as error:
        if draft != path:
            draft.unlink(missing_ok=True)
        raise ConfigError(name, f"cannot be written ({error.strerror})") from None
    except BaseException:
        if draft != path:
            draft.unlink(missing_ok=True)
        raise


def replace(path: Path, data: bytes) -> None:
    """Replace the content of a file in one step: the old bytes are kept until the new ones are written.

    Permissions and symbolic links are kept. `ConfigError` if the file cannot be written.
    """
    import tempfile  # imported here because few runs write files

    try:
        real = path.resolve(strict=True)
        if not real.is_file():
            raise ConfigError(str(path), "cannot be written (it is not an ordinary file)")
        if not os.access(real, os.W_OK):
            raise ConfigError(str(path), "cannot be written (it is protected)")
        handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name[:100]}.")
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            _copy_permissions(real, draft)
            draft.replace(real)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ConfigError(str(path), f"cannot be written ({error.strerror or error})") from None


def _copy_permissions(real: Path, draft: Path) -> None:
    """Give a draft the permissions of the file it will replace, and its owner if that is allowed."""
    state = real.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(draft, state.st_uid, state.st_gid)
    draft.chmod(stat.S_IMODE(state.st_mode))
