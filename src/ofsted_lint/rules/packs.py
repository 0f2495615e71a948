"""Packs of rules: folders, or installed packages that contain rules.

Such a package has an entry point of the group in `_GROUP`, whose value is the
name of its module and, after a colon, the folder in it (`saltmarsh_rules:rules`).
No code of the package is run.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ofsted_lint.files import read_besides
from ofsted_lint.files.errors import ConfigError, did_you_mean
from ofsted_lint.files.patterns import pattern

if TYPE_CHECKING:
    from importlib.metadata import Distribution

_GROUP = "ofsted_lint.rules"
# A folder in a package, or a folder in that, but no path out of it.
_INSIDE = pattern(r"[\w-]+(?:\.[\w-]+)*")
_SIGNS = pattern(r"[-_.]+")
# The errors that a damaged package may cause, even one that has nothing to do with rules.
_BROKEN = (OSError, ValueError, TypeError, AttributeError, LookupError)


def folder(name: str) -> Path:
    """Return the folder (or rule file) for a name or path; raise `ConfigError` if there is none.

    An installed pack has precedence over a folder of the same name, which
    anybody could put where the linter runs; a name with a separator is a path.
    """
    read_besides.note(name)
    if _is_path(name) and os.path.exists(name):  # does not raise for a name that cannot be a path
        return Path(name)
    packs, broken = _packs()
    if name in packs:
        return _installed(name, packs[name])
    if os.path.exists(name):
        return Path(name)
    hint = did_you_mean(name, packs) or (f"; installed packs: {', '.join(sorted(packs))}" if packs else "")
    more = f"; the entry points of {', '.join(broken)} cannot be read" if broken else ""
    raise ConfigError(name, f"there is no folder of rules and no installed pack of that name{hint}{more}")


def is_pack(name: str) -> bool:
    """True if a name is that of an installed pack, not a path."""
    return not _is_path(name) and name in _packs()[0]


def _is_path(name: str) -> bool:
    return name in (os.curdir, os.pardir) or any(sign and sign in name for sign in ("/", os.sep, os.altsep))


def _packs() -> tuple[dict[str, dict[str, str]], tuple[str, ...]]:
    """Return the installed packs, each with its value by package, and the names of damaged packages."""
    from importlib.metadata import distributions  # few runs name a pack

    packs: dict[str, dict[str, str]] = {}
    broken: dict[str, None] = {}
    for package in distributions():
        try:
            points = package.entry_points.select(group=_GROUP)
            name = _SIGNS.sub("-", str(package.metadata["Name"])).lower() if points else ""
            for point in points:
                packs.setdefault(point.name, {}).setdefault(name, point.value)
        except _BROKEN:
            broken[_called(package)] = None
    return packs, tuple(broken)


def _called(package: Distribution) -> str:
    """Return a name for a package whose metadata cannot be read."""
    place = getattr(package, "_path", None)
    return f"“{Path(place).name}”" if place else "a package"


def _installed(name: str, found: dict[str, str]) -> Path:
    """Return the folder of a pack; raise `ConfigError` if it does not exist, or several packages have the pack."""
    from importlib.util import find_spec

    if len(found) > 1:
        listed = ", ".join(sorted(found))
        raise ConfigError(name, f"keep one of the packages {listed}: each has a pack of this name")
    (value,) = found.values()
    spec = None
    module, _, inside = (part.strip() for part in value.partition(":"))
    if module.isidentifier() and (not inside or _INSIDE.fullmatch(inside)):
        with suppress(ImportError, ValueError, AttributeError):
            spec = find_spec(module)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            folder = Path(place, *inside.split("."))
            if folder.is_dir():
                return folder
    raise ConfigError(name, f"the installed pack says that its rules are in “{value}”, which is not there")
