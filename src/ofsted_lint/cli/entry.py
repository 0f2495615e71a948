"""Where the program begins: a run whose answer is known is answered before all that a run needs is imported."""

from __future__ import annotations

import gc
import io
import os
import sys

from ofsted_lint.cli import replay


def entry_point() -> int:
    """Run the command line in a process of its own, and return the exit status."""
    place = replay.entry(sys.argv[1:]) if _can_be_copied() else None
    if place is None:
        return _run()
    try:
        status = replay.again(place)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader closed the pipe, so nothing more can be written to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError:  # the run reports it
        return _run()
    if status is not None:
        return status
    with replay.Recorder() as recorder:
        status = _run()
    if replay.entry(sys.argv[1:]) == place:  # nothing was changed while it was read
        recorder.keep(place, status)
    return status


def _can_be_copied() -> bool:
    return all(hasattr(stream, "buffer") for stream in (sys.stdout, sys.stderr))


def _run() -> int:
    import atexit

    from ofsted_lint.cli.main import main  # brings all that a run needs

    # A run makes few reference cycles and many small values: a short run that ends
    # before the first garbage collection is a tenth faster.
    gc.set_threshold(500_000, 50, 50)
    # All memory is freed with the process; a last garbage collection at exit would
    # take as long as reading a report.
    atexit.register(gc.freeze)
    _prepare_streams()
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
