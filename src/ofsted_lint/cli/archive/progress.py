"""The progress of a long run: how many of how many, how many a second, and the time that is left."""

from __future__ import annotations

import sys
import time

_OFTEN, _SELDOM = 0.5, 60.0
_MINUTE, _HOUR = 60, 3600


class Meter:
    """Prints a line that is written over on a terminal; elsewhere, such as in a log, a line a minute."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total = what, total
        self._begun = self._last = time.monotonic()
        self._shown = False

    def show(self, done: int, worked: int | None = None) -> None:
        """Print how far the run is, if the last line is old enough; the rate is of those that took work."""
        now = time.monotonic()
        terminal = sys.stderr.isatty()
        if now - self._last < (_OFTEN if terminal else _SELDOM):
            return
        self._last = now
        line = line_of(self._what, done, self._total, now - self._begun, worked)
        print(f"\r{line}\x1b[K" if terminal else line, end="" if terminal else "\n", file=sys.stderr, flush=True)
        self._shown = terminal

    def close(self) -> None:
        """Leave an empty line for what is printed next."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = False


def line_of(what: str, done: int, total: int, seconds: float, worked: int | None = None) -> str:
    """Return how far a run is, as “1,200 of 20,000 files done, 40 a second, 8 min left”.

    `worked` is how many of those that are done took work; it is taken that all which are left do.
    """
    line, worked = f"{done:,} of {total:,} {what}", done if worked is None else worked
    if not worked or seconds <= 0:
        return line
    rate = worked / seconds
    speed = f"{rate:,.0f} a second" if rate >= 1 else f"{rate * _MINUTE:,.0f} a minute"
    return f"{line}, {speed}, {duration((total - done) / rate)} left"


def duration(seconds: float) -> str:
    """Return a time in the largest unit that it has, with the next one for hours."""
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds // _HOUR:,.0f} h {seconds % _HOUR // _MINUTE:.0f} min"
