"""What echoes what: each point to improve with the paragraphs that take it up, and what is left over on both sides."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.comparison.echo.of_document import traced
from ofsted_lint.comparison.echo.verdict import Limits, Point, Support, Verdict
from ofsted_lint.documents.document import Document, OfstedDocument
from ofsted_lint.documents.structure.parts import Paragraph, Section
from ofsted_lint.files.printable import path_text
from ofsted_lint.findings.finding import Hit
from ofsted_lint.rules.loading import Loaded
from ofsted_lint.rules.rule import Rule

# A paragraph takes a point up as well if it has so much of what the best has.
_NEARLY = 0.6
_MOST = 5
_BEST = 3


class Echo(msgspec.Struct, frozen=True):
    """A paragraph that takes a point up: where it is, how strongly, which words of the point it has and lacks.

    `area` is the section's as `kinds.NAMES` has it, where it is known.
    """

    number: int | None
    line: int
    section: str
    area: str | None
    grade: str | None
    strength: float
    found: list[str]
    missing: list[str]


class Traced(msgspec.Struct, frozen=True):
    """A point to improve and what takes it up; of one that is hardly taken up, what comes nearest."""

    text: str
    line: int
    verdict: Verdict
    paragraphs: list[Echo]


class Weakness(msgspec.Struct, frozen=True):
    """A weakness that the findings name and no point takes up; `paragraph` is its number, if it has one."""

    line: int
    paragraph: int | None
    text: str


class Trace(msgspec.Struct, frozen=True):
    """A document's points and weaknesses, as the contract has them."""

    path: str
    improvements: list[Traced]
    weaknesses_without_point: list[Weakness]


def trace(report: Document, rules: Iterable[Loaded]) -> Trace:
    """The trace of a report, judged by the thresholds and topics of the rules in force."""
    chosen = [loaded for loaded in rules if loaded.rule.enabled and report.kind in loaded.rule.kinds]
    limits = limits_of(loaded.rule for loaded in chosen)
    homes = {id(paragraph): section for section in report.sections for paragraph in section.paragraphs}
    points_to_improve = report.improvements if isinstance(report, OfstedDocument) else ()
    points = traced(report) if isinstance(report, OfstedDocument) and report.paragraphs else []
    improvements = [
        Traced(
            improvement.prose.text,
            _line(report, improvement.prose.place().span.start),
            limits.verdict(point.doubt),
            [_echo(report, report.paragraphs[each.paragraph], each, homes) for each in shown(point, limits)],
        )
        for improvement, point in zip(points_to_improve, points, strict=False)
    ]
    found = [
        _weakness(report, hit)
        for loaded in chosen
        if loaded.rule.check == "unanswered"
        for hit in _hits(loaded, report)
    ]
    return Trace(path_text(report.source.path), improvements, sorted(found, key=lambda each: each.line))


def limits_of(rules: Iterable[Rule]) -> Limits:
    """What the rules in force hold for doubtful and for unsupported; the usual where there are none."""
    least = sorted(rule.params["least"] for rule in rules if rule.check == "echo")
    return Limits(doubtful=least[0], unsupported=least[-1]) if least else Limits()


def shown(point: Point, limits: Limits) -> list[Support]:
    """The paragraphs to show: all that take a point up, or the nearest of those that do not."""
    having = [support for support in point.paragraphs if support.found]
    if limits.verdict(point.doubt) != "supported":
        return having[:_BEST]
    return [support for support in having if support.strength >= having[0].strength * _NEARLY][:_MOST]


def _echo(report: Document, paragraph: Paragraph, support: Support, homes: dict[int, Section]) -> Echo:
    heading = homes[id(paragraph)].heading
    grade = heading.grade.prose.text if heading and heading.grade else None
    start = paragraph.prose.place(*support.sentence).span.start
    return Echo(
        paragraph.number.value if paragraph.number else None,
        _line(report, start),
        heading.title.text if heading else "",
        heading.area if heading else None,
        grade,
        round(support.strength, 2),
        list(support.found),
        list(support.missing),
    )


def _hits(loaded: Loaded, report: Document) -> list[Hit]:
    try:
        return list(loaded.run(CheckContext(report)))
    except NotApplicable:
        return []


def _weakness(report: Document, hit: Hit) -> Weakness:
    start = hit.place.span.start
    holder = next(
        (p for p in report.paragraphs if p.prose.place().span.start <= start < p.prose.place().span.end), None
    )
    number = holder.number.value if holder and holder.number else None
    return Weakness(_line(report, start), number, hit.place.text)


def _line(report: Document, offset: int) -> int:
    return report.source.position(offset).line
