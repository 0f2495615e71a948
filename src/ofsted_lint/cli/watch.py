"""Check files again each time they are saved: a line a save with what is left, new and gone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

from ofsted_lint.cli.console import Console
from ofsted_lint.cli.options import CheckOptions
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.files.printable import path_text, printable
from ofsted_lint.linting.linter import DocumentLinter

_NOT_WITH = ("fix", "unsafe_fixes", "diff", "record", "write_baseline", "format", "statistics")
# The program's own files, and drafts of files that are written whole.
_LEFT_OUT = (".git", "__pycache__")


def watch(chosen: CheckOptions) -> int:
    """Check the documents, and again those that are saved, until Ctrl-C."""
    try:
        from watchfiles import watch as saved  # an extra
    except ModuleNotFoundError:
        raise ConfigError("--watch", 'install it with: pip install "ofsted-lint[watch]"') from None
    other = next((name for name in _NOT_WITH if getattr(chosen, name)), None)
    if other or "-" in chosen.paths:
        what = f"leave --{other.replace('_', '-')} out" if other else "name files, not standard input"
        raise ConfigError("command line", f"--watch prints a line for each save: {what}")
    known: dict[str, frozenset[str]] = {}
    begun: float | None = time.time()
    _check(chosen, known, None)
    folders = {os.path.dirname(os.path.abspath(path)) if os.path.isfile(path) else path for path in chosen.paths}
    often = {"yield_on_timeout": True, "rust_timeout": 500}
    coming = saved(*sorted(folders), watch_filter=_wanted, raise_interrupt=False, **often)
    for changes in coming:
        changed = {os.path.realpath(path) for _, path in changes}
        # What was saved before the system was asked to watch.
        if begun is not None:
            changed |= {os.path.realpath(path) for path in known if _saved_at(path) >= begun}
            begun = None
        if changed:
            _check(chosen, known, changed)
    return 0


def _saved_at(path: str) -> float:
    """Return when a file was saved last; 0 if it is gone."""
    return os.path.getmtime(path) if os.path.exists(path) else 0


def _wanted(change: object, path: str) -> bool:
    return not any(part in _LEFT_OUT for part in Path(path).parts)


def _check(chosen: CheckOptions, known: dict[str, frozenset[str]], changed: Iterable[str] | None) -> None:
    """Check the documents that changed, or all of them if a configuration or a rule did, and print a line for each."""
    console = Console()
    try:
        linter = DocumentLinter(Setups(chosen.asked(), console.fail), chosen.choices(), console.hear)
        files = console.files(chosen.names())
        if changed is not None and not any(path.endswith((".toml", ".yaml", ".yml")) for path in changed):
            files = [each for each in files if os.path.realpath(each.path) in changed]
        for document in console.documents(linter.documents(files)):
            path = path_text(document.source.path)
            now = frozenset(each.fingerprint for each in linter.lint(document).findings)
            before = known.get(path)
            known[path] = now
            if before is None:
                print(printable(f"{path}: {len(now)} found"), flush=True)
            elif changed is not None:
                left = f"{len(now & before)} left, {len(now - before)} new, {len(before - now)} gone"
                print(printable(f"{path}: {left}"), flush=True)
    except ConfigError as error:
        console.fail(error)
