"""The processor time and memory that a document may take; what needs more is one failure, and the next is read.

A report needs a second. `document` counts from its start; rules are stopped
between one and the next, wherever Python runs. In a process of the program's
own, `enforce` also interrupts what goes on for too long, and takes memory away
from what asks for too much, where the system can do so.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from ofsted_lint.files.errors import OutOfTime

SECONDS = 60.0
MEGABYTES = 1500
# Python ignores what a destructor raises, so the interruption is repeated.
_AGAIN = 0.5
_PAGE = 4096
# Returns the processor time of this thread; where there is one thread only, as in a browser, that of the process.
spent = getattr(time, "thread_time", time.process_time)


class _State(threading.local):
    """Since when the document of this thread is counted, by the wall clock and by processor time; None if none is."""

    started: tuple[float, float] | None = None


_state = _State()
_enforced = False


def enforce() -> None:
    """Interrupt documents that take too much from now on; this changes settings of the process."""
    global _enforced
    _state.started = None  # a copy of a process begins anew
    with suppress(ImportError, AttributeError, ValueError):  # Windows, or not the main thread
        import signal

        signal.signal(signal.SIGVTALRM, _interrupt)
        _enforced = True


@contextmanager
def document() -> Iterator[None]:
    """Count the processor time of a document, and limit what is allocated; inside another it does nothing.

    `OutOfTime` and `MemoryError` are raised where it is too much.
    """
    if _state.started:
        yield
        return
    _state.started = time.perf_counter(), spent()
    enforced = _enforced and threading.current_thread() is threading.main_thread()
    before = _limited() if enforced else None
    try:
        if enforced:
            _alarm(SECONDS)
        yield
    finally:
        end()
        if before is not None:
            _limit(before)


def end() -> None:
    """Count no more: the document is done, or given up."""
    _state.started = None
    if _enforced and threading.current_thread() is threading.main_thread():
        _alarm(0)


def check() -> None:
    """Raise `OutOfTime` if the processor time of the document is spent."""
    if _state.started is None:
        return
    wall, began = _state.started
    # The wall clock is read first, since that is cheap.
    if time.perf_counter() - wall > SECONDS and spent() - began > SECONDS:
        raise OutOfTime(SECONDS)


def _interrupt(number: int, frame: FrameType | None) -> None:
    if _state.started:
        raise OutOfTime(SECONDS)


def _alarm(seconds: float) -> None:
    import signal

    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN if seconds else 0)


def _limited() -> int | None:
    """Limit the memory of this process to what it has and what a document may take; return the limit before."""
    try:
        import resource

        taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * _PAGE
        before, hard = resource.getrlimit(resource.RLIMIT_AS)
    except (ImportError, AttributeError, OSError, ValueError):
        return None
    most = taken + MEGABYTES * 1_000_000
    if any(0 <= each < most for each in (before, hard)):
        return None
    _limit(most)
    return before


def _limit(most: int) -> None:
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
