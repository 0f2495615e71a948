"""The options of a command line as one value."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from ofsted_lint import documents
from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.files.errors import ConfigError, known
from ofsted_lint.linting.reading import Choices
from ofsted_lint.source.discovery import Found
from ofsted_lint.source.readers import DEFAULT_LIMIT

# The format that is written to a folder.
PARQUET = "parquet"


class CheckOptions(msgspec.Struct, frozen=True):
    """The options of `check`, by their names; commands with fewer options leave the others at their defaults."""

    paths: tuple[str, ...] = ()
    config: str | None = None
    isolated: bool = False
    force_exclude: bool = False
    kind: str | None = None
    stdin_filename: str = "stdin"
    max_size: int = DEFAULT_LIMIT
    published: date | None = None
    rules: tuple[str, ...] = ()
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    only: tuple[str, ...] | None = None
    against: tuple[str, ...] = ()
    format: tuple[str, ...] = ()
    max_findings: int | None = None
    min_severity: str | None = None
    statistics: bool = False
    sarif_include_suppressed: bool = False
    color: str = "auto"
    fail_on: str | None = None
    no_suppress: bool = False
    baseline: str | None = None
    write_baseline: str | None = None
    diff_base: str | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    watch: bool = False
    tracked_changes: bool = False
    comments_from: str | None = None
    record: str | None = None
    verify: str | None = None
    show_config: bool = False
    jobs: int = 1
    no_cache: bool = False
    authorities: str | None = None

    @property
    def prints_text(self) -> bool:
        """True if the fixed text or the difference is printed, instead of findings."""
        return self.diff or ((self.fix or self.unsafe_fixes) and "-" in self.paths)

    def asked(self) -> Asked:
        """Return the options about the configuration; `ConfigError` for --only with --select or --ignore."""
        if self.only and (self.select or self.ignore):
            message = "--only names all rules that are to be used: leave --select and --ignore out"
            raise ConfigError("command line", message)
        chosen = {key: _split(words) for key in ("select", "ignore", "only") if (words := getattr(self, key))}
        return Asked(self.config, self.isolated, self.rules, fail_on=self.fail_on, **chosen)

    def choices(self) -> Choices:
        """Return the options about how documents are read, and which findings do not count."""
        if self.kind:
            known("kind of document", self.kind, tuple(documents.KINDS))
        return Choices(
            kind=self.kind,
            published=self.published,
            max_size=self.max_size,
            force_exclude=self.force_exclude,
            against=self.against,
            suppress=not self.no_suppress,
            baseline=self.baseline,
            configured_baselines=not self.write_baseline,
            diff_base=self.diff_base,
        )

    def names(self, paths: Iterable[str] | None = None) -> list[str | Found]:
        """Return paths (those of the command line, if none are given) with standard input as a file to be read."""
        return [self._standard_input() if name == "-" else name for name in (self.paths if paths is None else paths)]

    def _standard_input(self) -> Found:
        return Found(Path("-"), False, sys.stdin.buffer, self.stdin_filename)


def options(args: argparse.Namespace) -> CheckOptions:
    """Return parsed arguments as options."""
    made: dict[str, Any] = {}
    for name in CheckOptions.__struct_fields__:
        if hasattr(args, name):
            value = getattr(args, name)
            made[name] = tuple(value) if isinstance(value, list) else value
    return CheckOptions(**made)


def _split(words: Iterable[str]) -> tuple[str, ...]:
    """Return the values of an option that may be repeated and may hold several values with commas."""
    return tuple(word.strip() for each in words for word in each.split(","))
