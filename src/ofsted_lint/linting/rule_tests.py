"""Run a rule's examples as tests: compare the expected findings with the actual ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec.structs import replace

from ofsted_lint import checks, documents
from ofsted_lint.checks import renamed
from ofsted_lint.checks.context import CheckContext, chosen
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.kinds import compared
from ofsted_lint.files import typed
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.findings.suppressions import Register
from ofsted_lint.linting.engine import lint
from ofsted_lint.linting.fixes import Linted, apply_fixes
from ofsted_lint.rules import rule_file
from ofsted_lint.rules.example import Against, Example
from ofsted_lint.rules.rule import Loaded
from ofsted_lint.source.source import Leftover, Source, Span

_MARK = re.compile(r"\[\[|\]\]")


class ExampleResult(msgspec.Struct, frozen=True):
    """The result of an example: `faults` has a message for each failure.

    `skipped` is the reason if it could not be run, else empty.
    """

    rule: str
    example: str
    faults: list[str]
    flagged: bool
    skipped: str = ""


def run_examples(loaded: Loaded) -> list[ExampleResult]:
    """Run all examples of a rule and return their results."""
    return [_test_example(loaded, example) for example in rule_file.examples(Path(loaded.path))]


def _test_example(loaded: Loaded, example: Example) -> ExampleResult:
    text, marked = unmarked(example.text)
    # A rule that is switched off is tested as well, and findings are not merged.
    enabled = replace(loaded, rule=replace(loaded.rule, enabled=True, once=False))
    others = [_other(f"against {at}", each) for at, each in enumerate(example.against, 1)]

    def linted(text: str) -> Outcome:
        made = _read(loaded, example, text)
        return lint(made, [enabled], Register(date.today()), chosen(made, others))

    outcome = linted(text)
    if outcome.unavailable:
        return ExampleResult(loaded.rule.id, example.name, [], bool(marked), outcome.not_applicable[0][1])
    findings = outcome.findings
    faults = _fix_faults(example, outcome, linted)
    faults += [f"{other.source.path}: not a report or a letter" for other in others if other.kind not in compared()]
    faults += _compared(text, marked, [finding.place.span for finding in findings])
    message = findings[0].message if findings else ""
    if example.says is not None and message != example.says and not faults:
        faults.append(f"it says: {message}\n  it should say: {example.says}")
    if faults:
        made = _read(loaded, example, text)
        faults += _why(loaded, outcome, CheckContext(made, against=chosen(made, others)))
    if example.todo:
        faults = [] if faults else ["it is marked todo, but does what it should: remove the mark"]
    return ExampleResult(loaded.rule.id, example.name, faults, bool(marked))


def _why(loaded: Loaded, outcome: Outcome, context: CheckContext) -> Iterator[str]:
    """Yield why a rule decided as it did: that it does not apply, and the values that it saw."""
    yield from (f"the rule does not apply: {why}" for _, why in outcome.not_applicable)
    current = renamed.resolved(loaded.rule.check, loaded.rule.params)
    kind = checks.load(current.kind)
    params = typed.convert(current.params, kind.Params, loaded.path, lambda way, key: (None, None))
    yield from checks.explain(kind, params, context)


def _other(name: str, given: str | Against) -> Document:
    """Read a text that an example is compared with."""
    if isinstance(given, str):
        return documents.read(Source(name, given))
    return documents.read(Source(name, given.text), published=given.published)


def _read(loaded: Loaded, example: Example, text: str) -> Document:
    """Read a text as the document of an example."""
    kinds = loaded.rule.kinds
    kind = example.kind or (None if "unknown" in kinds else kinds[0])
    source = Source(example.name, text, notes=example.notes, leftovers=tuple(_left(text, example)))
    return documents.read(source, None if kind == "unknown" else kind, example.published)


def _left(text: str, example: Example) -> Iterator[Leftover]:
    """Yield the leftovers that an example lists; one whose text is not found is put at the beginning."""
    for each in example.leftovers:
        at = max(text.find(each.at), 0)
        yield Leftover(each.kind, Span(at, at + len(each.at)), each.words, each.author)


def _fix_faults(example: Example, outcome: Outcome, linted: Linted) -> list[str]:
    """Return the failures of an example after all fixes are applied."""
    if example.fixed is None:
        return []
    fixed = apply_fixes(outcome, linted, unsafe=True)
    if fixed.text != example.fixed:
        return [f"it is fixed to:\n{fixed.text.rstrip()}\nit should be fixed to:\n{example.fixed.rstrip()}"]
    left = [f"not fixed: {_quoted(fixed.text, each.finding.place.span)} {each.why}" for each in fixed.skipped]
    return left + [
        f"found again: {_quoted(fixed.text, again.place.span)} after it is fixed"
        for again in fixed.outcome.findings
        if again.fingerprint in {finding.fingerprint for finding in fixed.applied}
    ]


def unmarked(text: str) -> tuple[str, list[Span]]:
    """Return a text without its `[[` and `]]`, and the spans between them."""
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
    """Return messages about expected spans that were not found and found spans that were not expected."""
    faults = [f"missing: {_quoted(text, span)} should be found" for span in wanted if span not in found]
    return faults + [f"noisy: {_quoted(text, span)} should not be found" for span in found if span not in wanted]


def _quoted(text: str, span: Span) -> str:
    return f"line {text.count(chr(10), 0, span.start) + 1}, “{' '.join(text[span.start : span.end].split())}”,"
