"""Results that earlier runs have kept: an unchanged document, under unchanged circumstances, is not checked again.

A result depends on the document's bytes and name, the rules in force, the
options, the day, the documents that it is compared with, the suppressions from
files, the program and its packages. All of these make the name or the secret of
an entry (`files.sealed`), so a change of any of them means another entry.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.kinds import KINDS
from ofsted_lint.files import cache_folder, package_data, sealed
from ofsted_lint.files.hashes import blake2b
from ofsted_lint.findings.suppressions import Register
from ofsted_lint.linting.reading import Choices
from ofsted_lint.linting.task import Task
from ofsted_lint.rules.rule import Loaded


class Entry(msgspec.Struct, frozen=True):
    """The place of the result for a document, whether there is one or not."""

    name: str
    secret: bytes

    def read(self) -> bytes | None:
        """Return the record that is kept; None if there is none, or it is damaged."""
        return sealed.read(self.name, self.secret)

    def write(self, record: bytes) -> None:
        """Keep a record."""
        sealed.write(self.name, self.secret, record)


class Results:
    """Finds the entries of documents in a run."""

    def __init__(self, choices: Choices, given: Sequence[Document], today: date) -> None:
        self._today = today.isoformat().encode()
        compared = [(each.source.path, each.source.sha256, each.kind) for each in given]
        self._run = sealed.name(
            cache_folder.program().encode(),
            cache_folder.installed().encode("utf-8", "replace"),
            repr((list(KINDS.values()), grammars())).encode("utf-8", "replace"),
            repr((choices.kind, choices.published, choices.suppress, compared)).encode("utf-8", "replace"),
        )
        # By the list of rules, which is kept so that no other can have its identity.
        self._rules: dict[int, tuple[Sequence[Loaded], bytes]] = {}
        self._known: tuple[Collection[str] | None, bytes] = (None, b"")

    def entry(self, task: Task, rules: Sequence[Loaded], register: Register | None) -> Entry:
        """Return the entry of a document under these rules and suppressions."""
        about = repr((self._run, task.name, task.walked)).encode("utf-8", "replace")
        digest = sealed.digest(task.data)
        named = sealed.name(about, *self.circumstances(rules, register), digest)
        return Entry(named, sealed.secret(digest, self._today))

    def circumstances(self, rules: Sequence[Loaded], register: Register | None) -> tuple[bytes, bytes]:
        """Return what differs when the rules, or the suppressions, that a document is checked with are others."""
        return self._state(rules), self._suppressions(register)

    def _state(self, rules: Sequence[Loaded]) -> bytes:
        """Return what differs when a rule in force, or one that is switched off, is another."""
        if id(rules) not in self._rules:
            packed = msgspec.msgpack.encode([each.rule for each in rules])
            self._rules[id(rules)] = rules, blake2b(packed).digest()
        return self._rules[id(rules)][1]

    def _suppressions(self, register: Register | None) -> bytes:
        """Return what differs when the suppressions of a document from a file, or the known rules, are others."""
        if register is None:
            return b"none"
        if register.known is not self._known[0]:
            known = sorted(register.known or ()), sorted(register.families.items())
            self._known = register.known, blake2b(repr(known).encode()).digest()
        entries = [
            (each.place.source.path, each.place.source.text, each.place.pieces, *msgspec.structs.astuple(each)[3:])
            for each in register.entries
        ]
        said = [(each.rule, each.reason) for each in register.entries]
        return self._known[1] + repr((entries, said)).encode("utf-8", "replace")


def grammars() -> list[tuple[str, int, int]]:
    """Return the state of the grammars in a checkout; those of a wheel change with the program."""
    states = ((path.name, path.stat()) for path in sorted(package_data.folder("grammar").glob("*.lark")))
    return [(name, state.st_mtime_ns, state.st_size) for name, state in states]
