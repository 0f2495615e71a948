"""Find the grammar, the rules and the modules of this installation: in the wheel, or in a checkout."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_BUILT = _PACKAGE / "_data" / "built"
# The endings of a package, of a module, and of one that is there in compiled form only.
_MODULES = ("", ".py", ".pyc")


@cache
def folder(name: str) -> Path:
    """Return the folder `grammar` or `rules` that belongs to this installation.

    A wheel has them inside the package. In a checkout they are found from this
    file, never in site-packages, where an editable install leaves an old copy.
    """
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent.parent / name


def built(name: str) -> bytes | None:
    """Return the data made under this name when the wheel was built; None in a checkout."""
    try:
        with open(_BUILT / name, "rb") as made:
            return made.read()
    except OSError:
        return None


def file(name: str, kept_in: str) -> Path:
    """Return the path of a file that is packaged in a wheel and is in the folder `kept_in` of a checkout."""
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_file() else _PACKAGE.parent.parent / kept_in / name


def modules(package: str) -> list[str]:
    """Return the names of the modules in a folder of this package, in order: the folder is the registry."""
    found = map(os.path.splitext, os.listdir(_PACKAGE / package))
    names = {name for name, ending in found if ending in _MODULES and not name.startswith("_")}
    return sorted(name.rstrip("_") for name in names if name.isidentifier())
