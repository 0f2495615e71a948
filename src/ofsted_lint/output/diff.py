"""The difference between two versions of a text, as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


_AROUND = 3


_NO_END = "\\ No newline at end of file"


def difference(path: str, old: str, new: str) -> Iterator[str]:
    """Yield the lines of a unified diff of two texts; none if they are the same.

    Lines end at line feeds only. A missing line feed at the end is marked as in other tools.
    """
    from difflib import unified_diff

    name = path.replace("\n", " ")
    found = unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}", lineterm="", n=_AROUND)
    for at, line in enumerate(found):
        yield line.removesuffix("\n")
        if at > 1 and not line.endswith("\n") and not line.startswith("@@"):
            yield _NO_END


def _lines(text: str) -> list[str]:
    """Return the lines of a text with their line feeds."""
    lines = [f"{line}\n" for line in text.split("\n")]
    return [*lines[:-1], *([last] if (last := lines[-1][:-1]) else [])]
