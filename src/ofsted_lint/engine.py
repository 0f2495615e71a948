"""Rules run over a document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

import msgspec

from ofsted_lint.document.dates import in_words
from ofsted_lint.document.model import Report
from ofsted_lint.expressions.evaluate import TooLong
from ofsted_lint.finding import Finding, Hit
from ofsted_lint.messages import worded
from ofsted_lint.rule import Loaded, Rule
from ofsted_lint.subject import NotApplicable, Subject

# Numbers are left out, since paragraphs are renumbered; the order of words too,
# since a cell may be wrapped round another.
_EVIDENCE = re.compile(r"[^\W\d_]+")


class Outcome(msgspec.Struct, frozen=True, eq=False):
    """What linting a document gave; findings in the order of the document."""

    document: Report
    findings: list[Finding]
    passed: list[str]
    failed: list[str]
    not_applicable: list[tuple[str, str]]


def lint(document: Report, rules: Iterable[Loaded]) -> Outcome:
    """Run rules over a document; none can keep another from being run."""
    outcome = Outcome(document, [], [], [], [])
    subject = Subject(document)
    for loaded in rules:
        rule = loaded.rule
        why = _excluded(rule, document)
        if why is None:
            try:
                hits = list(loaded.run(subject))
            except NotApplicable as reason:
                why = str(reason)
            except TooLong:
                why = "it asks for more work than a document is worth and was stopped"
        if why is not None:
            outcome.not_applicable.append((rule.id, why))
            continue
        outcome.findings.extend(_findings(rule, hits))
        (outcome.failed if hits else outcome.passed).append(rule.id)
    outcome.findings.sort(key=lambda finding: (finding.place.span.start, finding.rule))
    return outcome


def _excluded(rule: Rule, document: Report) -> str | None:
    """Why a rule does not hold for a document, or None where it does."""
    if not rule.enabled:
        return "it is switched off"
    if document.kind not in rule.kinds:
        return "it is about inspection reports" if "ilacs" in rule.kinds else "it is about other texts"
    if rule.templates and document.template not in rule.templates:
        has = f"has the rows of {document.template}" if document.template else "has no grade table"
        return f"it holds for {', '.join(rule.templates)}; this report {has}"
    if rule.from_ is None and rule.to is None:
        return None
    start = document.dates.start if document.dates else None
    if start is None:
        return "it depends on the inspection dates, which are not known"
    if rule.from_ and start < rule.from_:
        return f"it holds for inspections from {in_words(rule.from_)}; this one began on {in_words(start)}"
    if rule.to and start > rule.to:
        return f"it holds for inspections to {in_words(rule.to)}; this one began on {in_words(start)}"
    return None


def _findings(rule: Rule, hits: list[Hit]) -> Iterable[Finding]:
    """Hits in the words of their rule; alike ones are told apart by their order."""
    seen: dict[tuple[str, str], int] = {}
    for hit in hits:
        evidence = " ".join(sorted(_EVIDENCE.findall((hit.evidence or hit.place.text).casefold())))
        count = seen[hit.address, evidence] = seen.get((hit.address, evidence), 0) + 1
        known = f"{rule.id}\0{hit.address}\0{evidence}\0{count}"
        yield Finding(
            rule.id,
            rule.severity,
            worded(rule.message, hit.facts),
            hit.place,
            hit.address,
            hashlib.sha256(known.encode("utf-8", "replace")).hexdigest()[:16],
            hit.related,
            hit.fix,
        )
