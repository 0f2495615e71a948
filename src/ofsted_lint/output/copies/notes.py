"""Findings as notes in the margin of a draft: which of them, and in which words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ofsted_lint.findings.finding import Finding, Severity
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output import corrections
from ofsted_lint.output.summary import counted
from ofsted_lint.rules.rule import Rule
from ofsted_lint.source.source import Source, Span

# A margin with more notes is not read: beyond this, advice is left out.
MOST = 50
SUPPRESS = f"To suppress it: {corrections.SUPPRESS}"
_SENTENCE = re.compile(r"(.+?[.!?])(?:\s|\Z)", re.DOTALL)


class Note(msgspec.Struct, frozen=True):
    """A note: the span of the draft that it is about, the key of its finding, and its lines."""

    span: Span
    key: str
    lines: tuple[str, ...]


def chosen(findings: Sequence[Finding], least: Severity | None) -> tuple[list[Finding], str]:
    """Return the findings that get a note, the worst first, and in words what was left out; empty if nothing was.

    `least` is the mildest severity to be noted; None for all where they are few, else errors and warnings.
    """
    mildest = least or (Severity.ADVICE if len(findings) <= MOST else Severity.WARNING)
    kept = [each for each in findings if each.severity.rank <= mildest.rank]
    left = Counter(each.severity.value for each in findings if each.severity.rank > mildest.rank)
    kept.sort(key=lambda each: each.severity.rank)
    return kept, f"{counted(left)} left out; --comments-from advice adds all" if left else ""


def notes(
    outcome: Outcome, findings: Sequence[Finding], rules: Mapping[str, Rule], suppress: str = SUPPRESS
) -> Iterator[Note]:
    """Yield the notes of findings, and a second one for the other end of a contradiction.

    `suppress` says how findings of a RULE are suppressed.
    """
    for each in findings:
        source, key = outcome.source, f"{each.rule} {each.fingerprint}"
        yield Note(
            span_of(source, each.place.pieces),
            key,
            (*_lines(each, rules.get(each.rule), source), suppress.replace("RULE", each.rule), f"Rule: {each.rule}"),
        )
        for at, other in enumerate(each.related, 1):
            if other.place.source is source:
                lines = (f"{_named(each)}: {other.note}", f"See {place(source, each.place.span.start)}: {each.message}")
                yield Note(span_of(source, other.place.pieces), f"{key} {at}", (*lines, f"Rule: {each.rule}"))


def span_of(source: Source, pieces: Sequence[Span]) -> Span:
    """Return the words of a place: all of it if it is within one line, else its first piece; never nothing."""
    whole = Span(pieces[0].start, pieces[-1].end)
    span = pieces[0] if "\n" in source.text[whole.start : whole.end] else whole
    return span if span.start < span.end else source.word(span.start)


def place(source: Source, offset: int) -> str:
    """Return a place as readers know it: “paragraph 12, page 4”, else its line."""
    return source.beside(offset) or f"line {source.position(offset).line:,}"


def _named(finding: Finding) -> str:
    return finding.severity.value.capitalize()


def _lines(finding: Finding, rule: Rule | None, source: Source) -> Iterator[str]:
    yield f"{_named(finding)}: {finding.message}"
    why = _SENTENCE.match(" ".join(rule.why.split())) if rule else None
    if why:
        yield why[1]
    for other in finding.related:
        where = place(other.place.source, other.place.span.start)
        file = "" if other.place.source is source else f" of {other.place.source.path}"
        yield f"See {where}{file}: {other.note}"
    if finding.fix:
        yield f"Proposed: {finding.fix.title}" + (f" ({finding.fix.because})" if finding.fix.because else "")
