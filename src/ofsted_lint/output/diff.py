"""The difference between two versions of a text, as a unified diff."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass


_AROUND = 3


_NO_END = "\\ No newline at end of file"


def difference(path: str, old: str, new: str) -> Iterator[str]:
    """The lines of a unified diff of two texts; none where they are the same.

    Lines end at line feeds only. That the last has none is said as other tools say it.
    """
    from difflib import unified_diff

    name = path.replace("\n", " ")
    found = unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}", lineterm="", n=_AROUND)
    for at, line in enumerate(found):
        yield line.removesuffix("\n")
        if at > 1 and not line.endswith("\n") and not line.startswith("@@"):
            yield _NO_END


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends."""
    lines = [f"{line}\n" for line in text.split("\n")]
    return [*lines[:-1], *([last] if (last := lines[-1][:-1]) else [])]
