"""The linter as other programs use it: documents in, plain values out, nothing printed and no file written.

It joins two packages that may not import each other: the configuration, which
decides which rules are in force for a document, and the linter, which runs them.
"""

from __future__ import annotations

import io
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec.structs import replace

from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.documents.document import Document
from ofsted_lint.files.errors import ConfigError, known
from ofsted_lint.findings.record import Finding, finding
from ofsted_lint.findings.result import Result, result
from ofsted_lint.linting.linter import DocumentLinter
from ofsted_lint.linting.many import outcomes
from ofsted_lint.linting.reading import Choices, Notice, Progress, document_of, find_all, read
from ofsted_lint.source.discovery import Found
from ofsted_lint.source.readers import ReadError, read_stream

if TYPE_CHECKING:
    from ofsted_lint.comparison.reports.model import Comparison
    from ofsted_lint.documents.ofsted_document import OfstedDocument
    from ofsted_lint.documents.structure.outline_parts import Outline
    from ofsted_lint.output.trace import Trace
    from ofsted_lint.rules.rule import Loaded

T = TypeVar("T")
StrPath = str | os.PathLike[str]
# The number of notices that are kept: a process may lint for days without reading them.
_MOST_NOTICES = 100
_UNNAMED = "text"


class Skipped(msgspec.Struct, frozen=True):
    """A finding whose fix was left out, and why."""

    finding: Finding
    why: str


class Fixed(msgspec.Struct, frozen=True):
    """The fixed text of a document, the findings that were fixed, those left out, and the result for the new text."""

    text: str
    applied: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    result: Result


class Linter:
    """Lints documents with the rules in force for each.

    The configuration is the nearest to each document, or the file `config`;
    `isolated` reads neither configurations nor suppression files.
    `rules` are folders or packs of rules to use as well, `select` and `ignore`
    choose among all of them, like the options of the command line. Documents are
    compared with the reports and letters at `against`. Findings do not count if
    they are in the file `baseline`, are suppressed by comments or suppression
    files (unless `suppress` is false), or are older than the change since
    `diff_base`, a version in git. `ConfigError` is raised if any of these cannot
    be used.

    `notices` holds messages for a person, the latest last.
    """

    def __init__(
        self,
        config: StrPath | None = None,
        isolated: bool = False,
        rules: Iterable[StrPath] = (),
        select: Iterable[str] | None = None,
        ignore: Iterable[str] | None = None,
        against: Iterable[StrPath] = (),
        baseline: StrPath | None = None,
        suppress: bool = True,
        diff_base: str | None = None,
    ) -> None:
        self.notices: deque[str] = deque(maxlen=_MOST_NOTICES)
        self._choices = Choices(
            against=_paths("against", against),
            suppress=suppress,
            registers=not isolated,
            baseline=None if baseline is None else os.fspath(baseline),
            diff_base=diff_base,
        )
        self._asked = Asked(
            config=None if config is None else os.fspath(config),
            isolated=isolated,
            rules=_paths("rules", rules),
            select=None if select is None else _several("select", select),
            ignore=None if ignore is None else _several("ignore", ignore),
        )
        self._setups = Setups(self._asked)
        self._linter = DocumentLinter(self._setups, self._choices, self._hear)

    def read(
        self,
        source: StrPath | bytes,
        name: str | None = None,
        *,
        kind: str | None = None,
        published: date | None = None,
    ) -> Document:
        """Return the document in a file, in bytes, or in a text that is given with its `name`.

        A string without a name is a path. `kind` and `published` give the kind of
        document and the day of publication, if its text does not show them.
        `ReadError` if it cannot be read.
        """
        if kind is not None:
            from ofsted_lint.documents import KINDS

            known("kind of document", kind, tuple(KINDS))
        choices = replace(self._choices, kind=kind, published=published)
        if isinstance(source, bytes) or (isinstance(source, str) and name is not None):
            data = source.encode("utf-8", "replace") if isinstance(source, str) else source
            return document_of(read_stream(io.BytesIO(data), name or _UNNAMED, choices.max_size), choices)
        path = Path(source)
        return read(Found(path, False, called=name or os.fspath(source)), choices)

    def lint(self, document: Document) -> Result:
        """Return the findings of a document."""
        return result(self._linter.since_base(self._linter.lint(document)))

    def fix(self, document: Document, unsafe: bool = False) -> Fixed:
        """Return the text of a document with its safe fixes, and with `unsafe` all fixes; nothing is written.

        For a PDF or a Word file this is the extracted text, for a person to read, not the file.
        """
        made = self._linter.fix(self._linter.lint(document), unsafe)
        return Fixed(
            made.text,
            tuple(finding(each) for each in made.applied),
            tuple(Skipped(finding(each.finding), each.why) for each in made.skipped),
            result(self._linter.since_base(made.outcome)),
        )

    def lint_paths(self, paths: Iterable[StrPath], jobs: int = 1) -> Iterator[Result | ReadError]:
        """Yield the result for each document that paths (files, folders, patterns) lead to, in order.

        A file that cannot be read yields its `ReadError`. With `jobs`, so many
        processes lint at once; where the system cannot copy processes, they import
        the main module, so it must begin its work under `if __name__ == "__main__"`.
        """
        if jobs < 1:
            raise ValueError(f"jobs is the number of processes, at least 1: {jobs}")
        files: list[Found] = []
        for each in find_all(_paths("paths", paths)):
            if isinstance(each, ReadError):
                yield each
            else:
                files.append(each)
        again = partial(_again, self._asked, self._choices)
        for made in outcomes(self._linter, files, jobs=jobs, again=again):
            yield made if isinstance(made, ReadError) else result(self._linter.since_base(made))

    def _hear(self, event: Notice | Progress | ConfigError) -> None:
        """Keep a notice; raise an error of the configuration."""
        if isinstance(event, ConfigError):
            raise event
        if isinstance(event, Notice):
            self.notices.append(event.message)


