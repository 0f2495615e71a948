"""Documents found and read: which files names lead to, which are left out, what each is.

Nothing is printed. What a person may want to know is a value, which whoever
reads is given as it comes; a file that cannot be read is an error in the place
of its document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import msgspec

from ofsted_lint import documents
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.kinds import compared
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.source.discovery import Found, NothingFound, find
from ofsted_lint.source.readers import DEFAULT_LIMIT, EmptyError, ReadError, read_file, read_stream
from ofsted_lint.source.source import Source


class Notice(msgspec.Struct, frozen=True):
    """A line that a person may want to know; nothing has failed."""

    message: str


class Progress(msgspec.Struct, frozen=True):
    """How many files of a run have been read."""

    done: int
    total: int


# Is given notices, progress, and what is wrong in a configuration where the rest can be done all the same.
Tell = Callable[[Notice | Progress | ConfigError], None]


class Choices(msgspec.Struct, frozen=True):
    """All that a caller chooses besides the rules in force.

    How documents are read: `kind` and `published` where they are known, files of
    `max_size` bytes at most, files that are excluded also where they are named
    (`force_exclude`). What they are compared with: the reports and letters at
    `against`. What does not count: what comments and registers keep quiet
    (`suppress`; `registers` where files beside documents are looked for), what
    the `baseline` knows, else with `configured_baselines` those that are
    configured, and what was so before the change since `diff_base`.
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


def find_all(names: Iterable[str | Found]) -> list[Found | ReadError]:
    """Return the files that names lead to, each once, in order; for a name that leads to none its error."""
    made: list[Found | ReadError] = []
    seen: set[tuple[str, bool]] = set()
    for name in names:
        try:
            files = [name] if isinstance(name, Found) else find(name)
        except NothingFound as error:
            made.append(error)
            continue
        for file in files:
            key = (str(file.path), file.stream is None)
            if key not in seen:
                seen.add(key)
                made.append(file)
    return made


def kept(files: list[Found], excludes: Callable[[str], bool], choices: Choices, tell: Tell) -> list[Found]:
    """Return files without those that are excluded; one that was named is meant, unless it is said that none is."""
    left = [each for each in files if not (each.walked or choices.force_exclude) or not excludes(each.name)]
    if files and not left:
        tell(Notice(f"{len(files):,} file(s) are excluded by the configuration; nothing else was named"))
    return left


def read_all(files: list[Found], choices: Choices, tell: Tell) -> Iterator[Document | ReadError]:
    """Yield the documents in files, and for a file that cannot be read the error.

    Texts that are no report and were not named but found in a folder are left
    out; at the end it is said how many.
    """
    skipped = reports = 0
    for at, found in enumerate(files):
        tell(Progress(at, len(files)))
        try:
            document = read(found, choices)
        except ReadError as error:
            if found.walked and isinstance(error, EmptyError):
                skipped += 1
            else:
                yield error
            continue
        if found.walked and document.kind == "unknown":
            skipped += 1
            continue
        if document.kind == "unknown":
            for note in document.notes:
                tell(Notice(f"{document.source.path}: {note}"))
        reports += 1
        yield document
    tell(Progress(len(files), len(files)))
    if skipped:
        tell(Notice(f"{skipped:,} text file(s) that are not inspection reports were skipped"))
        if not reports:
            yield ReadError("no inspection report was found")


def read(found: Found, choices: Choices) -> Document:
    """Return the document in a file; `ReadError` where there is none."""
    if found.stream:
        source = read_stream(found.stream, found.name, choices.max_size)
    else:
        source = read_file(found.path, choices.max_size)
    return document_of(source, choices, named=not found.walked)


def document_of(source: Source, choices: Choices, named: bool = True) -> Document:
    """Return the document that a source is.

    A text that is named to be compared with a report is meant as a statement
    about it, however it is worded.
    """
    made = documents.read(source, choices.kind, choices.published)
    meant = made.kind == "unknown" and named and choices.against
    return documents.read(source, "statement", choices.published) if meant else made


def compared_with(choices: Choices, tell: Tell) -> list[Document]:
    """Return the reports and letters that documents are compared with; `ConfigError` where one cannot be that."""
    return [made for name in choices.against for made in _against(name, choices.max_size, tell)]


def _against(name: str, limit: int, tell: Tell) -> Iterator[Document]:
    """The reports and letters that a path names."""
    found = False
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
    if not found:
        raise ConfigError("--against", f"{name}: no inspection report and no letter about a visit")
