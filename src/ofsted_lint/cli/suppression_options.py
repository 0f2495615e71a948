"""What a run holds back: findings that are suppressed, and those that a baseline knows."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.cli.inputs import Failures, say
from ofsted_lint.documents.document import Document
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.findings import baseline
from ofsted_lint.findings import ignore_file as registers
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.suppressions import Register

if TYPE_CHECKING:
    from ofsted_lint.findings.diff_base import Base

_MOST_NAMED = 3


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options about what is held back."""
    group = parser.add_argument_group("what is held back")
    group.add_argument(
        "--no-suppress", action="store_true", help="show also what comments and registers of suppressions keep quiet"
    )
    known = group.add_mutually_exclusive_group()
    known.add_argument("--baseline", metavar="FILE", help="only findings that are not in this file count")
    known.add_argument("--write-baseline", metavar="FILE", help="write all findings to this file and report none")
    group.add_argument("--diff-base", metavar="REV", help="only what the change since this version in git has caused")


class Holding:
    """The registers and the baseline of a run."""

    def __init__(self, args: argparse.Namespace, failures: Failures) -> None:
        self._suppress = not args.no_suppress
        self._failures = failures
        self._named = Path(args.baseline) if args.baseline else None
        self._target = Path(args.write_baseline) if args.write_baseline else None
        self._shown_only = args.diff
        self._today = today()
        self._registers: dict[Path, registers.Register | None] = {}
        self._nearest: dict[Path, Path | None] = {}
        self._baselines: dict[Path, baseline.Baseline] = {}
        self._written: list[baseline.Document] = []
        self._rules: set[str] = set()
        if args.diff_base and self._target:
            raise ConfigError("command line", "--write-baseline takes all findings, so it does not go with --diff-base")
        self._base = _base(args.diff_base) if args.diff_base else None

    def register(self, path: str, rules: Collection[str]) -> Register | None:
        """What keeps findings of a document quiet; None where nothing may. `rules` are all there are."""
        self._rules.update(rules)
        if not self._suppress:
            return None
        document = Path(path)
        folder = Path(os.path.abspath(document)).parent
        if folder not in self._nearest:
            self._nearest[folder] = registers.nearest(folder)
        file = self._nearest[folder]
        found = self._read(file, set(rules)) if file else None
        return Register(self._today, found.about(document) if found else (), rules)

    def _read(self, file: Path, rules: set[str]) -> registers.Register | None:
        """A register, read once; what is wrong with it is told."""
        if file not in self._registers:
            self._registers[file] = None
            try:
                found = self._registers[file] = registers.read(file, rules)
            except ConfigError as error:
                self._failures.tell(str(error))
            else:
                for line in found.lost():
                    say(line)
        return self._registers[file]

    def hold(self, outcome: Outcome, configured: Path | None = None) -> Outcome:
        """Hold back what the baseline knows (that of the configuration, if none is named); or keep it for writing."""
        if self._target:
            self._written.append(baseline.entry(outcome, self._target))
            return msgspec.structs.replace(outcome, findings=())
        path = self._named or configured
        if path is None:
            return outcome
        if path not in self._baselines:
            self._baselines[path] = baseline.read(path)
        return self._baselines[path].hold(outcome)

    def part(self, outcome: Outcome, lint: Callable[[Document], Outcome]) -> Outcome:
        """Hold back what the change that is looked at has nothing to do with."""
        return self._base.part(outcome, lint) if self._base else outcome

    def close(self) -> None:
        """Write the baseline, or take out of those that were used what no longer occurs."""
        if self._target and self._failures.count:
            say(f"nothing was written to {self._target}, since not all could be done")
        elif self._target:
            baseline.write(self._target, self._written)
            count = sum(len(document.findings) for document in self._written)
            say(f"{count:,} finding(s) of {len(self._written):,} document(s) were written to {self._target}")
        for path, used in self._baselines.items():
            # What failed, such as a folder of rules that is not there, says nothing about what no longer occurs.
            gone = {} if self._failures.count or self._shown_only else used.gone(self._rules)
            if gone:
                self._prune(path, used, gone)

    def _prune(self, path: Path, used: baseline.Baseline, gone: dict[str, list[baseline.Known]]) -> None:
        count = sum(map(len, gone.values()))
        named = [f"{document}: {_listed([each.rule for each in entries])}" for document, entries in gone.items()]
        more = f" and {len(named) - _MOST_NAMED:,} other document(s)" if len(named) > _MOST_NAMED else ""
        what = f"{count:,} known finding(s) no longer occur ({'; '.join(named[:_MOST_NAMED])}{more})"
        try:
            used.prune(gone)
            say(f"{what} and were taken out of {path}")
        except ConfigError as error:
            say(f"{what}, but {error}")


def _base(revision: str) -> Base:
    """The version that the documents are compared with."""
    from ofsted_lint.findings.diff_base import Base  # brings what runs git, which other runs do not need

    return Base(revision)


def _listed(rules: list[str]) -> str:
    counts = {rule: rules.count(rule) for rule in dict.fromkeys(rules)}
    return ", ".join(rule if count == 1 else f"{count} × {rule}" for rule, count in counts.items())


def today() -> date:
    """The day on which a run takes place: that of `SOURCE_DATE_EPOCH`, by which runs can be repeated, or this one."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return date.today()
    try:
        return datetime.fromtimestamp(int(given), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ConfigError("SOURCE_DATE_EPOCH", f"“{given[:40]}” is no number of seconds since 1970") from None
