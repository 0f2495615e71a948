"""Results that are calculated once for each word, however many texts have it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")


class Memo(dict[str, Made]):
    """The results of a function of words; emptied when it has `most` entries, so that it cannot fill the memory."""

    def __init__(self, make: Callable[[str], Made], most: int = 1 << 12) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, word: str) -> Made:
        if len(self) >= self._most:
            self.clear()
        made = self[word] = self._make(word)
        return made
