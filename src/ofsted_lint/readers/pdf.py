"""PDFs, read in a process of their own (`_pdf_child`) by PDFium.

Its lines are those of the text that is made of it: `ofsted-lint text FILE`
prints them.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import subprocess
import sys
import threading
from importlib.util import find_spec
from typing import Any

import msgspec

from ofsted_lint.source import Source

ENDINGS = (".pdf",)
_MISSING = "reading PDFs needs an extra: pip install 'ofsted-lint[pdf]'"
# More than the child allows itself of processor time: machines are busy.
_SECONDS = 30
_LENGTH = 8


class _Answer(msgspec.Struct):
    """What the child says of a file."""

    text: str = ""
    notes: tuple[str, ...] = ()
    error: str = ""


def takes(head: bytes) -> bool:
    """Whether a file begins as PDFs do; some have a few bytes before their mark."""
    return b"%PDF-" in head


def decode(name: str, data: bytes) -> Source:
    """The text of a PDF; `ValueError` says in a line why it cannot be had."""
    if find_spec("pypdfium2") is None:
        raise ValueError(_MISSING)
    answer = _READER.read(data)
    if answer.error:
        raise ValueError(answer.error)
    return Source(name, answer.text, "utf-8", answer.notes, hashlib.sha256(data).hexdigest(), "pdf")


class _Reader:
    """The child process: begun when it is first needed, begun anew when a file was too much for it."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def read(self, data: bytes) -> _Answer:
        with self._lock:
            child = self._child or self._begun()
            late = threading.Event()
            timer = threading.Timer(_SECONDS, lambda: (late.set(), child.kill()))
            timer.start()
            try:
                return msgspec.json.decode(_asked(child, data), type=_Answer)
            except (OSError, msgspec.DecodeError):
                child.kill()
                self.close()
                return _Answer(error=_gave_up(late.is_set()))
            finally:
                timer.cancel()

    def _begun(self) -> subprocess.Popen[bytes]:
        """A child that finds its modules where this process does."""
        self._child = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "ofsted_lint.readers._pdf_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        atexit.register(self.close)
        return self._child

    def close(self) -> None:
        child, self._child = self._child, None
        if child:
            for stream in (child.stdin, child.stdout):
                try:
                    if stream:
                        stream.close()
                except OSError:  # what was not yet sent cannot be
                    pass
            child.wait()


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
        return f"reading it takes longer than {_SECONDS} seconds"
    return "this PDF is damaged or made to do harm: the library that reads PDFs gave up on it"


_READER = _Reader()
