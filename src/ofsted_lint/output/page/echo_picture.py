"""The echo diagram: improvement items on the left, paragraphs on the right, bands between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from ofsted_lint.comparison.echo.of_document import traced
from ofsted_lint.comparison.echo.verdict import Limits, Point, Support, Verdict
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.ilacs import SHORT
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.structure.parts import Paragraph
from ofsted_lint.findings.finding import Finding
from ofsted_lint.output.trace import limits_of, shown, topics_of
from ofsted_lint.rules.rule import Rule

# Heights in hundredths of a rem: an improvement item, a paragraph with a band, one without, a heading.
_POINT, _ROW, _BARE, _HEADING = 475, 170, 30, 215
_THICKEST = 130
_OPENING = 90


class Band(msgspec.Struct, frozen=True):
    """The link between an item and a paragraph: its best sentence, the words found, and the shape of the band."""

    point: int
    number: str
    start: int
    strength: float
    found: tuple[str, ...]
    sentence: str
    path: str

    @property
    def opacity(self) -> float:
        """The opacity, in proportion to the strength of the support."""
        return round(0.25 + 0.55 * self.strength, 2)


class Left(msgspec.Struct, frozen=True):
    """An improvement item, on the left."""

    number: int
    text: str
    start: int
    verdict: Verdict
    bands: list[Band]


class Right(msgspec.Struct, frozen=True):
    """A line on the right: the heading of a section, or a paragraph with its bands.

    `alone` is the message about a weakness that no item addresses.
    """

    text: str
    kind: str
    start: int = 0
    number: str = ""
    grade: str = ""
    points: str = ""
    alone: str = ""


class Picture(msgspec.Struct, frozen=True, eq=False):
    """The whole diagram; `height` is that of the drawing, in hundredths of a rem."""

    points: list[Left]
    lines: list[Right]
    height: int

    @property
    def addressed(self) -> int:
        """The number of items that the findings address."""
        return sum(point.verdict == "supported" for point in self.points)

    @property
    def alone(self) -> list[Right]:
        """The weaknesses that no item addresses."""
        return [line for line in self.lines if line.alone]


def picture(report: Document, findings: Iterable[Finding], rules: Mapping[str, Rule]) -> Picture | None:
    """Return the diagram of a report, or None if it has no improvement items or no paragraphs."""
    if not isinstance(report, OfstedDocument) or not report.improvements or not report.paragraphs:
        return None
    limits = limits_of(rule for rule in rules.values() if rule.enabled)
    points = traced(report, topics_of(rules.values()))
    supports = [shown(point, limits) for point in points]
    by = {name for name, rule in rules.items() if rule.check == "unanswered"}
    alone = {start: f for f in findings if f.rule in by for start in [_paragraph(report, f)] if start is not None}
    having = {each.paragraph: [] for best in supports for each in best}  # type: dict[int, list[int]]
    for at, best in enumerate(supports, 1):
        for each in best:
            having[each.paragraph].append(at)
    lines = list(_lines(report, having, alone))
    tall = sum(map(_height, lines))
    height = max(tall, len(points) * _POINT)
    middles = dict(_middles(lines, (height - tall) // 2))
    step = height // len(points)
    made = [
        _left(report, at, point, best, limits, (step * at + step // 2, middles))
        for at, (point, best) in enumerate(zip(points, supports, strict=True))
    ]
    return Picture(made, lines, height)


def _paragraph(report: Document, finding: Finding) -> int | None:
    """Return the offset of the paragraph that contains a finding, or None."""
    start = finding.place.span.start
    spans = (paragraph.prose.span for paragraph in report.paragraphs)
    return next((span.start for span in spans if span.start <= start < span.end), None)


def _left(
    report: OfstedDocument,
    at: int,
    point: Point,
    best: list[Support],
    limits: Limits,
    drawn: tuple[int, dict[int, int]],
) -> Left:
    improvement = report.improvements[at]
    middle, middles = drawn
    verdict = limits.verdict(point)
    bands = []
    for order, support in enumerate(best):
        paragraph = report.paragraphs[support.paragraph]
        start = paragraph.prose.span.start
        spread = (order * 2 - len(best) + 1) * _OPENING // 2
        path = _ribbon(middle + spread, middles[start], max(support.strength, 0.12) * _THICKEST)
        bands.append(Band(at + 1, _name(paragraph), start, support.strength, support.found, support.text, path))
    return Left(at + 1, improvement.prose.text, improvement.prose.span.start, verdict, bands)


def _ribbon(left: int, right: int, thick: float) -> str:
    """Return the SVG path of a band from left to right, half as thick at its start."""
    a, b, c, d = (round(each) for each in (left - thick / 4, left + thick / 4, right - thick / 2, right + thick / 2))
    return f"M0 {a}C45 {a} 55 {c} 100 {c}V{d}C55 {d} 45 {b} 0 {b}Z"


def _lines(report: Document, having: Mapping[int, list[int]], alone: Mapping[int, Finding]) -> Iterator[Right]:
    """Yield the right side: headings and paragraphs in order."""
    at = 0
    for section in report.sections:
        heading = section.heading
        if heading:
            name = SHORT.get(heading.area or "", heading.title.text)
            lacking = "no grade" if heading.area else ""
            yield Right(name, "heading", grade=heading.grade.prose.text if heading.grade else lacking)
        for paragraph in section.paragraphs:
            start = paragraph.prose.span.start
            points = " ".join(map(str, having.get(at, ())))
            message = alone[start].message if start in alone else ""
            kind = "row" if points or message else "bare"
            yield Right(paragraph.prose.text[:_OPENING], kind, start, _name(paragraph), points=points, alone=message)
            at += 1


def _name(paragraph: Paragraph) -> str:
    return str(paragraph.number.value) if paragraph.number else "–"


def _height(line: Right) -> int:
    return {"heading": _HEADING, "row": _ROW, "bare": _BARE}[line.kind]


def _middles(lines: list[Right], top: int) -> Iterator[tuple[int, int]]:
    """Yield the offset of each paragraph with the height of the middle of its line."""
    for line in lines:
        height = _height(line)
        yield line.start, top + height // 2
        top += height
