"""Leave out files of folders that are not to be read: those that git ignores, and links to others.

A folder that is searched may hold other programs, environments and old drafts.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache

from ofsted_lint.files.errors import ConfigError
from ofsted_lint.source.discovery import Found
from ofsted_lint.source.readers import ReadError


def unignored(files: list[Found], heeds: Callable[[str], bool]) -> list[Found]:
    """Return files without those that were found in a folder and that git ignores.

    `heeds` returns whether git is asked about a file. Files in a folder that was
    itself named and is ignored are kept, and all if git cannot be used.
    """
    searched = [each for each in files if each.walked and heeds(each.name)]
    trees: dict[str, list[str]] = {}
    for name in {_whole(str(path)) for each in searched for path in (each.path, each.root)}:
        if top := _top(os.path.dirname(name)):
            trees.setdefault(top, []).append(name)
    out = {name for top, names in trees.items() for name in _ignored(top, sorted(names))}
    if not out:
        return files
    gone = {id(each) for each in searched if _whole(str(each.path)) in out and _whole(each.root) not in out}
    return [each for each in files if id(each) not in gone]


def once(files: list[Found | ReadError]) -> list[Found | ReadError]:
    """Return each file once, under its own name if that is among them in a folder, else under the first."""
    real = {
        id(each): f"{each.path}\0" if each.stream else os.path.realpath(each.path)
        for each in files
        if isinstance(each, Found)
    }
    plain = {real[id(each)] for each in files if id(each) in real and not os.path.islink(each.path)}
    made, seen = [], set()
    for each in files:
        name = real.get(id(each), "")
        linked = isinstance(each, Found) and os.path.islink(each.path) and name in plain
        if isinstance(each, Found) and ((each.walked and linked) or name in seen):
            continue
        seen.add(name)
        made.append(each)
    return made


def _ignored(top: str, names: Iterable[str]) -> frozenset[str]:
    from pathlib import Path

    from ofsted_lint.findings import git  # only needed in a tree of git

    try:
        return git.ignored(Path(top), list(names))
    except ConfigError:
        return frozenset()


def _whole(name: str) -> str:
    """Return the whole path of a file, without links on the way to it."""
    folder, last = os.path.split(os.path.abspath(name))
    return os.path.join(os.path.realpath(folder), last)


@cache
def _top(folder: str) -> str:
    """Return the nearest folder above that has a `.git`; empty if there is none."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder
