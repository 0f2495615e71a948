"""Run rules over a document."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from itertools import islice

import msgspec

from ofsted_lint.checks.context import NOTHING, CheckContext, NotApplicable, ReferenceDocuments, TooLong, Unavailable
from ofsted_lint.documents.document import Document
from ofsted_lint.files.errors import TOO_MUCH, OutOfTime, too_much
from ofsted_lint.files.hashes import sha256
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Finding, Fix, Hit, Related
from ofsted_lint.findings.message import worded
from ofsted_lint.findings.outcome import HeldBack, Outcome, subject
from ofsted_lint.findings.paragraphs import paragraph_at
from ofsted_lint.findings.suppressions import Misuse, Register, Suppression, apply_suppressions
from ofsted_lint.linting import budget
from ofsted_lint.linting.applicability import LAST, excluded
from ofsted_lint.rules.rule import Loaded, Rule
from ofsted_lint.source.source import Span

# The words that a fingerprint depends on. Numbers are ignored, since paragraphs are
# renumbered; the order of words too, since the text of one cell may wrap round another.
_EVIDENCE = pattern(r"[^\W\d_]+")
_SLOW = 1.0
_MOST_SHOWN = 4
# The number of findings of a rule that are kept for a document; the others are only counted.
MOST_KEPT = 1000
_GRAIN = 0.05
_STOPPED = (NotApplicable, TooLong, *TOO_MUCH)


def lint(
    document: Document, rules: Iterable[Loaded], register: Register | None = None, against: ReferenceDocuments = NOTHING
) -> Outcome:
    """Run rules over a document; no rule can prevent another from running.

    With a register, findings that it or comments in the text suppress are set
    apart; rules about suppressions run after that.
    """
    course = _Course()
    chosen = list(rules)
    first = (loaded for loaded in chosen if LAST not in loaded.rule.needs)
    _run(course, CheckContext(document, against=against), first, register)
    course.findings = _without_weaker(course.findings, chosen)
    misuses: tuple[Misuse, ...] = ()
    suppressed: list[tuple[Finding, Suppression]] = []
    if register and (register.entries or document.comments):
        ran = None if register.known is None else {*course.passed, *course.failed}
        applied = apply_suppressions(document, course.findings, register, ran)
        course.findings, suppressed, misuses = applied.kept, applied.suppressed, applied.misuses
    last = CheckContext(document, misuses, against)
    _run(course, last, (loaded for loaded in chosen if LAST in loaded.rule.needs), register)
    quiet = sorted(suppressed, key=lambda each: _order(each[0]))
    return Outcome(
        subject(document),
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
    """The results of the rules on a document, while they are run."""

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
    """Return the findings without those that overlap a finding of a rule that is `instead_of` theirs."""
    silenced: dict[str, list[Span]] = {}
    stronger = {loaded.rule.id: loaded.rule.instead_of for loaded in rules if loaded.rule.instead_of}
    for finding in findings:
        for weaker in stronger.get(finding.rule, ()):
            silenced.setdefault(weaker, []).append(finding.place.span)
    return [each for each in findings if not (each.rule in silenced and _meet(each, silenced[each.rule]))]


def _meet(finding: Finding, others: Iterable[Span]) -> bool:
    """True if a finding, or one of its related places, overlaps one of the spans."""
    spans = [finding.place.span, *(related.place.span for related in finding.related)]
    return any(other.start < span.end and span.start < other.end for other in others for span in spans)


class _Watch:
    """Measures the processor time of rules, so that waiting on a busy machine does not count.

    Reading the processor time is expensive, so it is read only when some time
    has passed by the wall clock: results are accurate to a few hundredths of a
    second.
    """

    def __init__(self) -> None:
        self._read_at = self._started = -math.inf
        self._before = 0.0

    def start(self) -> None:
        """Start to measure a rule."""
        self._started = time.perf_counter()
        if self._started - self._read_at > _GRAIN:
            self._read_at, self._before = self._started, budget.spent()

    def took(self) -> float:
        """Return the processor time since the start in seconds; 0 if it cannot be slow."""
        waited = time.perf_counter() - self._started
        return min(waited, budget.spent() - self._before) if waited > _SLOW else 0.0


def _run(course: _Course, context: CheckContext, rules: Iterable[Loaded], register: Register | None) -> None:
    """Run rules and record the findings and the result of each."""
    watch = _Watch()
    for loaded in rules:
        rule = loaded.rule
        why = excluded(rule, context, suppressions=register is not None)
        if why is not None:
            course.not_applicable.append((rule.id, why))
            continue
        budget.check()
        watch.start()
        try:
            found, more = _found(rule, loaded.run(context), context.document)
        except OutOfTime as error:
            raise OutOfTime(error.seconds, rule.id) from None
        except _STOPPED as error:
            why = _why(error)
            course.unavailable += [rule.id] * isinstance(error, Unavailable)
        if (took := watch.took()) > _SLOW:
            course.slow.append((rule.id, took))
        if why is not None:
            course.not_applicable.append((rule.id, why))
            continue
        course.findings.extend(found)
        if more:
            course.more.append((rule.id, more))
        (course.failed if found else course.passed).append(rule.id)


def _why(error: BaseException) -> str:
    """Return why a rule did not come to an end, from one of the errors in `_STOPPED`."""
    if isinstance(error, TooLong):
        return "it needs too much work on this document and was stopped"
    return str(error) if isinstance(error, NotApplicable) else f"it was stopped: {too_much(error)}"


def _collapsed(rule: Rule, hits: Iterable[Hit]) -> Iterable[Hit]:
    """Merge hits as the `once` of a rule says: not at all, all into one, or those with the same words into one."""
    if not rule.once:
        return hits
    if rule.once is True:
        return _together(list(hits))
    alike: dict[str, list[Hit]] = {}
    for hit in hits:
        alike.setdefault((hit.evidence or hit.place.text).casefold(), []).append(hit)
    return [hit for group in alike.values() for hit in _together(group)]


def _together(hits: list[Hit]) -> list[Hit]:
    """Merge hits into the first, with the places of the others as related places."""
    if len(hits) < 2:
        return hits
    first, *others = hits
    more = tuple(Related(hit.place, "here too") for hit in others[:_MOST_SHOWN])
    edits = tuple(sorted((edit for hit in hits for edit in hit.edits), key=lambda edit: edit.span))
    doubt = next((hit.doubt for hit in hits if hit.doubt), "")
    related = (*first.related, *more)
    return [msgspec.structs.replace(first, related=related, times=len(hits), edits=edits, doubt=doubt)]


def _found(rule: Rule, hits: Iterable[Hit], document: Document) -> tuple[list[Finding], int]:
    """Return the findings of a rule that are kept, and the number of further hits."""
    coming = iter(_collapsed(rule, hits))
    return list(_findings(rule, islice(coming, MOST_KEPT), document)), sum(1 for _ in coming)


def _findings(rule: Rule, hits: Iterable[Hit], document: Document) -> Iterable[Finding]:
    """Yield hits as findings; a count distinguishes the fingerprints of equal ones."""
    seen: dict[tuple[str, str], int] = {}
    # A fingerprint has the first name of a rule, so that baselines outlast its renaming.
    name = (*rule.formerly, rule.id)[0]
    for hit in hits:
        evidence = " ".join(sorted(_EVIDENCE.findall((hit.evidence or hit.place.text).casefold())))
        count = seen[hit.address, evidence] = seen.get((hit.address, evidence), 0) + 1
        known = f"{name}\0{hit.address}\0{evidence}\0{count}"
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
    """Return the rule's message with the hit's facts, and the number of hits if it is a merged one."""
    message = worded(rule.message, hit.facts)
    return message if hit.times == 1 else f"{message} ({hit.times} such in this document.)"


def _fix(rule: Rule, hit: Hit) -> Fix | None:
    """Return the fix of a hit; None if the rule has no fix, or the check found no edits of whole characters."""
    if rule.fix is None or not hit.edits or not all(hit.place.source.is_whole(edit.span) for edit in hit.edits):
        return None
    because = hit.doubt or rule.fix.because
    # The title is about one place; a merged hit has several.
    title = worded(rule.fix.title, hit.facts) + (" (and the others)" if hit.times > 1 else "")
    return Fix(title, hit.edits, rule.fix.safe and not hit.doubt, because)