def lint(source: StrPath | bytes, name: str | None = None) -> Result:
    """Return what is found in a file, in bytes, or in a text with its name, as it is configured where it lies."""
    linter = Linter()
    return linter.lint(linter.read(source, name))


def lint_paths(paths: Iterable[StrPath], jobs: int = 1) -> Iterator[Result | ReadError]:
    """Yield the result for each document that paths lead to, as it is configured where it lies: `Linter.lint_paths`."""
    return Linter().lint_paths(paths, jobs)


def outline(document: Document) -> Outline:
    """Return the structure of a document as plain values."""
    from ofsted_lint.documents.outline import outline

    return outline(document)


def trace(document: Document, linter: Linter | None = None) -> Trace:
    """Return the paragraphs that address each improvement item, judged by the thresholds of a linter's rules."""
    from ofsted_lint.output.trace import trace

    return trace(document, rules_of(document.source.path, linter or Linter()))


def compare(old: Document, new: Document, linter: Linter | None = None) -> Comparison[Finding]:
    """Return the differences between two inspection reports of one kind, with the findings in both or in one of them.

    `ReadError` if one of them is not an inspection report.
    """
    from ofsted_lint.documents import kinds
    from ofsted_lint.linting.compare import compare

    one, two = _comparable(old), _comparable(new)
    if wrong := kinds.differ(one.kind, two.kind):
        raise ReadError(wrong, two.source.path)
    used = (linter or Linter())._linter
    return compare(one, two, used.lint(one).findings, used.lint(two).findings)


def _comparable(document: Document) -> OfstedDocument:
    """Return a document that `compare` takes; `ReadError` for another."""
    from ofsted_lint.documents.kinds import successive
    from ofsted_lint.documents.ofsted_document import OfstedDocument

    if isinstance(document, OfstedDocument) and successive(document.kind):
        return document
    raise ReadError("this is not an inspection report, so it cannot be compared", document.source.path)


def rules_of(path: StrPath, linter: Linter) -> Sequence[Loaded]:
    """Return the rules of a document at a path, those that are off as well."""
    return linter._setups.of(os.fspath(path)).rules


def _again(asked: Asked, choices: Choices) -> DocumentLinter:
    """Return a linter in a process that shares nothing with the one of the caller, which has heard all there is."""
    return DocumentLinter(Setups(asked, lambda error: None), choices, lambda event: None)


def _several(name: str, given: Iterable[T]) -> tuple[T, ...]:
    """Return values as a tuple; `TypeError` for a single string, which would be split into characters."""
    if isinstance(given, str | bytes):
        raise TypeError(f"{name} takes a list: [{given!r}]")
    return tuple(given)


def _paths(name: str, given: Iterable[StrPath]) -> tuple[str, ...]:
    """Return paths as strings."""
    return tuple(os.fspath(each) for each in _several(name, given))
