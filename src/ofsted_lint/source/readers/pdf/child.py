"""The process that reads PDFs, one after another: `python -m ofsted_lint.source.readers.pdf.child`.

A library in C reads files by strangers. It runs apart from the program, with
limits on memory and processor time; if it fails, one file is not read and
nothing else is lost. Each file comes on standard input after its length; the
answer (`answering`) is JSON after its length.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
import threading
import time
from typing import BinaryIO

from ofsted_lint.source.readers.pdf.answering import answered
from ofsted_lint.source.readers.pdf.message import LENGTH

SECONDS = 20
# How long it may take to end, in seconds, and the memory of the thread that sees to it.
_GRACE = 0.5
_STACK = 256 * 1024
_MEMORY = 450 * 1000 * 1000


def main() -> None:
    """Answer requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent process handles interrupts and closes the pipe
    files, answers = sys.stdin.buffer, sys.stdout.buffer
    gc.set_threshold(100_000, 50, 50)  # pages create no reference cycles
    _end_with(files)
    _set_limit("RLIMIT_AS", _MEMORY)
    _set_limit("RLIMIT_CORE", 0)
    while data := receive(files):
        _set_limit("RLIMIT_CPU", _spent() + SECONDS)
        send(answers, json.dumps(answered(data)).encode())


def _end_with(files: BinaryIO) -> None:
    """End this process soon after the one that asks has ended, even if it was killed, where the system can tell."""
    if not hasattr(select, "poll"):
        return
    asking = select.poll()
    asking.register(files, 0)  # only its end

    def wait() -> None:
        asking.poll()
        time.sleep(_GRACE)  # usually the process reads the end itself
        os._exit(1)

    threading.stack_size(_STACK)
    threading.Thread(target=wait, daemon=True).start()


def receive(stream: BinaryIO) -> bytes:
    """Receive a message; empty if the other process has ended."""
    length = int.from_bytes(stream.read(LENGTH), "big")
    data = stream.read(length)
    return data if len(data) == length else b""


def send(stream: BinaryIO, data: bytes) -> None:
    """Send a message after its length."""
    stream.write(len(data).to_bytes(LENGTH, "big"))
    stream.write(data)
    stream.flush()


def _set_limit(name: str, most: int) -> None:
    """Set a resource limit if the system supports it."""
    try:
        import resource

        which = getattr(resource, name)
        _, hard = resource.getrlimit(which)
        resource.setrlimit(which, (most if hard < 0 else min(most, hard), hard))
    except (ImportError, AttributeError, OSError, ValueError):
        return


def _spent() -> int:
    """Return the processor time that this process has used, in seconds, rounded up."""
    try:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        return int(used.ru_utime + used.ru_stime) + 1
    except ImportError:
        return 0


if __name__ == "__main__":
    main()
