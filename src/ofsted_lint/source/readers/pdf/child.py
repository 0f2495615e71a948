"""The process in which PDFs are read, one after the other: `python -m ofsted_lint.source.readers.pdf.child`.

A library in C reads what strangers made. It does so apart from the program,
with bounds on memory and processor time; if it fails, a file is not read and
nothing else is lost. Each file comes on standard input behind its length; the
answer is JSON behind its own: `text`, `notes` and `raised`, or `error`, a reason.
"""

from __future__ import annotations

import gc
import json
import signal
import sys
from typing import Any, BinaryIO

from ofsted_lint.source.readers.pdf import extract

LENGTH = 8
SECONDS = 20
_MEMORY = 450 * 1000 * 1000


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked is told, and hangs up
    files, answers = sys.stdin.buffer, sys.stdout.buffer
    gc.set_threshold(100_000, 50, 50)  # pages leave no cycles behind
    _bound("RLIMIT_AS", _MEMORY)
    _bound("RLIMIT_CORE", 0)
    while data := receive(files):
        _bound("RLIMIT_CPU", _spent() + SECONDS)
        send(answers, json.dumps(_answer(data)).encode())


def _answer(data: bytes) -> dict[str, Any]:
    try:
        return extract.read(data)._asdict()
    except ValueError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": "reading it takes more memory than any report needs"}


def receive(stream: BinaryIO) -> bytes:
    """What was sent, or nothing where the other end is gone."""
    length = int.from_bytes(stream.read(LENGTH), "big")
    data = stream.read(length)
    return data if len(data) == length else b""


def send(stream: BinaryIO, data: bytes) -> None:
    stream.write(len(data).to_bytes(LENGTH, "big"))
    stream.write(data)
    stream.flush()


def _bound(name: str, most: int) -> None:
    """Set a bound where the system has such bounds."""
    try:
        import resource

        which = getattr(resource, name)
        _, hard = resource.getrlimit(which)
        resource.setrlimit(which, (most if hard < 0 else min(most, hard), hard))
    except (ImportError, AttributeError, OSError, ValueError):
        return


def _spent() -> int:
    """The seconds that this process has worked, rounded up."""
    try:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        return int(used.ru_utime + used.ru_stime) + 1
    except ImportError:
        return 0


if __name__ == "__main__":
    main()
