"""Run command lines of the program inside the page, as a terminal would run them.

It is part of the page only, where it is the module `ofsted_lint_page`.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout

from ofsted_lint.cli.main import main

_opened: list[Callable[[str], object]] = []
# As at a terminal: what a run makes is mostly text and numbers, and looking for cycles in it takes longer than the run.
gc.set_threshold(500_000, 50, 50)
# How many runs may leave something before it is collected, and how many have since it was.
_RUNS = 4
_untidied = 0


def run(words: list[str], opened: Callable[[str], object]) -> tuple[int, str, str]:
    """Run a command line; return its status and what it printed. `opened` is called with the name of each draft."""
    printed = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    said = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    _opened[:] = [opened]
    try:
        with redirect_stdout(printed), redirect_stderr(said):
            status = main(words)
    except SystemExit as stop:  # --help and wrong options end so
        status = stop.code if isinstance(stop.code, int) else 2
    finally:
        _opened.clear()
        _tidy()
    return status, _text(printed), _text(said)


def _tidy() -> None:
    """Collect what the first run left, and then what every few runs left: looking for it takes as long as ten rules."""
    global _untidied
    _untidied += 1
    if gc.get_freeze_count() and _untidied < _RUNS:
        return
    gc.collect()
    _untidied = 0
    if not gc.get_freeze_count():
        gc.freeze()  # the program and its rules stay, and need not be looked through again


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


def _watch(event: str, values: tuple[object, ...]) -> None:
    """Report a draft that is opened, so that a person sees how far a run is."""
    if event == "open" and _opened and isinstance(path := values[0], str) and not os.path.isabs(path):
        _opened[0](path)


sys.addaudithook(_watch)
