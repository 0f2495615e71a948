"""The lines for people on standard error: failures, notices, and how far a long run is."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator

from ofsted_lint.documents.document import Document
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import printable
from ofsted_lint.linting.reading import Notice, Progress, find_all
from ofsted_lint.source.discovery import Found
from ofsted_lint.source.readers import ReadError

_QUIET_SECONDS = 1.0
_BETWEEN_SECONDS = 0.2


class Console:
    """Says on standard error what comes up in a run, and counts what could not be done."""

    def __init__(self) -> None:
        self.failures = 0
        self.unread: list[ReadError] = []
        self._start = self._shown_at = time.monotonic()
        self._shown = False

    def say(self, message: str) -> None:
        """Print a line."""
        self.clear()
        print(printable(f"ofsted-lint: {message}"), file=sys.stderr)

    def fail(self, failure: ConfigError | ReadError | str) -> None:
        """Print what could not be done."""
        self.failures += 1
        if isinstance(failure, ReadError):
            self.unread.append(failure)
        self.say(str(failure))

    def hear(self, event: Notice | Progress | ConfigError) -> None:
        """Take what comes up while documents are read and linted."""
        if isinstance(event, Progress):
            self._progress(event)
        elif isinstance(event, Notice):
            self.say(event.message)
        else:
            self.fail(event)

    def files(self, names: Iterable[str | Found]) -> list[Found]:
        """Return the files that names lead to; print which lead to none."""
        found = []
        for each in find_all(names):
            if isinstance(each, ReadError):
                self.fail(each)
            else:
                found.append(each)
        return found

    def documents(self, found: Iterable[Document | ReadError]) -> Iterator[Document]:
        """Yield the documents among what was read; print what is wrong with the others."""
        for each in found:
            if isinstance(each, ReadError):
                self.fail(each)
            else:
                self.clear()
                yield each

    def clear(self) -> None:
        """Take the line about progress away, so that what is printed next begins on an empty one."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = False

    def _progress(self, at: Progress) -> None:
        """Print how far a run is, where it takes long and a person watches it."""
        if at.done == at.total:
            self.clear()
            return
        now = time.monotonic()
        long = now - self._start > _QUIET_SECONDS and now - self._shown_at > _BETWEEN_SECONDS
        if at.total > 1 and long and sys.stderr.isatty():
            print(f"\r{at.done:,} of {at.total:,} files read", end="", file=sys.stderr, flush=True)
            self._shown_at, self._shown = now, True
