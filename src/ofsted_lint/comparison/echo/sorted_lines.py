"""Look up lines of a sorted text by their beginning, without taking all of them apart."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def rest(lines: Sequence[str], start: str) -> str | None:
    """Return what follows `start` in the first line that begins so, or None if none does; the lines are in order."""
    at = bisect_left(lines, start)
    if at < len(lines) and lines[at].startswith(start):
        return lines[at][len(start) :]
    return None
