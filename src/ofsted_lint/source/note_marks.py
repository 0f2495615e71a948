"""Where a small raised figure refers to a note."""

from __future__ import annotations

import re

# White space between a word or its stop and the figure.
_GAP = re.compile(r"(?<=[a-z.,;:?!’”)])\s*\Z")
_UNIT = re.compile(r"\b(?:[ckm]?m|ft)\Z")
_LOOK_BACK = 8


def gap(text: str, at: int) -> int | None:
    """Where what parts a raised figure from its word begins; None where it is no mark of a note, as in “km²”."""
    start = max(at - _LOOK_BACK, 0)
    found = _GAP.search(text, start, at)
    return found.start() if found and not _UNIT.search(text, start, at) else None
