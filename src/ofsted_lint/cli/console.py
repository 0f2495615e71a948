"""Messages on standard error: failures, notices, and the progress of a long run."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import printable
from ofsted_lint.linting.reading import Notice, Progress, find_all
from ofsted_lint.source.discovery import Found
from ofsted_lint.source.readers import ReadError

T = TypeVar("T")
_QUIET_SECONDS = 1.0
_BETWEEN_SECONDS = 0.2


def silence() -> None:
    """Discard what is printed from now on: the reader of standard output has closed the pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Console:
    """Prints the messages of a run on standard error, and counts the failures."""

    def __init__(self) -> None:
        self.failures = 0
        self.unread: list[ReadError] = []
        # Extras that are not installed, each with the number of files besides the first that need it.
        self._lacking: dict[str, int] = {}
        self._start = self._shown_at = time.monotonic()
        self._shown = False

    def say(self, message: str) -> None:
        """Print a message."""
        self.clear()
        print(printable(f"ofsted-lint: {message}"), file=sys.stderr)

    def fail(self, failure: ConfigError | ReadError | str) -> None:
        """Print and count a failure."""
        self.failures += 1
        if isinstance(failure, ReadError):
            self.unread.append(failure)
            if failure.lacking and failure.why in self._lacking:
                self._lacking[failure.why] += 1
                return
            if failure.lacking:
                self._lacking[failure.why] = 0
        self.say(str(failure))

    def hear(self, event: Notice | Progress | ConfigError) -> None:
        """Handle an event of reading and linting: show progress, print a notice, report an error."""
        if isinstance(event, Progress):
            self._progress(event)
        elif isinstance(event, Notice):
            self.say(event.message)
        else:
            self.fail(event)

    def files(self, names: Iterable[str | Found]) -> list[Found]:
        """Return the files that the names lead to; report each name that leads to none."""
        found = []
        for each in find_all(names):
            if isinstance(each, ReadError):
                self.fail(each)
            else:
                found.append(each)
        return found

    def documents(self, found: Iterable[T | ReadError]) -> Iterator[T]:
        """Yield the documents, or their outcomes, that could be read; report the errors of the others."""
        for each in found:
            if isinstance(each, ReadError):
                self.fail(each)
            else:
                self.clear()
                yield each
        for why, count in self._lacking.items():
            if count:
                self.say(f"{count:,} more {'file' if count == 1 else 'files'} could not be read: {why}")

    def clear(self) -> None:
        """Erase the progress line, so that the next message begins on an empty line."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = False

    def _progress(self, at: Progress) -> None:
        """Print the progress of a run, if it is slow and standard error is a terminal."""
        if at.done == at.total:
            self.clear()
            return
        now = time.monotonic()
        long = now - self._start > _QUIET_SECONDS and now - self._shown_at > _BETWEEN_SECONDS
        if at.total > 1 and long and sys.stderr.isatty():
            print(f"\r{at.done:,} of {at.total:,} files read", end="", file=sys.stderr, flush=True)
            self._shown_at, self._shown = now, True
