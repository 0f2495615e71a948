"""Where the grammar and the rules are: in the wheel, or live in a checkout."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_BUILT = _PACKAGE / "_data" / "built"


@cache
def folder(name: str) -> Path:
    """The folder `grammar` or `rules` that belongs to this installation.

    A wheel carries them inside the package. In a checkout they are looked for
    from this file, never in site-packages: an editable install leaves a frozen
    copy there.
    """
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent.parent / name


def built(name: str) -> bytes | None:
    """What was made under this name when the wheel was built; None in a checkout."""
    try:
        with open(_BUILT / name, "rb") as made:
            return made.read()
    except OSError:
        return None


def file(name: str, kept_in: str) -> Path:
    """A single file that a wheel carries, which a checkout keeps in the folder `kept_in`."""
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_file() else _PACKAGE.parent.parent / kept_in / name


def modules(package: str) -> list[str]:
    """The names of the modules in a folder of this package: the folder is the registry."""
    names = (name.removesuffix(".py") for name in os.listdir(_PACKAGE / package) if not name.startswith("_"))
    return sorted(name.rstrip("_") for name in names if name.isidentifier())
