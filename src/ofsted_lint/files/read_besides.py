"""The files that a run has read besides its documents and the configurations near them."""

from __future__ import annotations

import os
from collections.abc import Collection

_noted: dict[str, None] = {}


def note(path: str) -> None:
    """Remember that a file, or a folder, was read to which a configuration or an option led."""
    _noted[os.path.abspath(path.replace("\0", ""))] = None


def noted() -> Collection[str]:
    """Return the paths that were noted."""
    return _noted.keys()
