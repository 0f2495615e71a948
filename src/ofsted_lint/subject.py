"""What a check is given, and what it may answer instead of hits."""

from __future__ import annotations

import msgspec

from ofsted_lint.document.model import Report


class Subject(msgspec.Struct, frozen=True, eq=False):
    """The document that is checked.

    (What it is held against, and the version before it, will stand beside it.)
    """

    document: Report


class NotApplicable(Exception):
    """A check that cannot be decided on this document: why, as a sentence's end."""


class Unavailable(NotApplicable):
    """A check that cannot be made on this machine, since something optional is not installed."""


class ParamError(Exception):
    """A parameter that cannot be used: the way to it, what is wrong, the offset in its text."""

    def __init__(self, way: tuple[str | int, ...], message: str, at: int = 0) -> None:
        super().__init__(message)
        self.way, self.message, self.at = way, message, at
