"""Earlier names of rules: they go on working, and each use is reported with the new name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def notices(used: Iterable[str], current: dict[str, str]) -> Iterator[str]:
    """Yield a line for each earlier name that was used."""
    for old in dict.fromkeys(used):
        if old in current:
            yield f"write “{current[old]}” instead of “{old}”: the rule was renamed, and its old name will be removed"
