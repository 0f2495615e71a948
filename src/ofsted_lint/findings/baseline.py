"""The findings that a team already knows: a baseline, so that only new ones count.

A finding is identified by its document and its fingerprint (rule, address,
evidence), neither of which changes when a text is re-flowed or renumbered. A
document is identified by its path relative to the baseline or, if that path is
not in it, by its council and dates: a report that was moved, or a copy of it.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from ofsted_lint.files import bounded, read_besides, typed
from ofsted_lint.files.atomic_write import written
from ofsted_lint.files.errors import ConfigError
from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.outcome import Outcome

_MOST_BYTES = 64 * 1024 * 1024


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A known finding; the message is for people who read the file."""

    rule: str
    address: str
    fingerprint: str
    message: str = ""


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The known findings of a document."""

    path: str
    findings: tuple[Known, ...]
    council: str = ""
    dates: str = ""

    @property
    def identity(self) -> tuple[str, str] | None:
        """The council and dates, which identify the report wherever the file is; None if they are not known."""
        return (self.council, self.dates) if self.council and self.dates else None


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of a baseline file."""

    schema: Annotated[int, Meta(ge=1, le=1)]
    documents: tuple[Document, ...]


class Baseline:
    """A baseline in use: it sets apart known findings, and records those that no longer occur."""

    def __init__(self, path: Path, file: File) -> None:
        self.path = path
        self._documents = {document.path: document for document in file.documents}
        self._identities: dict[tuple[str, str], list[Document]] = {}
        for document in file.documents:
            if document.identity:
                self._identities.setdefault(document.identity, []).append(document)
        self._seen: dict[str, tuple[set[str], set[str]]] = {}

    def hold(self, outcome: Outcome) -> Outcome:
        """Return an outcome without its known findings, which are held back; record which entries occur."""
        name = _relative(outcome.source.path, self.path)
        identity = outcome.about.identity
        moved = self._identities.get(identity, []) if identity else []
        known = [self._documents[name]] if name in self._documents else moved
        entries = [each for document in known for each in document.findings]
        held = same(outcome.findings, entries)
        there = {held[id(finding)] for finding in outcome.findings if id(finding) in held}
        for document in known:
            if document.path == name or not os.path.exists(self.path.parent / document.path):
                # A copy does not show what has been fixed in the document itself.
                found, ran = self._seen.setdefault(document.path, (set(), set()))
                found |= there
                ran |= {*outcome.passed, *outcome.failed}
        return outcome.hold_back("baseline", lambda finding: id(finding) in held)

    def gone(self, rules: Collection[str]) -> dict[str, list[Known]]:
        """Return, by document, the entries that no longer occur.

        For documents that were linted, these are entries of rules that were run or
        are no longer among `rules`; for documents that were deleted, all entries.
        """
        gone: dict[str, list[Known]] = {}
        for path, document in self._documents.items():
            seen = self._seen.get(path)
            if seen is None:
                lost = list(document.findings) if self._deleted(path) else []
            else:
                found, ran = seen
                lost = [e for e in document.findings if e.fingerprint not in found and _judged(e, ran, rules)]
            if lost:
                gone[path] = lost
        return gone

    def _deleted(self, path: str) -> bool:
        """True if a document was deleted; if its whole folder is missing, it may only be out of reach."""
        file = self.path.parent / path
        return os.path.isdir(file.parent) and not os.path.exists(file)

    def prune(self, gone: dict[str, list[Known]]) -> None:
        """Write the file again without these entries."""
        left = []
        for path, document in self._documents.items():
            findings = tuple(each for each in document.findings if each not in gone.get(path, ()))
            if findings or path not in gone:
                left.append(msgspec.structs.replace(document, findings=findings))
        _write(self.path, left)


def same(findings: Sequence[Finding], entries: list[Known]) -> dict[int, str]:
    """Return, by the `id` of each known finding, the fingerprint of its entry.

    When the first words of a paragraph change, so does its address: a finding
    with the same message is known nevertheless.
    """
    prints = {each.fingerprint for each in entries}
    same = {id(finding): finding.fingerprint for finding in findings if finding.fingerprint in prints}
    left = [each for each in entries if each.fingerprint not in same.values()]
    for finding in findings:
        if id(finding) in same:
            continue
        kin = next((entry for entry in left if _kin(entry, finding)), None)
        if kin:
            left.remove(kin)
            same[id(finding)] = kin.fingerprint
    return same


def _kin(entry: Known, finding: Finding) -> bool:
    """True if both have the same message about the same part, whose address changed with its first words."""
    above, _, name = entry.address.rpartition("/")
    where, _, now = finding.address.rpartition("/")
    words, others = set(name.split("-")), set(now.split("-"))
    alike = (entry.rule, entry.message, above) == (finding.rule, finding.message, where)
    return alike and len(words & others) * 2 >= max(len(words), len(others))


def _judged(entry: Known, ran: Collection[str], rules: Collection[str]) -> bool:
    return entry.rule in ran or entry.rule not in rules


def read(path: Path) -> Baseline:
    """Read the baseline in a file; raise `ConfigError` if it is not one."""
    read_besides.note(str(path))
    data = bounded.read(path, _MOST_BYTES, "there is no such baseline (--write-baseline makes one)")
    if len(data) > _MOST_BYTES:
        raise ConfigError(str(path), f"this baseline is too large: the limit is {_MOST_BYTES // 1024 // 1024} MB")
    return Baseline(path, typed.convert(_plain(path, data), File, str(path), lambda way, key: (None, None)))


def _plain(path: Path, data: bytes) -> object:
    import json  # reports where a mistake is, unlike the faster reader

    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(str(path), "a baseline must be UTF-8", data.count(b"\n", 0, error.start) + 1) from None
    except json.JSONDecodeError as error:
        raise ConfigError(str(path), f"this is not a baseline: {error.msg}", error.lineno, error.colno) from None
    except RecursionError:
        raise ConfigError(str(path), "this is not a baseline: values are nested too deeply") from None
    except ValueError:  # a number with too many digits
        raise ConfigError(str(path), "this is not a baseline: a number is too long") from None


def write(path: Path, outcomes: Iterable[Document]) -> None:
    """Write the findings of documents (`entry`) as a baseline."""
    _write(path, list(outcomes))


def entry(outcome: Outcome, path: Path) -> Document:
    """Return the findings of a document as a baseline at `path` stores them."""
    council, dates = outcome.about.identity or ("", "")
    findings = tuple(Known(f.rule, f.address, f.fingerprint, f.message) for f in outcome.findings)
    return Document(_relative(outcome.source.path, path), findings, council, dates)


def _relative(document: str, path: Path) -> str:
    try:
        name = os.path.relpath(document, path.parent)
    except ValueError:  # another drive
        name = document
    return Path(name).as_posix().encode("utf-8", "replace").decode()


def _write(path: Path, documents: list[Document]) -> None:
    """Write one finding a line, in the order of paths, so that its diffs are readable."""
    with written(str(path)) as stream:
        stream.write('{"schema": 1,\n "documents": [')
        for at, document in enumerate(sorted(documents, key=lambda each: each.path)):
            head = {"path": document.path, "council": document.council, "dates": document.dates}
            lines = [msgspec.json.encode(each).decode() for each in document.findings]
            opened = msgspec.json.encode(head).decode().removesuffix("}")
            stream.write(f'{"," if at else ""}\n  {opened},"findings":[')
            stream.write("".join(f"{',' if n else ''}\n   {line}" for n, line in enumerate(lines)) + "]}")
        stream.write("]}\n")
