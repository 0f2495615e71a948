"""Start, use and restart the process that reads PDFs."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import msgspec

from ofsted_lint.source.readers.pdf.answer import Answer
from ofsted_lint.source.readers.pdf.message import LENGTH, question

# More than the child's own limit of processor time, since the machine may be busy.
SECONDS = 30
# A second thread would set aside a part of the memory that the child may take.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "1"}
_TIME_IS_UP = getattr(signal, "SIGXCPU", 0)


class Reader:
    """The child process, started when it is first needed and restarted after a failure."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._begun: bytes | None = None  # the file that the child was sent, and whose answer was not received
        self._lock = threading.Lock()
        atexit.register(self.close)

    def begin(self, data: bytes) -> None:
        """Send a file; `read` of the same bytes returns the answer to it."""
        with self._lock:
            if self._begun is None and not self._exchange(partial(_send, data=data)).error:
                self._begun = data

    def read(self, data: bytes) -> Answer:
        """Return the child's answer to a file; an answer with an error if it fails or takes too long."""
        with self._lock:
            begun, self._begun = self._begun, None
            if begun is not None and begun is not data:
                self._exchange(_receive)  # an answer that is not needed any more
            return self._exchange(_receive if begun is data else partial(_ask, data=data))

    def _exchange(self, step: Callable[[subprocess.Popen[bytes]], Answer]) -> Answer:
        """Send to the child or receive from it; an answer with an error if it fails or takes too long."""
        child = self._child = self._child or _start()
        late = threading.Event()
        timer = threading.Timer(SECONDS, _stop, (child, late))
        timer.start()
        try:
            return step(child)
        except (OSError, msgspec.DecodeError):
            child.kill()
            self.close()
            return Answer(error=_failure(late.is_set() or child.returncode == -_TIME_IS_UP))
        except BaseException:  # the caller was interrupted; the answer must not reach the next one
            child.kill()
            self.close()
            raise
        finally:
            timer.cancel()

    def find(self, data: bytes, asked: list[tuple[int, str, int]]) -> Answer:
        """Return the rectangles of words in a file as `places`; each is a page, letters, and an offset in its text."""
        return self.read(question(data, asked))

    def forget(self) -> None:
        """Leave the child to the process that started it: a copy of that process needs one of its own."""
        self._child = self._begun = None
        self._lock = threading.Lock()

    def close(self) -> None:
        """End the child, which exits when its input is closed."""
        child, self._child, self._begun = self._child, None, None
        if child:
            for stream in (child.stdin, child.stdout):
                with suppress(OSError):  # unsent data is lost
                    if stream:
                        stream.close()
            child.wait()


def _stop(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _start() -> subprocess.Popen[bytes]:
    """Start a child that finds its modules where this process does, and nowhere else (-P)."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "ofsted_lint.source.readers.pdf.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)} | _ENVIRONMENT,
    )


def _ask(child: subprocess.Popen[bytes], data: bytes) -> Answer:
    """Send a file to the child and return its answer."""
    _send(child, data)
    return _receive(child)


def _send(child: subprocess.Popen[bytes], data: bytes) -> Answer:
    """Send a file to the child, which is waiting for one; there is no answer yet."""
    files: Any = child.stdin
    files.write(len(data).to_bytes(LENGTH, "big"))
    files.write(data)
    files.flush()
    return Answer()


def _receive(child: subprocess.Popen[bytes]) -> Answer:
    """Return the child's answer to the file that it was sent."""
    answers: Any = child.stdout
    return msgspec.json.decode(answers.read(int.from_bytes(answers.read(LENGTH), "big")), type=Answer)


def _failure(late: bool) -> str:
    """Return the reason why there is no answer."""
    if late:
        return "reading it takes too long; no report needs more than a few seconds"
    return "this PDF is damaged or malicious: the library that reads PDFs failed on it"


READER = Reader()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=READER.forget)
