"""Write files completely or not at all."""

from __future__ import annotations

import io
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from ofsted_lint.files.errors import ConfigError

# How the names of folders of drafts begin.
DRAFTS = ".ofsted-lint-draft-"


@contextmanager
def written(name: str) -> Iterator[TextIO]:
    """Open a text stream to a file whose old content is replaced once everything is written.

    Permissions, extended attributes and symbolic links are kept. A pipe or a device is written to directly.
    `ConfigError` if the file cannot be written.
    """
    if os.path.exists(name) and not os.path.isfile(name):
        with _reported(name), open(name, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    with _replacing(name, Path(os.path.realpath(name))) as data:
        stream = io.TextIOWrapper(data, encoding="utf-8", newline="\n")
        try:
            yield stream
        except BaseException:
            with suppress(OSError):  # what is left is not wanted
                stream.detach()
            raise
        stream.detach()


def replace(path: Path, data: bytes) -> None:
    """Replace the content of a file in one step: the old bytes are kept until the new ones are written.

    Permissions, extended attributes and symbolic links are kept. `ConfigError` if the file cannot be written.
    """
    with _reported(str(path)):
        real = path.resolve(strict=True)
        if not real.is_file():
            raise ConfigError(str(path), "cannot be written (it is not an ordinary file)")
    with _replacing(str(path), real) as stream:
        stream.write(data)


@contextmanager
def written_together(folder: Path) -> Iterator[Path]:
    """Yield a folder for drafts of files, which replace those of the same names in `folder` when all are written.

    Nothing is replaced before that, so files that belong together are all of one run. `ConfigError` if one of them
    cannot be written.
    """
    with _reported(str(folder)), drafts_in(folder) as draft:
        yield draft
        for each in draft.iterdir():
            _flush(each)
        for each in sorted(draft.iterdir()):
            each.replace(folder / each.name)


@contextmanager
def drafts_in(folder: Path) -> Iterator[Path]:
    """Yield a new folder in `folder`, which is removed at the end. `ConfigError` if it cannot be made."""
    draft = folder / f"{DRAFTS}{os.urandom(6).hex()}"
    try:
        with _reported(str(folder)):
            draft.mkdir(0o700)
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _flush(file: Path) -> None:
    """Have the system write a file to the disk, or say that it cannot."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def remove_drafts(folder: Path) -> None:
    """Remove the drafts that an ended run has left in a folder."""
    for each in folder.glob(f"{DRAFTS}*"):
        shutil.rmtree(each, ignore_errors=True)


@contextmanager
def _replacing(name: str, real: Path) -> Iterator[BinaryIO]:
    """Open a draft beside a file, which it replaces at the end; after an error there is no draft, and the old file."""
    with _reported(name):
        if real.exists() and not os.access(real, os.W_OK):
            raise PermissionError(0, "it is protected")
        if real.exists() and (names := real.stat().st_nlink) > 1:
            raise PermissionError(
                0, f"it has {names} names (hard links), and the others would keep the old text; copy it"
            )
        draft = real.with_name(f".{real.name[:100]}.{os.urandom(6).hex()}")
        mode = 0o600 if real.exists() else 0o666  # nobody else reads a draft of what is closed to them
        try:  # from before it is there: a signal may end the run between any two steps
            stream = open(draft, "xb", opener=lambda path, flags: os.open(path, flags, mode))  # noqa: SIM115
            with stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if real.exists():
                _copy_state(real, draft)
            draft.replace(real)
        except BaseException:
            with suppress(OSError):  # the first error is the one to report
                draft.unlink(missing_ok=True)
            raise


@contextmanager
def _reported(name: str) -> Iterator[None]:
    """Report errors of the system as `ConfigError`; a broken pipe is not this file's, but standard output's."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise ConfigError(name, f"cannot be written ({error.strerror or error})") from None


def _copy_state(real: Path, draft: Path) -> None:
    """Give a draft the permissions and extended attributes of the file it will replace, and its owner if allowed."""
    state = real.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(draft, state.st_uid, state.st_gid)
    for name in os.listxattr(real) if hasattr(os, "listxattr") else ():
        # Labels of the system are given by the system, and not by everybody.
        with suppress(OSError) if name.startswith("security.") else nullcontext():
            os.setxattr(draft, name, os.getxattr(real, name))
    draft.chmod(stat.S_IMODE(state.st_mode))
