"""The result of linting one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import Literal

import msgspec

from ofsted_lint.documents.document import UNKNOWN, Document
from ofsted_lint.documents.report.model import Report
from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.suppressions import Suppression
from ofsted_lint.source.source import Source

# Why a finding does not count: it is suppressed with a reason, it is known to a baseline,
# the change under review is not responsible for it, or it is milder than what was asked for.
Reason = Literal["suppressed", "baseline", "not of this change", "milder"]


class HeldBack(msgspec.Struct, frozen=True, eq=False):
    """A finding that does not count, and why; `by` is the suppression, if that is the reason."""

    finding: Finding
    reason: Reason
    by: Suppression | None = None


class Subject(msgspec.Struct, frozen=True, eq=False, dict=True):
    """A document that was linted: what results say of it, and the document itself, which is read only when needed.

    `identity` is its council and dates, by which a report is known wherever its file is; None if they are not known.
    """

    source: Source
    kind: str
    template: str | None
    lines: int
    recognised: int
    council: str
    identity: tuple[str, str] | None
    read: Callable[[], Document]

    @cached_property
    def document(self) -> Document:
        """The document with all its parts."""
        return self.read()


def subject(document: Document) -> Subject:
    """Return what results say of a document."""
    return Subject(
        document.source,
        document.kind,
        document.template if isinstance(document, Report) else None,
        document.lines,
        document.recognised,
        document.council,
        _identity(document),
        lambda: document,
    )


def _identity(document: Document) -> tuple[str, str] | None:
    if not document.council or not document.dates or not document.dates.start:
        return None
    return document.council, f"{document.dates.start} {document.dates.end or ''}".strip()


class Outcome(msgspec.Struct, frozen=True, eq=False):
    """The findings of a document, in its order, and how each rule went.

    `slow` names the rules that took longer than any rule should, with seconds;
    `unavailable` those that need something which is not installed. The rules of
    findings that are held back have failed nevertheless. `more` gives, for rules
    with too many findings to keep, how many were only counted.
    """

    about: Subject
    findings: tuple[Finding, ...]
    passed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    not_applicable: tuple[tuple[str, str], ...] = ()
    slow: tuple[tuple[str, float], ...] = ()
    unavailable: tuple[str, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    more: tuple[tuple[str, int], ...] = ()

    @property
    def document(self) -> Document:
        """The document with all its parts; a result that was kept has it read again."""
        return self.about.document

    @property
    def source(self) -> Source:
        """The text of the document."""
        return self.about.source

    @property
    def kind(self) -> str:
        """The kind of the document."""
        return self.about.kind

    @property
    def is_other_text(self) -> bool:
        """True if the document is of no known kind and no rule was run on it."""
        return self.kind == UNKNOWN and not (self.passed or self.failed)

    def hold_back(self, reason: Reason, predicate: Callable[[Finding], bool]) -> Outcome:
        """Return the outcome without the findings for which `predicate` is true, held back for this reason."""
        held = tuple(HeldBack(finding, reason) for finding in self.findings if predicate(finding))
        if not held:
            return self
        held_ids = {id(each.finding) for each in held}
        left = tuple(finding for finding in self.findings if id(finding) not in held_ids)
        return msgspec.structs.replace(self, findings=left, held_back=(*self.held_back, *held))

    def held(self, reason: Reason) -> tuple[HeldBack, ...]:
        """Return the findings held back for a reason."""
        return tuple(each for each in self.held_back if each.reason == reason)

    @property
    def suppressed(self) -> tuple[tuple[Finding, Suppression], ...]:
        """The suppressed findings, each with its suppression."""
        return tuple((each.finding, each.by) for each in self.held_back if each.by)


def limited(outcome: Outcome, most: int) -> Outcome:
    """Return an outcome with at most this many findings of each rule (0: all that were kept).

    The last finding of a rule states how many more there are.
    """
    counts = Counter(finding.rule for finding in outcome.findings)
    if not counts or not (outcome.more or (most and max(counts.values()) > most)):
        return outcome
    shown: list[Finding] = []
    seen: Counter[str] = Counter()
    for finding in outcome.findings:
        seen[finding.rule] += 1
        last = min(most or counts[finding.rule], counts[finding.rule])
        more = counts[finding.rule] + dict(outcome.more).get(finding.rule, 0) - last
        if seen[finding.rule] == last and more:
            message = f"{finding.message} (And {more:,} more of this rule in this document.)"
            finding = msgspec.structs.replace(finding, message=message)
        if seen[finding.rule] <= last:
            shown.append(finding)
    return msgspec.structs.replace(outcome, findings=tuple(shown))
