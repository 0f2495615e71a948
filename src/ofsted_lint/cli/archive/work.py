"""What a process does for an archive: it reads and lints documents by their paths, and returns their rows as bytes.

Everything here can be sent to another machine: paths, options and rows are plain values.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec

from ofsted_lint.cli.archive.rows import Read, packed, rows, texts, unread
from ofsted_lint.configuration.in_force import Asked
from ofsted_lint.configuration.projects import Setups
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.files.errors import TOO_MUCH, ConfigError
from ofsted_lint.files.hashes import blake2b
from ofsted_lint.files.printable import path_text
from ofsted_lint.linting import budget
from ofsted_lint.linting.compare import compare
from ofsted_lint.linting.linter import DocumentLinter
from ofsted_lint.linting.reading import Choices, document_of, too_much_for
from ofsted_lint.linting.results import Results
from ofsted_lint.output.tables import changes, documents, files
from ofsted_lint.output.tables.authorities import number_in
from ofsted_lint.rules.rule import families
from ofsted_lint.source.readers import EmptyError, ReadError, file_bytes, source_of
from ofsted_lint.version import __version__

DIGEST = 20


class Setting(msgspec.Struct, frozen=True):
    """What all documents of a run have in common: the folder that they are in, and the options."""

    folder: str
    asked: Asked
    choices: Choices


class Piece(msgspec.Struct, frozen=True):
    """A document to read: its path below the folder, the hash of its bytes, and that of its rules."""

    path: str
    digest: bytes
    circumstances: bytes
    key: bytes


class Pair(msgspec.Struct, frozen=True):
    """Two successive reports of a council to compare: their paths, the hashes of their bytes."""

    old: str
    new: str
    digests: tuple[bytes, bytes]
    key: bytes


class Answer(msgspec.Struct, frozen=True):
    """What a process returns for a piece: two parts, and whether later runs may use it."""

    value: bytes
    more: bytes = b""
    keep: bool = True
    version: str = __version__


class Unkept(Exception):
    """Why a document has no result that later runs may use."""


class Linting:
    """The linter of a process, with what it needs for every document. One document is read at a time."""

    def __init__(self, setting: Setting, linter: DocumentLinter) -> None:
        self.setting, self.linter = setting, linter
        self.lock = threading.Lock()
        self._results = Results(setting.choices, (), linter.today)
        self._families: dict[int, dict[str, str]] = {}
        self._quiet = False

    def hush(self) -> None:
        """Say nothing in this process: the one that started the run does."""
        if not self._quiet:
            self.linter.be_quiet()
            self._quiet = True

    def circumstances(self, path: str) -> bytes:
        """Return what differs when a document at a path is checked by other rules, or with other suppressions."""
        parts = self._results.circumstances(self.linter.rules(path), self.linter.register(path))
        return blake2b(b"".join(parts), digest_size=DIGEST).digest()

    def families(self, path: str) -> dict[str, str]:
        """Return the family of each rule for a document at a path."""
        rules = self.linter.rules(path)
        if id(rules) not in self._families:
            self._families[id(rules)] = families(rules)
        return self._families[id(rules)]


_known: dict[Setting, Linting] = {}


def know(made: Linting) -> None:
    """Use this linter for its setting, also in the processes that are started from now on as copies of this one."""
    _known.clear()
    _known[made.setting] = made


def _linting(setting: Setting) -> Linting:
    if setting not in _known:
        setups = Setups(setting.asked, lambda error: None)
        know(Linting(setting, DocumentLinter(setups, setting.choices, lambda event: None)))
    return _known[setting]


def read(setting: Setting, pieces: Sequence[Piece]) -> list[Answer]:
    """Read and lint documents; a document that cannot be read has an answer that says so."""
    here = _linting(setting)
    with here.lock:
        here.hush()
        return [_attempted(partial(_read, here, each), partial(_failed, each)) for each in pieces]


def compare_pairs(setting: Setting, pairs: Sequence[Pair]) -> list[Answer]:
    """Compare pairs of reports; a pair that cannot be compared has no rows."""
    here = _linting(setting)
    with here.lock:
        here.hush()
        return [_attempted(partial(_compared, here, each), _no_rows) for each in pairs]


def _no_rows(why: str) -> Answer:
    return Answer(packed(()), keep=False)


def _failed(piece: Piece, why: str) -> Answer:
    return Answer(packed(unread(piece.path, why)), keep=False)


def _attempted(work: Callable[[], Answer], instead: Callable[[str], Answer]) -> Answer:
    """Return the answer, or another with the reason why there is none."""
    try:
        with budget.document():
            return work()
    except TOO_MUCH as error:
        return instead(too_much_for("", error).why)
    except (Unkept, ConfigError) as error:
        return instead(str(error))
    except Exception as error:  # any other is a mistake of the program, and the other documents go on
        return instead(f"cannot be checked: {type(error).__name__}: {error}".split("\n")[0])


def _read(here: Linting, piece: Piece) -> Answer:
    whole = os.path.join(here.setting.folder, piece.path)
    try:
        document = document_of(source_of(whole, _bytes(here, whole, piece.digest)), here.setting.choices, named=False)
    except EmptyError as error:
        return Answer(packed(Read(files.EMPTY, documents.unread(path_text(piece.path), error.why))))
    except ReadError as error:
        return Answer(packed(unread(piece.path, error.why)), keep=not error.lacking)
    if document.is_other_text:
        return Answer(packed(Read(files.OTHER, documents.unread(path_text(piece.path), "it is no report"))))
    if here.circumstances(whole) != piece.circumstances:
        raise Unkept("the process that read it has other rules or suppressions than the one that started the run")
    made = rows(here.linter.lint(document), here.linter.rules(whole), here.families(whole), path_text(piece.path))
    # What names no council is not compared with what others share.
    about_one = made.row.about.council or number_in(piece.path)
    return Answer(packed(made), packed(tuple(texts(document))) if about_one else b"")


def _bytes(here: Linting, path: str, digest: bytes) -> bytes:
    """Return the bytes of a file if they are those that are to be read."""
    data = file_bytes(Path(path), here.setting.choices.max_size, ordinary=True)
    if blake2b(data, digest_size=DIGEST).digest() != digest:
        raise Unkept("it was changed while the archive was read")
    return data


def _compared(here: Linting, pair: Pair) -> Answer:
    """Return the rows of a comparison."""
    old, new = (_report(here, path, digest) for path, digest in zip((pair.old, pair.new), pair.digests, strict=True))
    made = changes.rows(compare(old, new), path_text(pair.old), path_text(pair.new))
    return Answer(packed(tuple(made)))


def _report(here: Linting, path: str, digest: bytes) -> OfstedDocument:
    whole = os.path.join(here.setting.folder, path)
    made = document_of(source_of(whole, _bytes(here, whole, digest)), here.setting.choices, named=False)
    if not isinstance(made, OfstedDocument):
        raise Unkept("it is no report")
    return made
