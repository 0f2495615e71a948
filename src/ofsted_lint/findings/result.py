"""An outcome as plain values with lines and columns: what other programs read, and what a caller is given.

It refers to no document, can be pickled, and equals what comes out of a round
trip. What the formats show besides, such as the lines of the text, they take
from the outcome.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import msgspec

from ofsted_lint.documents.structure.outline_parts import CoverageRecord
from ofsted_lint.files.printable import path_text
from ofsted_lint.findings import finding as places
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.record import Finding, finding
from ofsted_lint.findings.suppressions import Suppression


class NotApplicable(msgspec.Struct, frozen=True):
    """A rule that could not be decided on the document, and why."""

    rule: str
    why: str


class Suppressed(msgspec.Struct, frozen=True):
    """A suppressed finding: `in` is the path of the comment or of the register, `line` its line there."""

    rule: str
    address: str
    fingerprint: str
    reason: str
    owner: str
    until: date | None
    in_: str = msgspec.field(name="in")
    line: int


class Rules(msgspec.Struct, frozen=True):
    """The rules that found nothing, those that found something, and those that could not be decided."""

    passed: tuple[str, ...]
    failed: tuple[str, ...]
    not_applicable: tuple[NotApplicable, ...]


class Result(msgspec.Struct, frozen=True):
    """One linted document, as the contract has it.

    `suppressed` has the findings suppressed with a reason, `known` counts those
    that a baseline has.
    """

    path: str
    kind: str
    template: str | None
    coverage: CoverageRecord
    findings: tuple[Finding, ...]
    rules: Rules
    suppressed: tuple[Suppressed, ...]
    known: int

    def frame(self, library: Literal["pandas", "polars"] | None = None) -> Any:
        """Return the findings as a data frame of `library`: by default pandas, or polars if pandas is not installed.

        `ImportError` if neither is installed.
        """
        from ofsted_lint.findings import frame  # few callers have a library of data frames

        return frame.frame(self.path, self.findings, library)

    def _repr_html_(self) -> str:
        """Return the findings as a table, which notebooks show in the place of the value."""
        from ofsted_lint.findings import frame

        return frame.html(self.path, self.kind, self.findings)


def result(outcome: Outcome) -> Result:
    """Return an outcome as plain values."""
    about = outcome.about
    reasons = tuple(NotApplicable(rule, why) for rule, why in outcome.not_applicable)
    return Result(
        path_text(about.source.path),
        about.kind,
        about.template,
        CoverageRecord(about.lines, about.recognised),
        tuple(finding(each) for each in outcome.findings),
        Rules(outcome.passed, outcome.failed, reasons),
        tuple(_suppressed(found, by) for found, by in outcome.suppressed),
        len(outcome.held("baseline")),
    )


def _suppressed(found: places.Finding, by: Suppression) -> Suppressed:
    line = by.place.source.position(by.place.span.start).line
    where = path_text(by.place.source.path)
    return Suppressed(found.rule, found.address, found.fingerprint, by.reason, by.owner, by.until, in_=where, line=line)
