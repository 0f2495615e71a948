"""The overview of a document: the result in words, the grades compared, and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from ofsted_lint.documents.frameworks.ilacs import SHORT
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.structure.parts import GradeText
from ofsted_lint.findings.finding import Finding, Severity
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output import corrections
from ofsted_lint.output.page.notes import where
from ofsted_lint.source.source import Source


class Grades(msgspec.Struct, frozen=True):
    """A judgement's grades in the table and in its heading; `agree` is None if there is only one."""

    name: str
    table: str
    heading: str
    agree: bool | None


class Tick(msgspec.Struct, frozen=True):
    """The position of a finding on a line of a thousand steps."""

    at: int
    severity: Severity


class Line(msgspec.Struct, frozen=True):
    """A text that was not recognised, and its place."""

    where: str
    text: str


class Overview(msgspec.Struct, frozen=True, eq=False):
    """The overview above a document; `judged` is what was judged otherwise than by grades, each with its words."""

    verdict: str
    counts: dict[Severity, int]
    families: list[tuple[str, int]]
    grades: list[Grades]
    ticks: list[Tick]
    reasons: list[tuple[str, list[str]]]
    unrecognised: list[Line]
    fixable: list[tuple[int, str]]
    judged: list[tuple[str, str]]


def overview(outcome: Outcome, families: Mapping[str, str], standard_input: str = "") -> Overview:
    """Return a document's overview; `families` maps rules to their families, as far as they are known.

    `standard_input` is the name of a document that is no file.
    """
    report = outcome.document
    findings = outcome.findings
    counted = Counter(families[finding.rule].replace("-", " ") for finding in findings if finding.rule in families)
    return Overview(
        verdict(findings),
        severities(findings),
        counted.most_common(),
        _grades(report) if isinstance(report, Report) and report.judgements else [],
        ticks(report.source, findings),
        _reasons(outcome),
        [Line(where(prose.place()), prose.text) for prose in report.unrecognised] if report.kind != "unknown" else [],
        list(corrections.options(corrections.fixes(outcome, standard_input))),
        [(each.name, f"{each.rank}. {each.prose.text}") for each in report.verdicts]
        if isinstance(report, OfstedDocument)
        else [],
    )


def severities(findings: Sequence[Finding]) -> dict[Severity, int]:
    """Return the number of findings of each severity, worst first."""
    listed = Counter(finding.severity for finding in findings)
    return {severity: listed[severity] for severity in Severity}


def verdict(findings: Sequence[Finding]) -> str:
    """Return the result in a sentence: the findings counted by severity."""
    errors, warnings, advice = severities(findings).values()
    counted = [
        _some(errors, "contradiction of fact", "contradictions of fact"),
        _some(warnings, "likely slip", "likely slips"),
        _some(advice, "matter of judgement", "matters of judgement"),
    ]
    *most, last = [each for each in counted if each] or ["nothing was found"]
    listed = f"{', '.join(most)} and {last}" if most else last
    return f"{listed[0].upper()}{listed[1:]}."


def _some(count: int, one: str, many: str) -> str:
    """Return a number of things in words; an empty text if there are none."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return f"{words[count] if count < len(words) else f'{count:,}'} {one if count == 1 else many}" if count else ""


def ticks(source: Source, findings: Sequence[Finding]) -> list[Tick]:
    """Return the positions of findings along a document, each once; the worst last, so that it is on top."""
    length = max(len(source.text), 1)
    worst: dict[int, Severity] = {}
    for finding in findings:
        at = min(finding.place.span.start * 1000 // length, 996)
        worst[at] = min(worst.get(at, finding.severity), finding.severity, key=lambda severity: severity.rank)
    return [Tick(at, severity) for at, severity in sorted(worst.items(), key=lambda each: -each[1].rank)]


def _grades(report: Report) -> list[Grades]:
    """Return every judgement in the table or a heading, in the order of the table."""
    heads = {heading.area: heading for heading in report.headings}
    rows = {row.area: row for row in report.judgements}
    made = []
    for row in report.judgements:
        heading = heads.get(row.area) if row.area else None
        made.append(_pair(row.area, row.label.text, row.grade, heading.grade if heading else None))
    missing = [heading for heading in report.headings if heading.area not in rows or heading.area is None]
    return made + [_pair(heading.area, heading.title.text, None, heading.grade) for heading in missing]


def _pair(area: str | None, label: str, table: GradeText | None, heading: GradeText | None) -> Grades:
    agree = None if table is None or heading is None else table.value is not None and table.value == heading.value
    printed, over = (grade.prose.text if grade else "" for grade in (table, heading))
    name = SHORT.get(area or "", label)
    return Grades(f"{name[:1].upper()}{name[1:]}", printed, over, agree)


def _reasons(outcome: Outcome) -> list[tuple[str, list[str]]]:
    """Return the reasons why rules do not apply, each with its rules; the most frequent reason first."""
    rules: dict[str, list[str]] = {}
    for rule, why in outcome.not_applicable:
        rules.setdefault(why, []).append(rule)
    return sorted(rules.items(), key=lambda each: -len(each[1]))
