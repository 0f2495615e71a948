"""The input of a check, and the errors that it may raise instead of yielding hits."""

from __future__ import annotations

import msgspec

from ofsted_lint.checks.references import NOTHING, ReferenceDocuments
from ofsted_lint.documents.document import Document
from ofsted_lint.findings.suppressions import Misuse


class CheckContext(msgspec.Struct, frozen=True, eq=False):
    """A document, the faulty suppressions of its findings, and the documents that it is compared with."""

    document: Document
    misuses: tuple[Misuse, ...] = ()
    against: ReferenceDocuments = NOTHING


class NotApplicable(Exception):
    """Raised if a check cannot be decided for this document; the message is the end of a sentence."""


class Unavailable(NotApplicable):
    """Raised if a check cannot run on this machine, because something optional is not installed."""


class ParamError(Exception):
    """Raised for a parameter that cannot be used: its key path, the mistake, and the offset in its text."""

    def __init__(self, way: tuple[str | int, ...], message: str, at: int = 0) -> None:
        super().__init__(message)
        self.way, self.message, self.at = way, message, at


class TooLong(Exception):
    """Raised if a rule takes more steps on a document than are allowed."""
