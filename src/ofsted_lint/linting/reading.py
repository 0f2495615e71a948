"""Find and read documents: which files the names lead to, which are excluded, and the kind of each.

Nothing is printed. Notices and progress are values, which are passed to the
caller as they arise; for a file that cannot be read an error takes the place of
its document.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from ofsted_lint import documents
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.kinds import compared
from ofsted_lint.files.errors import TOO_MUCH, ConfigError, too_much
from ofsted_lint.linting import budget
from ofsted_lint.source.discovery import Found, NothingFound, find
from ofsted_lint.source.readers import (
    DEFAULT_LIMIT,
    EmptyError,
    ReadError,
    file_bytes,
    read_file,
    source_of,
    stream_bytes,
)
from ofsted_lint.source.source import Source


class Notice(msgspec.Struct, frozen=True):
    """A message for a person; nothing has failed."""

    message: str


class StatementGivenError(ConfigError):
    """A statement given as what documents are compared with; `given` is its path."""

    def __init__(self, given: str) -> None:
        super().__init__("--against", f"{given}: this is a statement; give the report that it is about")
        self.given = given


class Progress(msgspec.Struct, frozen=True):
    """The number of files of a run that have been read, of the total."""

    done: int
    total: int


# Receives notices, progress, and errors of a configuration after which the run can continue.
Tell = Callable[[Notice | Progress | ConfigError], None]


class Choices(msgspec.Struct, frozen=True):
    """The choices of a caller besides the rules in force.

    How documents are read: `kind` and `published` if they are known, `max_size`
    in bytes, and whether exclusion also applies to files that are named
    (`force_exclude`). Documents for comparison: the reports and letters at
    `against`. Findings that do not count: those suppressed by comments and
    suppression files (`suppress`; with `registers` the files next to documents
    are read), those in the `baseline`, else with `configured_baselines` in the
    configured ones, and those older than the version `diff_base` in git.
    """

    kind: str | None = None
    published: date | None = None
    max_size: int = DEFAULT_LIMIT
    force_exclude: bool = False
    against: tuple[str, ...] = ()
    suppress: bool = True
    registers: bool = True
    baseline: str | None = None
    configured_baselines: bool = True
    diff_base: str | None = None


class Read(Protocol):
    """What was read of a file: its document, or the outcome of linting it."""

    @property
    def kind(self) -> str: ...

    @property
    def is_other_text(self) -> bool: ...

    @property
    def source(self) -> Source: ...


R = TypeVar("R", bound=Read)


class Exclusion(Protocol):
    """Which files are not to be read."""

    def excludes(self, document: str) -> bool: ...

    def respects_gitignore(self, document: str) -> bool: ...


def find_all(names: Iterable[str | Found]) -> list[Found | ReadError]:
    """Return the files that names lead to, each once, in order; an error for a name that leads to none.

    A file that has several names, or to which links lead, has the first of them.
    """
    made: list[Found | ReadError] = []
    for name in names:
        try:
            files = [name] if isinstance(name, Found) else find(name)
        except NothingFound as error:
            made.append(error)
            continue
        made += files
    if len(made) < 2:
        return made
    from ofsted_lint.linting.ignored import once  # most runs name one file

    return once(made)


def kept(files: list[Found], files_of: Exclusion, choices: Choices, tell: Tell) -> list[Found]:
    """Return files without excluded ones, and without those that git ignores.

    A named file is only excluded with `force_exclude`, and never because git ignores it.
    """
    excludes = files_of.excludes
    left = [each for each in files if not (each.walked or choices.force_exclude) or not excludes(each.name)]
    if files and not left:
        tell(Notice(f"{len(files):,} file(s) are excluded by the configuration; nothing else was named"))
    known = left
    if any(each.walked for each in left):
        from ofsted_lint.linting.ignored import unignored  # only where a folder is looked through

        known = unignored(left, files_of.respects_gitignore)
    if left and not known:
        why = "are ignored by git; name them, or set respect-gitignore = false"
        tell(Notice(f"{len(left):,} file(s) {why}; nothing else was found"))
    return known


def read_all(files: list[Found], choices: Choices, tell: Tell, read: Callable[[Found], R]) -> Iterator[R | ReadError]:
    """Yield what `read` returns for files, and the error for each file that cannot be read.

    Texts without any sign of a report that were found in a folder, not named, are skipped;
    a notice at the end gives their number. What a caller does with a document, before it asks for the next, is counted
    with it.
    """
    skipped = reports = 0
    for at, found in enumerate(files):
        tell(Progress(at, len(files)))
        with budget.document():
            made = _attempted(found, read)
            if isinstance(made, EmptyError) and found.walked:
                skipped += 1
            elif isinstance(made, ReadError):
                yield made
            elif found.walked and made.is_other_text:
                skipped += 1
            else:
                for note in made.source.notes if made.kind == "unknown" else ():
                    tell(Notice(f"{made.source.path}: {note}"))
                reports += 1
                yield made
    tell(Progress(len(files), len(files)))
    if skipped:
        tell(Notice(f"{skipped:,} text file(s) that are not inspection reports were skipped"))
        if not reports:
            yield ReadError("no inspection report was found", _common([each.path for each in files]))


def _attempted(found: Found, read: Callable[[Found], R]) -> R | ReadError:
    """Return what `read` returns for a file, or why the file cannot be read."""
    try:
        return read(found)
    except ReadError as error:
        return error
    except TOO_MUCH as error:
        return too_much_for(found.name, error)


def too_much_for(name: str, error: BaseException) -> ReadError:
    """Return the failure of a document for one of the errors in `TOO_MUCH`; its budget ends."""
    budget.end()
    return ReadError(f"cannot be checked: {too_much(error)}", name)


def _common(paths: list[Path]) -> str:
    """Return the folder that all files are in, as it was named; empty if there is none."""
    try:
        return os.path.commonpath([str(path.parent) for path in paths])
    except ValueError:
        return ""


def read(found: Found, choices: Choices) -> Document:
    """Return the document in a file; `ReadError` if it cannot be read."""
    source = source_of(name_of(found), data_of(found, choices.max_size))
    return document_of(source, choices, named=not found.walked)


def data_of(found: Found, limit: int) -> bytes:
    """Return the bytes of a file; `ReadError` if it cannot be read."""
    if found.stream:
        return stream_bytes(found.stream, found.name, limit)
    return file_bytes(found.path, limit, ordinary=found.walked)


def name_of(found: Found) -> str:
    """Return the name of the document in a file: that of the file, if there is one."""
    return found.name if found.stream else str(found.path)


def document_of(source: Source, choices: Choices, named: bool = True) -> Document:
    """Return the document of a source.

    A named text of unknown kind that is compared with a report is read as a
    statement about it. `ReadError` for a text without any sign of a report that
    is called a PDF: it is what came in the place of one.
    """
    made = documents.read(source, choices.kind, choices.published)
    if made.is_other_text and source.form != "pdf" and source.path.lower().endswith(".pdf"):
        raise ReadError(
            "it is called .pdf and holds no PDF, and its text is no report; fetch the PDF again", source.path
        )
    is_statement = made.kind == "unknown" and named and choices.against
    return documents.read(source, "statement", choices.published) if is_statement else made


def compared_with(choices: Choices, tell: Tell) -> list[Document]:
    """Return the reports and letters that documents are compared with; `ConfigError` if one cannot be used."""
    return [made for name in choices.against for made in _against(name, choices.max_size, tell)]


def _against(name: str, limit: int, tell: Tell) -> Iterator[Document]:
    """Yield the reports and letters that a path leads to."""
    found = False
    made: Document | None = None
    try:
        files = find(name)
    except NothingFound as error:
        raise ConfigError("--against", str(error)) from None
    for file in files:
        try:
            made = documents.read(read_file(Path(file.path), limit))
        except ReadError as error:
            if not file.walked:
                raise ConfigError("--against", str(error)) from None
            tell(Notice(f"--against: {error}"))
            continue
        if made.kind in compared():
            found = True
            yield made
    if not found and made and made.kind == "statement" and len(files) == 1:
        raise StatementGivenError(name)
    if not found:
        raise ConfigError("--against", f"{name}: no inspection report and no letter about a visit")
