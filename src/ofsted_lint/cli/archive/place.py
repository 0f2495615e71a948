"""The folder that the tables of an archive are written to: it must be new, empty, or of an earlier run of the same."""

from __future__ import annotations

import os
from pathlib import Path

from ofsted_lint.files.atomic_write import remove_drafts
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.store import Store

STORE = "results.db"
_OF = "folder"


def opened(folder: str, out: str) -> Store:
    """Return the store of the results in a folder; `ConfigError` if that is not to be written to."""
    apart(folder, out)
    place = Path(out)
    try:
        place.mkdir(parents=True, exist_ok=True)
        there = {each.name for each in os.scandir(place)}
    except FileExistsError:
        raise ConfigError("--out", f"{out}: this is a file; name a folder") from None
    except OSError as error:
        raise ConfigError("--out", f"{out}: cannot be written ({error.strerror})") from None
    if there and STORE not in there:
        raise ConfigError("--out", f"{out}: this folder holds files that no run of archive has written; name another")
    store = Store(place / STORE)
    try:
        remove_drafts(place)
        _same(store, os.path.realpath(folder), out)
    except BaseException:
        store.close()
        raise
    return store


def apart(folder: str, out: str, option: str = "--out") -> None:
    """Refuse a folder that is in the archive, where its files would be read as documents, or the other way round."""
    source, target = os.path.realpath(folder), os.path.realpath(out)
    if not os.path.isdir(source):
        why = "this is a file; archive takes a folder" if os.path.exists(source) else "no such folder"
        raise ConfigError("command line", f"{folder}: {why}")
    if _inside(target, source):
        raise ConfigError(option, f"{out}: this is inside the archive; name a folder outside {folder}")
    if _inside(source, target):
        raise ConfigError(option, f"{out}: this holds the archive; name a folder of its own")


def _inside(one: str, other: str) -> bool:
    try:
        return os.path.commonpath([one, other]) == other
    except ValueError:  # on another drive
        return False


def _same(store: Store, folder: str, out: str) -> None:
    """Refuse a folder with the results of another archive; remember the archive in a new one."""
    known = store.about(_OF)
    if known is None:
        store.note(_OF, os.fsencode(folder).hex())
    elif bytes.fromhex(known) != os.fsencode(folder):
        was = os.fsdecode(bytes.fromhex(known))
        raise ConfigError("--out", f"{out}: this holds the tables of another archive, {was}; name another folder")
