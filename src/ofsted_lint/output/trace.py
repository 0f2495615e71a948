"""The improvement items with the paragraphs that address them, and the points and weaknesses without a counterpart."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.comparison.echo.of_document import traced
from ofsted_lint.comparison.echo.topics import Topic
from ofsted_lint.comparison.echo.verdict import Limits, Point, Support, Verdict
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.structure.parts import Improvement, Paragraph, Section
from ofsted_lint.files.printable import path_text
from ofsted_lint.findings.finding import Hit
from ofsted_lint.rules.rule import Loaded, Rule

# A paragraph also addresses a point if its strength is at least this share of the best one's.
_NEARLY = 0.6
_MOST = 5
_BEST = 3


class Echo(msgspec.Struct, frozen=True):
    """A paragraph that addresses a point: its place, the strength, the words of the point that it has and lacks.

    `area` is that of its section, one of `kinds.NAMES`; None if it is not known.
    """

    number: int | None
    line: int
    section: str
    area: str | None
    grade: str | None
    strength: float
    found: list[str]
    missing: list[str]


class Evidence(msgspec.Struct, frozen=True):
    """A sentence that is evidence for a point: the number of its paragraph, its line, its text and its strength."""

    paragraph: int | None
    line: int
    sentence: str
    strength: float


class Traced(msgspec.Struct, frozen=True):
    """An improvement item and the paragraphs that address it; if it is hardly addressed, the nearest ones.

    `evidence` has the best sentence of each of them.
    """

    text: str
    line: int
    verdict: Verdict
    paragraphs: list[Echo]
    evidence: list[Evidence]


class Weakness(msgspec.Struct, frozen=True):
    """A weakness that the findings name and no point addresses; `paragraph` is its number, if it has one."""

    line: int
    paragraph: int | None
    text: str


class Trace(msgspec.Struct, frozen=True):
    """A document's points and weaknesses, in the fixed format of the JSON output."""

    path: str
    improvements: list[Traced]
    weaknesses_without_point: list[Weakness]


def trace(report: Document, rules: Iterable[Loaded]) -> Trace:
    """Return the trace of a report, judged by the thresholds and topics of the rules in force."""
    chosen = [loaded for loaded in rules if loaded.rule.enabled and report.kind in loaded.rule.kinds]
    limits = limits_of(loaded.rule for loaded in chosen)
    homes = {id(paragraph): section for section in report.sections for paragraph in section.paragraphs}
    points_to_improve = report.improvements if isinstance(report, OfstedDocument) else ()
    topics = topics_of(loaded.rule for loaded in chosen)
    points = traced(report, topics) if isinstance(report, OfstedDocument) and report.paragraphs else []
    improvements = [
        _traced(report, improvement, point, limits, homes)
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
    """Return the limits of doubtful and unsupported points in the rules in force, else the default limits."""
    known = Limits()
    set_by = {rule.check: rule.params for rule in rules if rule.check in ("echo", "unmentioned")}
    score, fact = set_by.get("echo", {}), set_by.get("unmentioned", {})
    return Limits(
        doubtful=score.get("least", known.doubtful),
        unsupported=fact.get("least", known.unsupported),
        lacking=fact.get("share", known.lacking),
    )


def topics_of(rules: Iterable[Rule]) -> tuple[Topic, ...]:
    """Return the topics of the rules in force that trace points; none if no such rule is in force."""
    having = (rule.params for rule in rules if rule.check in ("unmentioned", "echo", "unanswered"))
    found = next(((*params["topics"], *params.get("more_topics", ())) for params in having if "topics" in params), ())
    return msgspec.convert(found, tuple[Topic, ...])


def topics_in_force(document: Document, rules: Iterable[Loaded]) -> tuple[Topic, ...]:
    """Return the topics by which the points of a document are traced."""
    return topics_of(each.rule for each in rules if each.rule.enabled and document.kind in each.rule.kinds)


def shown(point: Point, limits: Limits) -> list[Support]:
    """Return the paragraphs to show: all that address a point, else the nearest ones."""
    having = [support for support in point.paragraphs if support.found]
    if limits.verdict(point) != "supported":
        return having[:_BEST]
    return [support for support in having if support.strength >= having[0].strength * _NEARLY][:_MOST]


def _traced(
    report: Document, improvement: Improvement, point: Point, limits: Limits, homes: dict[int, Section]
) -> Traced:
    echoes = [_echo(report, report.paragraphs[each.paragraph], each, homes) for each in shown(point, limits)]
    return Traced(
        improvement.prose.text,
        _line(report, improvement.prose.place().span.start),
        limits.verdict(point),
        echoes,
        [
            Evidence(echo.number, echo.line, support.text, echo.strength)
            for echo, support in zip(echoes, shown(point, limits), strict=True)
        ],
    )


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
