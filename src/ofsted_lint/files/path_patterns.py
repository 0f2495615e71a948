"""Match names and paths with patterns in bounded time: `*` and `?` within a name, `**` for any folders."""

from __future__ import annotations

import os

import msgspec

_LONGEST = 1000
# Signs of other kinds of patterns, and what to write in their place.
_CURES = {"\\": "write / between folders", **dict.fromkeys("{}", "write a pattern for each alternative")}
_CURES |= dict.fromkeys("[]", "write ? for any one letter")


class Glob(msgspec.Struct, frozen=True):
    """A pattern of paths, name by name; `folder` is True if it matches only folders and their content."""

    names: tuple[str, ...]
    folder: bool

    def matches(self, path: tuple[str, ...]) -> bool:
        """Return True if it matches a path or a folder that contains it; `path` is relative to the pattern's folder."""
        ends = {0}
        last = len(self.names) - 1
        for at, name in enumerate(self.names):
            if name == "**":
                # At the end of a pattern it is the content of a folder, so at least one name.
                ends = set(range(min(ends) + (at == last), len(path) + 1))
            else:
                ends = {end + 1 for end in ends if end < len(path) and like(name, path[end])}
            if not ends:
                return False
        return any(end <= len(path) - self.folder for end in ends)


def glob(pattern: str) -> Glob:
    """Compile a pattern in the syntax of `.gitignore`; `ValueError` with the reason if it is not valid.

    A pattern without a slash inside matches names at any depth.
    """
    if len(pattern) > _LONGEST:
        raise ValueError(f"a pattern may have {_LONGEST:,} characters at most")
    if pattern.startswith("!"):
        raise ValueError(f"“{pattern}”: a pattern cannot undo another one")
    if sign := next((each for each in pattern if each in _CURES), ""):
        raise ValueError(f"{_CURES[sign]}: “{sign}” has no meaning in the pattern “{pattern}”")
    body = pattern.removeprefix("./").strip("/")
    names: list[str] = []
    if "/" not in body and not pattern.startswith(("/", "./")):
        names.append("**")
    for name in body.split("/"):
        if name not in ("", ".") and not (name == "**" and names[-1:] == ["**"]):
            names.append(name)
    if not names or not body:
        raise ValueError(f"“{pattern}” is not a pattern of paths")
    return Glob(tuple(names), pattern.endswith("/"))


def like(pattern: str, word: str) -> bool:
    """Return True if a word matches a pattern of `*` (any letters) and `?` (one letter).

    The time is bounded by the product of their lengths.
    """
    at = end = 0
    star, taken = -1, 0
    while end < len(word):
        if at < len(pattern) and pattern[at] == "*":
            star, taken = at, end
            at += 1
        elif at < len(pattern) and pattern[at] in (word[end], "?"):
            at, end = at + 1, end + 1
        elif star >= 0:
            # The last star takes one more letter; the part before it need not be matched again.
            taken += 1
            at, end = star + 1, taken
        else:
            return False
    return not pattern[at:].strip("*")


def names(path: str, folder: str) -> tuple[str, ...]:
    """Return the names that lead from a folder to a path, to match with patterns relative to that folder."""
    place = os.path.abspath(path)
    try:
        place = os.path.relpath(place, folder)
    except ValueError:  # on another drive
        place = os.path.splitdrive(place)[1].lstrip(os.sep)
    return tuple(name for name in place.split(os.sep) if name != os.curdir)
