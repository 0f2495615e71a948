"""Rules run over a document."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterable
from itertools import islice

import msgspec

from ofsted_lint.checks.context import CheckContext, NotApplicable, TooLong, Unavailable
from ofsted_lint.checks.references import NOTHING, ReferenceDocuments
from ofsted_lint.documents import kinds
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.values.dates import in_words
from ofsted_lint.files.hashes import sha256
from ofsted_lint.findings.finding import Finding, Fix, Hit, Related
from ofsted_lint.findings.message import worded
from ofsted_lint.findings.outcome import HeldBack, Outcome
from ofsted_lint.findings.paragraphs import paragraph_at
from ofsted_lint.findings.suppressions import Misuse, Register, Suppression, apply_suppressions
from ofsted_lint.rules.loading import Loaded
from ofsted_lint.rules.rule import Rule
from ofsted_lint.source.source import Span

# Numbers are left out, since paragraphs are renumbered; the order of words too,
# since a cell may be wrapped round another.
_EVIDENCE = re.compile(r"[^\W\d_]+")
_SLOW = 1.0
_MOST_SHOWN = 4
# So many findings of a rule are kept for a document; the others are counted.
MOST_KEPT = 1000
_GRAIN = 0.05
# What a rule needs that is about what the others have found.
_LAST = "suppressions"


def lint(
    document: Document, rules: Iterable[Loaded], register: Register | None = None, against: ReferenceDocuments = NOTHING
) -> Outcome:
    """Run rules over a document; none can keep another from being run.

    With a register, what it and comments in the text keep quiet is set apart;
    rules about suppressions are run when that is known.
    """
    course = _Course()
    chosen = list(rules)
    first = (loaded for loaded in chosen if _LAST not in loaded.rule.needs)
    _run(course, CheckContext(document, against=against), first, register)
    course.findings = _without_weaker(course.findings, chosen)
    misuses: tuple[Misuse, ...] = ()
    suppressed: list[tuple[Finding, Suppression]] = []
    if register and (register.entries or document.comments):
        ran = None if register.known is None else {*course.passed, *course.failed}
        applied = apply_suppressions(document, course.findings, register, ran)
        course.findings, suppressed, misuses = applied.kept, applied.suppressed, applied.misuses
    last = CheckContext(document, misuses, against)
    _run(course, last, (loaded for loaded in chosen if _LAST in loaded.rule.needs), register)
    quiet = sorted(suppressed, key=lambda each: _order(each[0]))
    return Outcome(
        document,
        tuple(sorted(course.findings, key=_order)),
        tuple(course.passed),
        tuple(course.failed),
        tuple(course.not_applicable),
        tuple(course.slow),
        tuple(course.unavailable),
        tuple(HeldBack(finding, "suppressed", by) for finding, by in quiet),
        tuple(course.more),
    )


class _Course(msgspec.Struct):
    """How the rules go on a document, while they are run."""

    findings: list[Finding] = []
    passed: list[str] = []
    failed: list[str] = []
    not_applicable: list[tuple[str, str]] = []
    slow: list[tuple[str, float]] = []
    unavailable: list[str] = []
    more: list[tuple[str, int]] = []


def _order(finding: Finding) -> tuple[int, str]:
    return finding.place.span.start, finding.rule


def _without_weaker(findings: list[Finding], rules: list[Loaded]) -> list[Finding]:
    """Return the findings without those of rules that another rule replaces where it has a finding."""
    silenced: dict[str, list[Span]] = {}
    stronger = {loaded.rule.id: loaded.rule.instead_of for loaded in rules if loaded.rule.instead_of}
    for finding in findings:
        for weaker in stronger.get(finding.rule, ()):
            silenced.setdefault(weaker, []).append(finding.place.span)
    return [each for each in findings if not (each.rule in silenced and _meet(each, silenced[each.rule]))]


def _meet(finding: Finding, others: Iterable[Span]) -> bool:
    """True if a finding, or a place that it is related to, has a character in common with one of these spans."""
    spans = [finding.place.span, *(related.place.span for related in finding.related)]
    return any(other.start < span.end and span.start < other.end for other in others for span in spans)


class _Watch:
    """The processor time that rules take: on a busy machine none is slow that only had to wait.

    To ask for it is dear, so it is asked for only from time to time by the
    wall clock: what is told is right to a few hundredths of a second.
    """

    def __init__(self) -> None:
        self._asked = self._started = -math.inf
        self._before = 0.0

    def start(self) -> None:
        """A rule begins."""
        self._started = time.perf_counter()
        if self._started - self._asked > _GRAIN:
            self._asked, self._before = self._started, time.thread_time()

    def took(self) -> float:
        """How many seconds of processor time it has taken since; 0 where it is surely few."""
        waited = time.perf_counter() - self._started
        return min(waited, time.thread_time() - self._before) if waited > _SLOW else 0.0


def _run(course: _Course, context: CheckContext, rules: Iterable[Loaded], register: Register | None) -> None:
    """Run rules and note what they find, and how each goes."""
    watch = _Watch()
    for loaded in rules:
        rule = loaded.rule
        watch.start()
        why = _excluded(rule, context, register)
        if why is None:
            try:
                found, more = _found(rule, loaded.run(context), context.document)
            except Unavailable as reason:
                why = str(reason)
                course.unavailable.append(rule.id)
            except NotApplicable as reason:
                why = str(reason)
            except TooLong:
                why = "it asks for more work than a document is worth and was stopped"
        if (took := watch.took()) > _SLOW:
            course.slow.append((rule.id, took))
        if why is not None:
            course.not_applicable.append((rule.id, why))
            continue
        course.findings.extend(found)
        if more:
            course.more.append((rule.id, more))
        (course.failed if found else course.passed).append(rule.id)


def _excluded(rule: Rule, context: CheckContext, register: Register | None) -> str | None:
    """Why a rule does not hold for a document, or None where it does."""
    document = context.document
    if not rule.enabled:
        return "it is switched off"
    if _LAST in rule.needs and register is None:
        return "suppressions are not looked at in this run"
    if document.kind not in rule.kinds:
        return f"it holds for {kinds.in_words(rule.kinds)}"
    template = document.template if isinstance(document, Report) else None
    if rule.templates and template not in rule.templates:
        has = f"has the rows of {template}" if template else "has no grade table"
        return f"it holds for {', '.join(rule.templates)}; this report {has}"
    for need in rule.needs:
        if need in _NEEDS and (lacking := _NEEDS[need](context)):
            return lacking
    if rule.published_from or rule.published_to:
        return _out_of_print(rule, document) or _of_its_time(rule, document)
    return _of_its_time(rule, document)


def _of_its_time(rule: Rule, document: Document) -> str | None:
    """Why a rule does not hold for the time of an inspection; most hold for all."""
    return _outside(rule, document) if rule.from_ or rule.to else None


def _out_of_print(rule: Rule, document: Document) -> str | None:
    """Why a rule does not hold for a day of publication, or None where it does."""
    day = document.published
    if day is None:
        return "it depends on the date of publication, which is not known (--published gives it)"
    if rule.published_from and day < rule.published_from:
        return f"it holds for what is published from {in_words(rule.published_from)}; this was on {in_words(day)}"
    if rule.published_to and day > rule.published_to:
        return f"it holds for what is published to {in_words(rule.published_to)}; this was on {in_words(day)}"
    return None


def _outside(rule: Rule, document: Document) -> str | None:
    """Why a rule does not hold for the time of an inspection, or None where it does."""
    start = document.dates.start if document.dates else None
    if start is None:
        return "it depends on the inspection dates, which are not known"
    if rule.from_ and start < rule.from_:
        return f"it holds for inspections from {in_words(rule.from_)}; this one began on {in_words(start)}"
    if rule.to and start > rule.to:
        return f"it holds for inspections to {in_words(rule.to)}; this one began on {in_words(start)}"
    return None


# What a rule may need of a document, and why it cannot hold where that is missing.
_NEEDS: dict[str, Callable[[CheckContext], str | None]] = {
    "against": lambda context: (
        None if context.against.given else "it needs the report or letter to hold it against (--against gives it)"
    ),
    "another-council": lambda context: (
        None if context.against.another else "what it is held against is not known to be about another council"
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


def _collapsed(rule: Rule, hits: Iterable[Hit]) -> Iterable[Hit]:
    """Hits as a rule wants them: each for itself, all as one, or those of the same words as one."""
    if not rule.once:
        return hits
    if rule.once is True:
        return _together(list(hits))
    alike: dict[str, list[Hit]] = {}
    for hit in hits:
        alike.setdefault((hit.evidence or hit.place.text).casefold(), []).append(hit)
    return [hit for group in alike.values() for hit in _together(group)]


def _together(hits: list[Hit]) -> list[Hit]:
    """Hits as one: the first, which says where the others are."""
    if len(hits) < 2:
        return hits
    first, *others = hits
    more = tuple(Related(hit.place, "here too") for hit in others[:_MOST_SHOWN])
    edits = tuple(sorted((edit for hit in hits for edit in hit.edits), key=lambda edit: edit.span))
    doubt = next((hit.doubt for hit in hits if hit.doubt), "")
    related = (*first.related, *more)
    return [msgspec.structs.replace(first, related=related, times=len(hits), edits=edits, doubt=doubt)]


def _found(rule: Rule, hits: Iterable[Hit], document: Document) -> tuple[list[Finding], int]:
    """What a rule found, and how many hits more than are kept it had."""
    coming = iter(_collapsed(rule, hits))
    return list(_findings(rule, islice(coming, MOST_KEPT), document)), sum(1 for _ in coming)


def _findings(rule: Rule, hits: Iterable[Hit], document: Document) -> Iterable[Finding]:
    """Hits in the words of their rule, each as it comes; alike ones are told apart by their order."""
    seen: dict[tuple[str, str], int] = {}
    for hit in hits:
        evidence = " ".join(sorted(_EVIDENCE.findall((hit.evidence or hit.place.text).casefold())))
        count = seen[hit.address, evidence] = seen.get((hit.address, evidence), 0) + 1
        known = f"{rule.id}\0{hit.address}\0{evidence}\0{count}"
        yield Finding(
            rule.id,
            rule.severity,
            _worded(rule, hit),
            hit.place,
            hit.address,
            sha256(known.encode("utf-8", "replace")).hexdigest()[:16],
            hit.related,
            _fix(rule, hit),
            paragraph_at(document, hit.place),
        )


def _worded(rule: Rule, hit: Hit) -> str:
    """The rule's message with the hit's facts; where it stands for many, how many."""
    message = worded(rule.message, hit.facts)
    return message if hit.times == 1 else f"{message} ({hit.times} such in this document.)"


def _fix(rule: Rule, hit: Hit) -> Fix | None:
    """How a hit is mended, if its rule says how and its kind found the edits."""
    if rule.fix is None or not hit.edits:
        return None
    because = hit.doubt or rule.fix.because
    # A title speaks of one place; a hit may stand for many.
    title = worded(rule.fix.title, hit.facts) + (" (and the others)" if hit.times > 1 else "")
    return Fix(title, hit.edits, rule.fix.safe and not hit.doubt, because)
