"""Values kept in memory by name, for as long as they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Generations(Generic[K, V]):
    """Values of this generation and of the last; what is asked for in neither is forgotten.

    A process that loads rules again and again, as a server does, so keeps what
    two sets of rules need and no more.
    """

    def __init__(self) -> None:
        self.now: dict[K, V] = {}
        self._before: dict[K, V] = {}

    def begin(self) -> None:
        """Begin a generation; one in which nothing was kept is none."""
        if self.now:
            self._before, self.now = self.now, {}

    def get(self, key: K, make: Callable[[K], V]) -> V:
        """Return the value of a key, made if there is none."""
        if key not in self.now:
            self.now[key] = self._before[key] if key in self._before else make(key)
        return self.now[key]

    def known(self, key: K) -> V | None:
        """Return the value of a key, which is then kept; None if there is none."""
        if key not in self.now and key in self._before:
            self.now[key] = self._before[key]
        return self.now.get(key)
