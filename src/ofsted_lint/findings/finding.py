"""What a check yields and what a reader is told."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from ofsted_lint.source.edits import Edit
from ofsted_lint.source.source import Place


class Severity(StrEnum):
    """How much a finding weighs; the order is that of the names below, worst first."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


class Fix(msgspec.Struct, frozen=True):
    """How a finding can be fixed; a safe fix may be applied unasked.

    `because` says why a person must look at one that is not.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool
    because: str = ""


class Related(msgspec.Struct, frozen=True, eq=False):
    """The other end of a contradiction."""

    place: Place
    note: str


class Hit(msgspec.Struct, frozen=True, eq=False):
    """What a check yields: where, and the facts that the rule's message words.

    `address` says where in the document's structure it is, without any number
    that changes when the text is re-flowed or renumbered; `evidence` is what
    tells the hit from others there, where that is not the marked text; `times`
    how many hits of its document it stands for. `edits` fix it, where only one
    fix is possible; `doubt` says what a person must look at all the same.
    """

    place: Place
    address: str
    facts: dict[str, str] = {}
    related: tuple[Related, ...] = ()
    evidence: str = ""
    times: int = 1
    edits: tuple[Edit, ...] = ()
    doubt: str = ""


class Finding(msgspec.Struct, frozen=True, eq=False):
    """A hit in the words of the rule that asked."""

    rule: str
    severity: Severity
    message: str
    place: Place
    address: str
    fingerprint: str
    related: tuple[Related, ...]
    fix: Fix | None
