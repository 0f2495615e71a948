"""Lint the documents of a run with the rules in force for each, and set apart findings that do not count.

The linter returns outcomes, which refer to their document and use offsets;
`api` turns them into plain results, and the formats also show lines of the
text. Configurations are given as a protocol, so that any set of rules can be
used. Nothing is printed, and no file is written.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from ofsted_lint import documents
from ofsted_lint.checks.context import chosen
from ofsted_lint.documents.document import Document
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.findings import ignore_file
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.suppressions import Register
from ofsted_lint.linting.engine import lint
from ofsted_lint.linting.reading import Choices, Notice, Tell, compared_with, kept, read, read_all
from ofsted_lint.rules.rule import Loaded, families, renames
from ofsted_lint.source.discovery import Found
from ofsted_lint.source.readers import ReadError, reread

if TYPE_CHECKING:
    from ofsted_lint.findings import baseline
    from ofsted_lint.findings.diff_base import Base
    from ofsted_lint.linting.fixes import Fixed


class InForce(Protocol):
    """The configuration of a document: its rules, some of them switched off, notices for a person, its baseline."""

    @property
    def rules(self) -> Sequence[Loaded]: ...

    @property
    def notices(self) -> tuple[str, ...]: ...

    @property
    def baseline(self) -> Path | None: ...


class Configurations(Protocol):
    """The configuration of each document; `rules` has the rules of all documents requested so far, by id."""

    @property
    def rules(self) -> Mapping[str, Loaded]: ...

    def of(self, document: str) -> InForce: ...

    def excludes(self, document: str) -> bool: ...

    def respects_gitignore(self, document: str) -> bool: ...


class DocumentLinter:
    """Lints documents; `ConfigError` if a configuration, or one of the choices, cannot be used."""

    def __init__(self, configurations: Configurations, choices: Choices, tell: Tell) -> None:
        self._configurations = configurations
        self.choices = choices
        self.tell = tell
        self.today = today()
        self._registers = _Registers(tell)
        self._families: dict[str, str] = {}
        self._renamed: dict[str, str] = {}
        self.given = compared_with(choices, tell)
        # The baselines that were used, by their paths.
        self.baselines: dict[Path, baseline.Baseline] = {}
        self._base = _base(choices.diff_base) if choices.diff_base else None

    def documents(self, files: list[Found]) -> Iterator[Document | ReadError]:
        """Yield the documents in files; errors of their configurations are reported first."""
        return read_all(self.left(files), self.choices, self.tell, lambda found: read(found, self.choices))

    def left(self, files: list[Found]) -> list[Found]:
        """Return files without excluded ones, having looked at the configurations of all of them."""
        left = kept(files, self._configurations, self.choices, self.tell)
        if left:
            forces = {self._configurations.of(each.name) for each in left}
            for line in dict.fromkeys(line for force in forces for line in force.notices):
                self.tell(Notice(line))
            if not any(each.rule.enabled for force in forces for each in force.rules):
                self.tell(Notice("no rules are in force"))
        return left

    def lint(self, document: Document) -> Outcome:
        """Return the outcome of a document, with suppressed and known findings set apart."""
        return self.hold(self.run(document))

    def run(self, document: Document) -> Outcome:
        """Return the outcome of a document with suppressed findings set apart, whatever is in a baseline."""
        path = document.source.path
        return lint(document, self.rules(path), self.register(path), chosen(document, self.given))

    def rules(self, path: str) -> Sequence[Loaded]:
        """Return all rules for a document, some of them switched off."""
        return self._configurations.of(path).rules

    def hold(self, outcome: Outcome) -> Outcome:
        """Return an outcome with the findings set apart that are known to its baseline."""
        known = Path(self.choices.baseline) if self.choices.baseline else None
        if known is None and self.choices.configured_baselines:
            known = self._configurations.of(outcome.source.path).baseline
        if known is None:
            return outcome
        from ofsted_lint.findings import baseline  # many runs have none

        if known not in self.baselines:
            self.baselines[known] = baseline.read(known)
        return self.baselines[known].hold(outcome)

    def since_base(self, outcome: Outcome) -> Outcome:
        """Return an outcome with findings that are older than `diff_base` set apart."""
        return self._base.part(outcome, self.lint) if self._base else outcome

    def fix(
        self,
        outcome: Outcome,
        unsafe: bool = False,
        digest: Callable[[Document, str], str] = lambda *_: "",
        also: Callable[[Outcome], Outcome] = lambda made: made,
    ) -> Fixed:
        """Return an outcome's document with its fixes; no file is written.

        `digest` returns the hash that the file would have with a given text;
        `also` may leave fixes out of the outcome of each further round.
        """
        from ofsted_lint.linting.fixes import apply_fixes  # only where something is to be fixed

        document = outcome.document

        def again(text: str) -> Outcome:
            changed = replace(reread(document.source, text), sha256=digest(document, text))
            return also(self.lint(documents.again(changed, document)))

        return apply_fixes(outcome, again, unsafe)

    def be_quiet(self) -> None:
        """Say nothing any more: a process that helps another leaves that to it."""
        self.tell = lambda event: None
        self._registers = _Registers(self.tell)

    def register(self, path: str) -> Register | None:
        """Return the register of suppressions for a document; None if suppressions are switched off."""
        if not self.choices.suppress:
            return None
        rules = self._configurations.rules
        found = self._registers.of(Path(path), rules) if self.choices.registers else None
        if len(self._families) != len(rules):  # the configuration of another folder may know more
            self._families = families(rules.values())
            self._renamed = renames(rules.values())
        return Register(self.today, found.about(Path(path)) if found else (), rules, self._families, self._renamed)


class _Registers:
    """Reads the suppression files next to documents, each once, and reports their errors."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._read: dict[Path, ignore_file.Register | None] = {}
        self._nearest: dict[Path, Path | None] = {}

    def of(self, document: Path, rules: Mapping[str, Loaded]) -> ignore_file.Register | None:
        """Return the nearest suppression file of a document; None if there is none. `rules` are all known ids."""
        folder = Path(os.path.abspath(document)).parent
        if folder not in self._nearest:
            self._nearest[folder] = ignore_file.nearest(folder)
        file = self._nearest[folder]
        if file and file not in self._read:
            self._read[file] = self._tried(file, rules)
        return self._read[file] if file else None

    def _tried(self, file: Path, rules: Mapping[str, Loaded]) -> ignore_file.Register | None:
        try:
            found = ignore_file.read(file, set(rules), renames(rules.values()))
        except ConfigError as error:
            self._tell(error)
            return None
        for line in found.lost():
            self._tell(Notice(line))
        return found


def _base(revision: str) -> Base:
    """Return the git version that documents are compared with."""
    from ofsted_lint.findings.diff_base import Base  # only needed for --diff-base

    return Base(revision)


def today() -> date:
    """Return the date of a run: from `SOURCE_DATE_EPOCH`, so that runs can be repeated, else today."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return date.today()
    try:
        return datetime.fromtimestamp(int(given), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise ConfigError("SOURCE_DATE_EPOCH", f"“{given[:40]}” is not a number of seconds since 1970") from None
