"""Why a rule does not apply to a document: its switch, kinds, templates, needs or dates."""

from __future__ import annotations

from collections.abc import Callable

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.documents import kinds
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.values.dates import in_words
from ofsted_lint.rules.rule import Rule

# A rule with this need runs last, since it is about the suppressions of other findings.
LAST = "suppressions"


def excluded(rule: Rule, context: CheckContext, suppressions: bool) -> str | None:
    """Return why a rule does not apply to a document; None if it applies.

    `suppressions` is true if they are checked in this run.
    """
    document = context.document
    if not rule.enabled:
        return "it is switched off"
    if LAST in rule.needs and not suppressions:
        return "suppressions are not checked in this run"
    if document.kind not in rule.kinds:
        return f"it applies to {kinds.in_words(rule.kinds)}"
    template = document.template if isinstance(document, Report) else None
    if rule.templates and template not in rule.templates:
        has = f"has the rows of {template}" if template else "has no grade table"
        return f"it applies to {', '.join(rule.templates)}; this report {has}"
    for need in rule.needs:
        if need in _NEEDS and (lacking := _NEEDS[need](context)):
            return lacking
    if rule.published_from or rule.published_to:
        return _out_of_print(rule, document) or _of_its_time(rule, document)
    return _of_its_time(rule, document)


def _of_its_time(rule: Rule, document: Document) -> str | None:
    """Return why a rule does not apply to the inspection's dates; None if it applies, as rules without dates do."""
    return _outside(rule, document) if rule.from_ or rule.to else None


def _out_of_print(rule: Rule, document: Document) -> str | None:
    """Return why a rule does not apply to the day of publication; None if it applies."""
    day = document.published
    if day is None:
        return "it depends on the date of publication, which is not known (--published gives it)"
    if rule.published_from and day < rule.published_from:
        return f"it applies to documents published from {in_words(rule.published_from)}; this was on {in_words(day)}"
    if rule.published_to and day > rule.published_to:
        return f"it applies to documents published to {in_words(rule.published_to)}; this was on {in_words(day)}"
    return None


def _outside(rule: Rule, document: Document) -> str | None:
    """Return why a rule does not apply to the inspection's dates; None if it applies."""
    start = document.dates.start if document.dates else None
    if start is None:
        return "it depends on the inspection dates, which are not known"
    if rule.from_ and start < rule.from_:
        return f"it applies to inspections from {in_words(rule.from_)}; this one began on {in_words(start)}"
    if rule.to and start > rule.to:
        return f"it applies to inspections to {in_words(rule.to)}; this one began on {in_words(start)}"
    return None


# The needs of rules; each function returns why a rule with this need cannot apply, or None.
_NEEDS: dict[str, Callable[[CheckContext], str | None]] = {
    "against": lambda context: (
        None if context.against.given else "it needs a report or letter to compare with (--against gives it)"
    ),
    "nothing-given": lambda context: (
        "a report or letter is given to compare it with" if context.against.given or context.against.another else None
    ),
    "another-council": lambda context: (
        None if context.against.another else "the document it is compared with is not known to be about another council"
    ),
    "hyphens": lambda context: (
        "the hyphens at line ends are lost in this text (pdftotext -layout keeps them)"
        if context.document.hyphens_lost
        else None
    ),
    "published": lambda context: (
        None
        if context.document.published
        else "it depends on the date of publication, which is not known (--published gives it)"
    ),
}
