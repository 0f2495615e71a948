"""The process in which PDFs are read, seen from the program: asked, waited for, begun anew."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

import msgspec

# More than the child allows itself of processor time: machines are busy.
SECONDS = 30
_LENGTH = 8
_TIME_IS_UP = getattr(signal, "SIGXCPU", 0)


class Answer(msgspec.Struct):
    """What the child says of a file."""

    text: str = ""
    notes: tuple[str, ...] = ()
    raised: tuple[tuple[int, int], ...] = ()
    error: str = ""


class Reader:
    """The child process: begun when it is first needed, begun anew when a file was too much for it."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        atexit.register(self.close)

    def read(self, data: bytes) -> Answer:
        """What the child says of a file; that it says nothing is an error too."""
        with self._lock:
            child = self._child = self._child or _begun()
            late = threading.Event()
            timer = threading.Timer(SECONDS, _stop, (child, late))
            timer.start()
            try:
                return msgspec.json.decode(_asked(child, data), type=Answer)
            except (OSError, msgspec.DecodeError):
                child.kill()
                self.close()
                return Answer(error=_gave_up(late.is_set() or child.returncode == -_TIME_IS_UP))
            except BaseException:  # whoever waits has had enough; the answer is nobody's
                child.kill()
                self.close()
                raise
            finally:
                timer.cancel()

    def close(self) -> None:
        """End the child: it goes when nothing more can come."""
        child, self._child = self._child, None
        if child:
            for stream in (child.stdin, child.stdout):
                with suppress(OSError):  # what was not yet sent cannot be
                    if stream:
                        stream.close()
            child.wait()


def _stop(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _begun() -> subprocess.Popen[bytes]:
    """A child that finds its modules where this process does, and nowhere else (-P)."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "ofsted_lint.source.readers.pdf.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )


def _asked(child: subprocess.Popen[bytes], data: bytes) -> bytes:
    files: Any = child.stdin
    answers: Any = child.stdout
    files.write(len(data).to_bytes(_LENGTH, "big"))
    files.write(data)
    files.flush()
    found: bytes = answers.read(int.from_bytes(answers.read(_LENGTH), "big"))
    return found


def _gave_up(late: bool) -> str:
    if late:
        return "reading it takes too long; no report needs more than a few seconds"
    return "this PDF is damaged or made to do harm: the library that reads PDFs gave up on it"


READER = Reader()
