"""Apply fixes to a document's text, and decide which of them can be applied.

Pure: the function that lints the text is given, and nothing is written. After
each round the text is read and linted again, since one fix may create or remove
another; a fix that overlaps another in one round is tried again in the next.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import pairwise

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.findings.finding import Finding, Fix
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.source.edits import Edit
from ofsted_lint.source.source import Source, Span

_ROUNDS = 10
# Reads and lints a text in the same way as the document.
Linted = Callable[[str], Outcome]


class Skipped(msgspec.Struct, frozen=True, eq=False):
    """A finding whose fix was left out, and why."""

    finding: Finding
    why: str


class Fixed(msgspec.Struct, frozen=True, eq=False):
    """The outcome for the fixed text, the findings that were fixed, and those left out."""

    outcome: Outcome
    applied: list[Finding]
    skipped: list[Skipped]

    @property
    def text(self) -> str:
        """The text of the file once fixed."""
        return self.outcome.source.written


def apply_fixes(outcome: Outcome, linted: Linted, unsafe: bool = False) -> Fixed:
    """Apply the safe fixes of an outcome's findings, and with `unsafe` the others, until nothing changes.

    Fixes that undo each other, or would go on for ever, are left out
    altogether, so fixing the fixed text again changes nothing.
    """
    endless: dict[str, str] = {}
    while True:
        fixed, rules = _rounds(outcome, linted, unsafe, endless)
        if not rules:
            return fixed
        names = " and ".join(sorted(rules))
        why = "it does not come to an end" if len(rules) == 1 else f"the fixes of {names} undo each other"
        endless |= dict.fromkeys(rules, why)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits applied; they must not overlap."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        parts += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join([*parts, text[at:]])


def _rounds(outcome: Outcome, linted: Linted, unsafe: bool, endless: dict[str, str]) -> tuple[Fixed, set[str]]:
    """Apply fixes round by round; return the result and the rules whose fixes do not come to an end."""
    applied: list[Finding] = []
    seen = {outcome.source.written: 0}
    for _ in range(_ROUNDS):
        chosen, skipped = _chosen(outcome, unsafe, endless)
        if not chosen:
            return Fixed(outcome, applied, skipped), set()
        applied += chosen
        text = edited(outcome.source.written, _edits(chosen, outcome.source))
        if text in seen:
            return Fixed(outcome, applied, skipped), {finding.rule for finding in applied[seen[text] :]}
        seen[text] = len(applied)
        outcome = linted(text)
    return Fixed(outcome, applied, []), {finding.rule for finding in chosen}


def _edits(findings: list[Finding], source: Source) -> set[Edit]:
    """Return the edits of findings as edits of the file; edits shared by several findings appear once."""
    edits = {edit for finding in findings if finding.fix for edit in finding.fix.edits}
    return {Edit(source.span_written(edit.span), edit.text) for edit in edits}


def _chosen(outcome: Outcome, unsafe: bool, endless: dict[str, str]) -> tuple[list[Finding], list[Skipped]]:
    """Return the findings to fix in one round, in document order, and those that are left out."""
    chosen: list[Finding] = []
    skipped: list[Skipped] = []
    taken: list[Span] = []
    there: set[tuple[Edit, ...]] = set()
    furniture = _furniture(outcome.document)
    for finding in outcome.findings:
        fix = finding.fix
        if fix is None:
            continue
        why = endless.get(finding.rule, "") or _refused(fix, unsafe, outcome.source, furniture)
        if not why and fix.edits not in there and _overlap(fix.edits, taken):
            why = "it overlaps another fix"
        if why:
            skipped.append(Skipped(finding, why))
            continue
        chosen.append(finding)
        if fix.edits not in there:
            there.add(fix.edits)
            taken = sorted([*taken, *(edit.span for edit in fix.edits)])
    return chosen, skipped


def _refused(fix: Fix, unsafe: bool, source: Source, furniture: list[Span]) -> str:
    """Return why a fix may not be applied; empty if it may."""
    if not fix.safe and not unsafe:
        return f"it is not safe: {fix.because}"
    if _overlap(fix.edits, []):
        return "its edits overlap each other"
    if any(_crosses(edit.span, furniture) for edit in fix.edits):
        return "it would cross the header or footer of a page"
    for edit in fix.edits:
        try:
            edit.text.encode(source.encoding)
        except UnicodeEncodeError as error:
            return f"“{edit.text[error.start]}” cannot be written in this file's encoding ({source.encoding})"
    return ""


def _overlap(edits: tuple[Edit, ...], taken: list[Span]) -> bool:
    """True if any of the edits overlaps another, or one of the sorted spans in `taken`."""
    own = sorted(edit.span for edit in edits)
    if any(_meet(one, two) for one, two in pairwise(own)):
        return True
    for span in own:
        at = bisect_left(taken, span)
        if any(_meet(span, other) for other in taken[max(at - 1, 0) : at + 1]):
            return True
    return False


def _meet(one: Span, two: Span) -> bool:
    return one.start == two.start or (one.start < two.end and two.start < one.end)


def _furniture(document: Document) -> list[Span]:
    return [region.span for region in document.regions if region.role == "furniture"]


def _crosses(span: Span, furniture: list[Span]) -> bool:
    """True if an edit crosses the boundary of page furniture."""
    over = [each for each in furniture if each.start < span.end and span.start < each.end]
    return any(not (each.start <= span.start and span.end <= each.end) for each in over)
