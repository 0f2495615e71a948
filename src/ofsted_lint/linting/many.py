"""Lint many documents: those that have not changed by what earlier runs kept, the others in one process or several.

In one process, a PDF is read (by the process that reads them) while the one before is linted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.findings.outcome import Outcome, subject
from ofsted_lint.findings.suppressions import Register
from ofsted_lint.linting.linter import DocumentLinter
from ofsted_lint.linting.reading import Choices, data_of, document_of, name_of, read_all
from ofsted_lint.linting.task import Job, Task, Work
from ofsted_lint.source.discovery import Found
from ofsted_lint.source.readers import ReadError, begin, source_of
from ofsted_lint.source.source import Source

if TYPE_CHECKING:  # a run that keeps no results needs neither them nor records
    from ofsted_lint.linting.results import Entry, Results

# Makes a linter like the one of a run, in a process that shares nothing with it.
Again = Callable[[], DocumentLinter]


class _Case(msgspec.Struct, frozen=True, eq=False):
    """A document of a run: its task, the place of its result, and the sources that this may refer to."""

    linter: DocumentLinter
    task: Task
    entry: Entry | None
    others: list[Source]

    def result(self, meanwhile: Callable[[], None]) -> Outcome:
        """Return the outcome of the document, kept or new; `meanwhile` is called before a PDF is linted."""
        if kept := self.kept():
            return kept
        made = _linted(self.linter, self.task, meanwhile)
        self.keep(_record(made, self.others) if self.entry else b"", made)
        return made

    def kept(self) -> Outcome | None:
        """Return the outcome that an earlier run kept; None if there is none."""
        found = self.entry.read() if self.entry else None
        if found is None:
            return None
        from ofsted_lint.linting import records

        try:
            return self.outcome(found)
        except records.UNSOUND:
            return None

    def keep(self, record: bytes, made: Outcome) -> None:
        """Keep a record for runs to come, unless its rules were slow, which may be different the next time."""
        if self.entry and record and not made.slow:
            self.entry.write(record)

    def outcome(self, record: bytes) -> Outcome:
        """Return the outcome in a record."""
        from ofsted_lint.linting import records

        task, choices = self.task, self.linter.choices
        return records.outcome(
            record, task.name, lambda: source_of(task.name, task.data), partial(_parsed, task, choices), self.others
        )

    def finish(self, record: bytes) -> Outcome:
        """Keep the record that another process made, and return the outcome in it; lint here if it made none."""
        if not record:
            return _linted(self.linter, self.task)
        made = self.outcome(record)
        self.keep(record, made)
        return made


def outcomes(
    linter: DocumentLinter, files: list[Found], keep: bool = False, jobs: int = 1, again: Again | None = None
) -> Iterator[Outcome | ReadError]:
    """Yield the outcomes of the documents in files in order, or why one cannot be read.

    With `keep`, the results of earlier runs are used, and those of this run are
    kept. `jobs` is the number of processes; `again` makes a linter in each of
    them where they do not share this one. The configurations of all files are
    looked at before this returns, so that all rules in force are known.
    """
    return _outcomes(linter, linter.left(files), keep, jobs, again)


def _outcomes(
    linter: DocumentLinter, left: list[Found], keep: bool, jobs: int, again: Again | None
) -> Iterator[Outcome | ReadError]:
    results = _results(linter) if keep else None
    if jobs == 1 or len(left) == 1:
        made = read_all(left, linter.choices, linter.tell, _Turns(linter, left, results).outcome)
        yield from (each if isinstance(each, ReadError) else linter.hold(each) for each in made)
        return
    from ofsted_lint.linting.workers import FORKS, Workers  # brings multiprocessing

    begin = partial(_begin, (lambda: linter) if FORKS or again is None else again)
    with closing(Workers[Outcome](jobs, begin).results(_jobs(linter, left, results))) as coming:
        made = read_all(left, linter.choices, linter.tell, lambda _: _raised(next(coming)))
        yield from (each if isinstance(each, ReadError) else linter.hold(each) for each in made)


class _Turns:
    """The files of a run in one process, in their order; a PDF is being read before its turn comes."""

    def __init__(self, linter: DocumentLinter, files: list[Found], results: Results | None) -> None:
        self._linter, self._results = linter, results
        self._left = deque(files)
        self._next: _Case | None = None

    def outcome(self, found: Found) -> Outcome:
        """Return the outcome of the next file; `ReadError` if it cannot be read."""
        self._left.popleft()
        case, self._next = self._next or _case(self._linter, found, self._results), None
        return case.result(self._begin)

    def _begin(self) -> None:
        """Begin to read the file whose turn is next; why one cannot be read is said in its turn."""
        if not self._left or self._left[0].stream or not self._left[0].path.is_file():  # a pipe would be waited for
            return
        try:
            self._next = _case(self._linter, self._left[0], self._results)
        except ReadError:
            return
        if self._next.kept() is None:
            begin(self._next.task.name, self._next.task.data)


def _results(linter: DocumentLinter) -> Results:
    """Return the results of earlier runs."""
    from ofsted_lint.linting.results import Results

    return Results(linter.choices, linter.given, linter.today)


def _case(linter: DocumentLinter, found: Found, results: Results | None) -> _Case:
    """Read the bytes of a file; `ReadError` if that is not possible."""
    task = Task(name_of(found), found.walked, data_of(found, linter.choices.max_size))
    register = linter.register(task.name)
    entry = results.entry(task, linter.rules(task.name), register) if results else None
    return _Case(linter, task, entry, _others(linter.given, register))


def _jobs(
    linter: DocumentLinter, files: list[Found], results: Results | None
) -> Iterator[Job[Outcome] | Outcome | Exception]:
    """Yield, for each file, the outcome that was kept, the job of making it, or why it cannot be read."""
    for found in files:
        try:
            case = _case(linter, found, results)
        except ReadError as error:
            yield error
            continue
        yield case.kept() or Job(case.task, case.finish)


def _linted(linter: DocumentLinter, task: Task, meanwhile: Callable[[], None] | None = None) -> Outcome:
    """Read and lint a document; a text in a folder that is no report is only read, since it is skipped."""
    source = source_of(task.name, task.data)
    if meanwhile and source.form == "pdf":
        meanwhile()
    document = _parsed(task, linter.choices, source)
    return Outcome(subject(document), ()) if task.walked and document.is_other_text else linter.run(document)


def _parsed(task: Task, choices: Choices, source: Source) -> Document:
    return document_of(source, choices, named=not task.walked)


def _begin(make: Callable[[], DocumentLinter]) -> Work:
    """Return the work of a process: it lints documents and returns their records."""
    linter = make()
    linter.be_quiet()

    def work(task: Task) -> bytes:
        made = _linted(linter, task)
        return _record(made, _others(linter.given, linter.register(task.name)))

    return work


def _record(made: Outcome, known: list[Source]) -> bytes:
    """Return the record of an outcome; empty if it refers to other sources, so that it has none."""
    from ofsted_lint.linting import records

    try:
        return records.record(made, known)
    except records.UNSOUND:
        return b""


def _raised(made: Outcome | Exception) -> Outcome:
    if isinstance(made, Exception):
        raise made
    return made


def _others(given: Sequence[Document], register: Register | None) -> list[Source]:
    """Return the sources besides the document itself in which its result can have places."""
    found = [each.source for each in given]
    for each in register.entries if register else ():
        if not any(each.place.source is source for source in found):
            found.append(each.place.source)
    return found
