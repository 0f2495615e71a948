"""The result of linting one document."""

from __future__ import annotations

from collections import Counter

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.findings.finding import Finding
from ofsted_lint.findings.suppressions import Suppressed


class Outcome(msgspec.Struct, frozen=True, eq=False):
    """The result of linting a document; findings are in the order of the document.

    `slow` lists the rules that took longer than any rule should, with seconds;
    `unavailable` those that need something which is not installed. Findings in
    `suppressed` were suppressed with a reason, those in `held` are known to a
    baseline, and those in `before` are not due to the change under review; their
    rules have failed nevertheless. `more` gives, for rules with too many findings
    to keep, how many were only counted.
    """

    document: Document
    findings: list[Finding]
    passed: list[str]
    failed: list[str]
    not_applicable: list[tuple[str, str]]
    slow: list[tuple[str, float]]
    unavailable: list[str]
    suppressed: list[Suppressed] = []
    held: list[Finding] = []
    before: list[Finding] = []
    more: dict[str, int] = {}


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
        more = counts[finding.rule] + outcome.more.get(finding.rule, 0) - last
        if seen[finding.rule] == last and more:
            message = f"{finding.message} (And {more:,} more of this rule in this document.)"
            finding = msgspec.structs.replace(finding, message=message)
        if seen[finding.rule] <= last:
            shown.append(finding)
    return msgspec.structs.replace(outcome, findings=shown)
