"""Patterns of names and paths, matched in bounded time: `*` and `?` in a name, `**` for any folders."""

from __future__ import annotations

import os

import msgspec

_LONGEST = 1000


class Glob(msgspec.Struct, frozen=True):
    """A pattern of paths, name by name; `folder` says that it is meant for folders and what is in them."""

    names: tuple[str, ...]
    folder: bool

    def matches(self, path: tuple[str, ...]) -> bool:
        """Whether it fits a path (its names from the pattern's folder on) or a folder that the path lies in."""
        ends = {0}
        last = len(self.names) - 1
        for at, name in enumerate(self.names):
            if name == "**":
                # At its end it stands for what lies in a folder, so for one name at least.
                ends = set(range(min(ends) + (at == last), len(path) + 1))
            else:
                ends = {end + 1 for end in ends if end < len(path) and like(name, path[end])}
            if not ends:
                return False
        return any(end <= len(path) - self.folder for end in ends)


def glob(pattern: str) -> Glob:
    """A pattern as git knows it from `.gitignore`; `ValueError` says what is wrong with one.

    Without a slash inside it is meant for names at any depth.
    """
    if len(pattern) > _LONGEST:
        raise ValueError(f"a pattern may have {_LONGEST:,} characters at most")
    if pattern.startswith("!"):
        raise ValueError(f"“{pattern}”: no pattern can take back what another one says")
    body = pattern.removeprefix("./").strip("/")
    names: list[str] = []
    if "/" not in body and not pattern.startswith(("/", "./")):
        names.append("**")
    for name in body.split("/"):
        if name not in ("", ".") and not (name == "**" and names[-1:] == ["**"]):
            names.append(name)
    if not names or not body:
        raise ValueError(f"“{pattern}” is no pattern of paths")
    return Glob(tuple(names), pattern.endswith("/"))


def like(pattern: str, word: str) -> bool:
    """Whether a word fits a pattern with `*` (any letters) and `?` (one), in time that is bounded by their product."""
    at = end = 0
    star, taken = -1, 0
    while end < len(word):
        if at < len(pattern) and pattern[at] == "*":
            star, taken = at, end
            at += 1
        elif at < len(pattern) and pattern[at] in (word[end], "?"):
            at, end = at + 1, end + 1
        elif star >= 0:
            # The last star takes one letter more; what stood before it needs no second look.
            taken += 1
            at, end = star + 1, taken
        else:
            return False
    return not pattern[at:].strip("*")


def names(path: str, folder: str) -> tuple[str, ...]:
    """The names that lead from a folder to a path, for patterns that are meant from there."""
    place = os.path.abspath(path)
    try:
        place = os.path.relpath(place, folder)
    except ValueError:  # another drive: no way leads there
        place = os.path.splitdrive(place)[1].lstrip(os.sep)
    return tuple(name for name in place.split(os.sep) if name != os.curdir)
