"""Find the user's cache folder, and the state of the program that its entries belong to.

The folder must belong to the user and be closed to others; otherwise nothing is
written or read. It is looked at by the shortest of runs, so nothing is imported
here that takes long.
"""

from __future__ import annotations

import os
import stat
import sys

from ofsted_lint.version import __version__

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_refusal: list[str] = []
_states: dict[str, int] = {}


def refused() -> str:
    """Return why the cache folder was not used in this run, for people; nothing if it was used, or not needed."""
    return _refusal[0] if _refusal else ""


def folder(name: str = "") -> str | None:
    """Return the cache folder, or the folder of this name in it; None unless it can be trusted.

    It must belong to the user, who alone may write to it, and not be a link. A user without a home has none.
    """
    found = os.path.join(base(), "ofsted-lint")
    if not os.path.isabs(found):
        return None
    for place in (found, os.path.join(found, name)) if name else (found,):
        try:
            os.makedirs(place, mode=0o700, exist_ok=True)
            state = os.lstat(place)
        except OSError:
            return None
        if why := _untrusted(state):
            _refusal[:] = [f"nothing is kept in the cache folder {place}: {why}"]
            return None
        found = place
    return found


def _untrusted(state: os.stat_result) -> str:
    """Return why a folder is not used, or nothing."""
    if stat.S_ISLNK(state.st_mode):
        return "it is a link"
    if not hasattr(os, "getuid"):
        return ""
    if state.st_uid != os.getuid():
        return "it belongs to somebody else"
    return "others may write to it (chmod go-w helps)" if state.st_mode & 0o022 else ""


def base() -> str:
    """Return the folder for caches on this system (XDG base directories; relative values are ignored)."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        named = os.environ.get(name, "")
        if os.path.isabs(named):
            return named
    return os.path.join(os.path.expanduser("~"), ".cache")


def program() -> str:
    """Return the state of this program: another one, or a changed one, has another."""
    return f"{__version__} {sys.version} {_last_change(_PACKAGE)}"


def installed() -> str:
    """Return the state of the installed packages: it is another when one was installed, upgraded or removed."""
    places = (place for place in sys.path if place.endswith("-packages"))
    return " ".join(f"{place}:{_modified(place)}" for place in places)


def _modified(place: str) -> int:
    try:
        return os.stat(place).st_mtime_ns
    except OSError:
        return 0


def _last_change(place: str) -> int:
    """Return when a file in a folder of the program was last written or replaced, in nanoseconds."""
    if place in _states:
        return _states[place]
    last = os.stat(place).st_mtime_ns
    with os.scandir(place) as found:
        for entry in found:
            if entry.name.startswith("_") and not entry.name.endswith(".py"):
                continue
            last = max(last, _last_change(entry.path) if entry.is_dir() else entry.stat().st_mtime_ns)
    _states[place] = last
    return last
