"""The options about speed: how many processes lint, and whether results of earlier runs are used."""

from __future__ import annotations

import argparse
import os

_AUTO = "auto"
_MOST = 256


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options about speed."""
    group = parser.add_argument_group("speed")
    group.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="N",
        help=f"lint in N processes at once, or {_AUTO}: one for each processor (default 1)",
    )
    group.add_argument(
        "--no-cache", action="store_true", help="lint unchanged documents too, and keep no results for later runs"
    )


def _jobs(text: str) -> int:
    if text == _AUTO:
        return min(_processors(), _MOST)
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(_MOST)) and 1 <= int(text) <= _MOST):
        raise argparse.ArgumentTypeError(f"“{text[:40]}” is not a number of processes from 1 to {_MOST}, or {_AUTO}")
    return int(text)


def _processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
