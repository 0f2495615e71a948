"""A rule's examples run as tests: what they should find against what is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from ofsted_lint import documents
from ofsted_lint.checks.references import chosen
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.kinds import compared
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.suppressions import Register
from ofsted_lint.linting.engine import lint
from ofsted_lint.linting.fixes import Linted, mend
from ofsted_lint.rules import rule_file
from ofsted_lint.rules.example import Example
from ofsted_lint.rules.loading import Loaded
from ofsted_lint.source.source import Leftover, Source, Span

_MARK = re.compile(r"\[\[|\]\]")


class Verdict(msgspec.Struct, frozen=True):
    """How an example went: `faults` says in words what was not as it should be.

    `skipped` says why it could not be tried.
    """

    rule: str
    example: str
    faults: list[str]
    flagged: bool
    skipped: str = ""


def prove(loaded: Loaded) -> list[Verdict]:
    """Run all examples of a rule."""
    return [_verdict(loaded, example) for example in rule_file.examples(Path(loaded.path))]


def _verdict(loaded: Loaded, example: Example) -> Verdict:
    text, marked = unmarked(example.text)
    # A rule that is switched off is proved all the same, and each of its findings by itself.
    enabled = replace(loaded, rule=replace(loaded.rule, enabled=True, once=False))
    others = [documents.read(Source(f"against {at}", each)) for at, each in enumerate(example.against, 1)]

    def linted(text: str) -> Outcome:
        made = _read(loaded, example, text)
        return lint(made, [enabled], Register(date.today()), chosen(made, others))

    outcome = linted(text)
    if outcome.unavailable:
        return Verdict(loaded.rule.id, example.name, [], bool(marked), outcome.not_applicable[0][1])
    findings = outcome.findings
    faults = _unmended(example, outcome, linted)
    faults += [f"{other.source.path}: no report and no letter" for other in others if other.kind not in compared()]
    faults += _compared(text, marked, [finding.place.span for finding in findings])
    said = findings[0].message if findings else ""
    if example.says is not None and said != example.says and not faults:
        faults.append(f"it says: {said}\n  it should say: {example.says}")
    if example.todo:
        faults = [] if faults else ["it is marked todo, but does what it should: take the mark away"]
    return Verdict(loaded.rule.id, example.name, faults, bool(marked))


def _read(loaded: Loaded, example: Example, text: str) -> Document:
    """A text as the document that an example is."""
    kinds = loaded.rule.kinds
    kind = example.kind or (None if "unknown" in kinds else kinds[0])
    source = Source(example.name, text, notes=example.notes, leftovers=tuple(_left(text, example)))
    return documents.read(source, None if kind == "unknown" else kind, example.published)


def _left(text: str, example: Example) -> Iterator[Leftover]:
    """What an example says is left in its file; what is nowhere in its text is at its beginning."""
    for each in example.leftovers:
        at = max(text.find(each.at), 0)
        yield Leftover(each.kind, Span(at, at + len(each.at)), each.words, each.author)


def _unmended(example: Example, outcome: Outcome, linted: Linted) -> list[str]:
    """What is not as it should be when all that can be mended is."""
    if example.fixed is None:
        return []
    mended = mend(outcome, linted, unsafe=True)
    if mended.text != example.fixed:
        return [f"it is mended to:\n{mended.text.rstrip()}\nit should be mended to:\n{example.fixed.rstrip()}"]
    left = [f"not mended: {_quoted(mended.text, each.finding.place.span)} {each.why}" for each in mended.skipped]
    return left + [
        f"found again: {_quoted(mended.text, again.place.span)} once it is mended"
        for again in mended.outcome.findings
        if again.fingerprint in {finding.fingerprint for finding in mended.applied}
    ]


def unmarked(text: str) -> tuple[str, list[Span]]:
    """A text without its marks, and the spans that were marked."""
    plain: list[str] = []
    spans: list[Span] = []
    at, length, start = 0, 0, 0
    for match in _MARK.finditer(text):
        plain.append(text[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match[0] == "[[":
            start = length
        else:
            spans.append(Span(start, length))
    return "".join([*plain, text[at:]]), spans


def _compared(text: str, wanted: list[Span], found: list[Span]) -> list[str]:
    """What is missing and what is noise, quoted with its line."""
    faults = [f"missing: {_quoted(text, span)} should be found" for span in wanted if span not in found]
    return faults + [f"noisy: {_quoted(text, span)} should not be found" for span in found if span not in wanted]


def _quoted(text: str, span: Span) -> str:
    return f"line {text.count(chr(10), 0, span.start) + 1}, “{' '.join(text[span.start : span.end].split())}”,"
