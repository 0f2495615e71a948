"""Where the program begins: a run whose answer is known is answered before all that a run needs is imported."""

from __future__ import annotations

import gc
import io
import os
import sys

from ofsted_lint.cli import replay

# What `typing` calls so, which would take longer to import than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from _typeshed import ReadableBuffer


def entry_point() -> int:
    """Run the command line in a process of its own, and return the exit status."""
    try:
        sys.stdout, sys.stderr = (_without_end(stream) for stream in (sys.stdout, sys.stderr))
        return _answered()
    except KeyboardInterrupt:  # it came before, or after, the run itself
        return 130


def _answered() -> int:
    """Print what an earlier run printed, if that is the same run; otherwise run."""
    place = replay.entry(sys.argv[1:]) if _can_be_copied() else None
    if place is None:
        return _run()
    try:
        status = replay.again(place)
        sys.stdout.flush()
    except OSError as error:
        print(f"ofsted-lint: standard output: {error.strerror}", file=sys.stderr)
        return 2
    if status is not None:
        return status
    with replay.Recorder() as recorder:
        status = _run()
    if replay.entry(sys.argv[1:]) == place:  # nothing was changed while it was read
        recorder.keep(place, status)
    return status


def _can_be_copied() -> bool:
    return all(hasattr(stream, "buffer") for stream in (sys.stdout, sys.stderr))


class _Pipe(io.FileIO):
    """A stream that discards what is written after an error; if its reader has closed it, the run goes on."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            self._discard()
            return super().write(data)
        except OSError:
            self._discard()
            raise

    def _discard(self) -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())


def _without_end(stream: TextIO) -> TextIO:
    """Return a stream like a standard one, with which a run goes on when its reader has closed it.

    Fixes, files, and the exit status are then as if all had been read.
    """
    if not isinstance(stream, io.TextIOWrapper) or stream.isatty():
        return stream
    try:
        raw = _Pipe(stream.fileno(), "w", closefd=False)
    except OSError:
        return stream
    return io.TextIOWrapper(io.BufferedWriter(raw), stream.encoding, stream.errors, write_through=stream.write_through)


def _end(number: int, frame: object) -> None:
    """End as Ctrl-C does, so that no draft of a file is left."""
    raise SystemExit(128 + number)


def _run() -> int:
    import atexit
    import signal

    # A run makes few reference cycles and many small values: a short run that ends
    # before the first garbage collection is a tenth faster.
    gc.set_threshold(500_000, 50, 50)
    from ofsted_lint.cli.main import main  # brings all that a run needs
    from ofsted_lint.linting import budget

    # All memory is freed with the process; a last garbage collection at exit would
    # take as long as reading a report.
    atexit.register(gc.freeze)
    _prepare_streams()
    budget.enforce()
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _end)
    return main()


def _prepare_streams() -> None:
    """Write UTF-8 to pipes and files; on a terminal, replace characters that it cannot show by question marks.

    A closed stream is replaced by the null device.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 (open to the end)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", encoding=stream.encoding if stream.isatty() else "utf-8")
