"""The options of `check` about findings that do not count, fixes, copies, records and speed, as they are typed.

What they do is in modules that only runs with these options import.
"""

from __future__ import annotations

import argparse
import os

from ofsted_lint.output.corrections import TRACKED_OPTION

_AUTO = "auto"
_MOST = 256


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options, in the order of the help."""
    _suppression(parser)
    _fixes(parser)
    _copies(parser)
    _records(parser)
    _speed(parser)


def _suppression(parser: argparse.ArgumentParser) -> None:
    """Add the options about suppression and baselines."""
    group = parser.add_argument_group("suppression and baselines")
    group.add_argument(
        "--no-suppress", action="store_true", help="also show findings that comments or suppression files suppress"
    )
    known = group.add_mutually_exclusive_group()
    known.add_argument("--baseline", metavar="FILE", help="only findings that are not in this file count")
    known.add_argument("--write-baseline", metavar="FILE", help="write all findings to this file and report none")
    group.add_argument("--diff-base", metavar="REV", help="count only findings that are new since this version in git")


def _fixes(parser: argparse.ArgumentParser) -> None:
    """Add the options about fixes."""
    group = parser.add_argument_group("fixes")
    group.add_argument("--fix", action="store_true", help="apply the safe fixes to the files; what - reads is printed")
    group.add_argument(
        "--unsafe-fixes", action="store_true", help="also apply the fixes that a person should review; implies --fix"
    )
    group.add_argument(
        "--watch",
        action="store_true",
        help="check files when they are saved: a line with what is left, new, gone",
    )
    group.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and change nothing; lists no findings"
    )


def _copies(parser: argparse.ArgumentParser) -> None:
    """Add the options about copies."""
    group = parser.add_argument_group("copies of drafts (--format docx=COPY, pdf=COPY)")
    group.add_argument(
        "--comments-from",
        metavar="SEVERITY",
        help="the mildest findings that get a comment (default: all, of more than fifty only errors and warnings)",
    )
    group.add_argument(
        TRACKED_OPTION,
        action="store_true",
        help="put the safe fixes into the Word copy as tracked changes; with --unsafe-fixes the others too",
    )


def _records(parser: argparse.ArgumentParser) -> None:
    """Add the options about records."""
    group = parser.add_argument_group("records")
    group.add_argument("--record", metavar="FILE", help="write a record of the run to this file, to be signed off")
    group.add_argument("--verify", metavar="FILE", help="only check whether documents still match this record")


def _speed(parser: argparse.ArgumentParser) -> None:
    """Add the options about speed."""
    group = parser.add_argument_group("speed")
    jobs_argument(group)
    group.add_argument(
        "--no-cache", action="store_true", help="lint unchanged documents too, and keep no results for later runs"
    )


def jobs_argument(parser: argparse._ActionsContainer) -> None:
    parser.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="N",
        help=f"lint in N processes at once, or {_AUTO}: one for each processor (default 1)",
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
