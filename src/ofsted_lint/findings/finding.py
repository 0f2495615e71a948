"""The results of checks (hits), and the findings that are reported to the user."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from ofsted_lint.source.edits import Edit
from ofsted_lint.source.source import Place


class Severity(StrEnum):
    """The severity of a finding; the levels are in order, worst first."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


def fails(severity: Severity, fail_on: str) -> bool:
    """Return whether a finding of a severity fails its document; `fail_on` is the mildest that does, or `never`."""
    return fail_on != "never" and severity.rank <= Severity(fail_on).rank


class Fix(msgspec.Struct, frozen=True):
    """A fix of a finding; a safe one may be applied without review.

    `because` states why a person must review a fix that is not safe.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool
    because: str = ""


class Related(msgspec.Struct, frozen=True, eq=False):
    """The other place of a contradiction."""

    place: Place
    note: str


class Hit(msgspec.Struct, frozen=True, eq=False):
    """The result of a check: a place, and the facts for the rule's message.

    `address` identifies its place in the document's structure, without any number
    that changes when the text is re-flowed or renumbered; `evidence` distinguishes
    the hit from others there, if the marked text does not; `times` is how many
    hits of its document it represents. `edits` fix it, if only one fix is possible;
    `doubt` states what a person must review nevertheless.
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
    """A hit with the message of its rule.

    `paragraph` is the report's own number of the paragraph that it is in.
    """

    rule: str
    severity: Severity
    message: str
    place: Place
    address: str
    fingerprint: str
    related: tuple[Related, ...]
    fix: Fix | None
    paragraph: int | None = None

    @property
    def beside(self) -> str:
        """Its place as readers think of it, “paragraph 33, page 7”; empty if its line is all that is known."""
        source, start = self.place.source, self.place.span.start
        if self.paragraph is None:
            return source.beside(start)
        page = source.page(start)
        return f"paragraph {self.paragraph}" + (f", page {page}" if page else "")
