"""The files that a run has read besides its documents and the configurations near them."""

from __future__ import annotations

# Set as soon as there is one; which they are matters to nobody yet.
_noted: list[str] = []


def note(path: str) -> None:
    """Remember that a file, or a folder, was read to which a configuration or an option led."""
    _noted.append(path)


def noted() -> bool:
    """Return whether there was any."""
    return bool(_noted)
