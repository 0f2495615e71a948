"""What a check is given, and what it may answer instead of hits."""

from __future__ import annotations

import msgspec

from ofsted_lint.checks.references import NOTHING, ReferenceDocuments
from ofsted_lint.documents.document import Document
from ofsted_lint.findings.suppressions import Misuse


class CheckContext(msgspec.Struct, frozen=True, eq=False):
    """The document that is checked, what is wrong with suppressions of its findings, and what it is held against."""

    document: Document
    misuses: tuple[Misuse, ...] = ()
    against: ReferenceDocuments = NOTHING


class NotApplicable(Exception):
    """A check that cannot be decided on this document: why, as a sentence's end."""


class Unavailable(NotApplicable):
    """A check that cannot be made on this machine, since something optional is not installed."""


class ParamError(Exception):
    """A parameter that cannot be used: the way to it, what is wrong, the offset in its text."""

    def __init__(self, way: tuple[str | int, ...], message: str, at: int = 0) -> None:
        super().__init__(message)
        self.way, self.message, self.at = way, message, at


class TooLong(Exception):
    """A rule that asks for more work than any document is worth."""
