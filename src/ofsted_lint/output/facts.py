"""The facts of a report that a statement about it needs, as plain values and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from ofsted_lint.documents.frameworks.ilacs import NAMES
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.report.model import Report
from ofsted_lint.documents.structure.parts import Judgement
from ofsted_lint.documents.values.dates import in_words
from ofsted_lint.files.printable import path_text
from ofsted_lint.output.formats.markdown import escaped

# Children in care and care leavers were judged together until 2023.
_TOGETHER = "in-care-and-care-leavers"
_PARTS = ("in-care", "care-leavers")


class Graded(msgspec.Struct, frozen=True):
    """A judgement with its grade, and the grade of the report before, where there is one."""

    name: str
    grade: str
    before: str | None


class Asked(msgspec.Struct, frozen=True):
    """A point to improve and its parts."""

    text: str
    items: list[str]


class Facts(msgspec.Struct, frozen=True):
    """What a report says, in its own words; days are ISO dates, and what it does not say is None or empty."""

    path: str
    title: str | None
    council: str | None
    inspection_dates: str | None
    start: date | None
    end: date | None
    published: date | None
    lead_inspectors: list[str]
    previous_inspection: str | None
    judgements: list[Graded]
    improvements: list[Asked]


def facts(report: OfstedDocument, previous: OfstedDocument | None) -> Facts:
    """Return the facts of a report, with the grades or the outcome of the one before it."""
    dates, before = report.dates, previous and previous.dates
    return Facts(
        path_text(report.source.path),
        report.title.prose.text if report.title else None,
        report.council or None,
        dates.prose.text if dates else None,
        dates.start if dates else None,
        dates.end if dates else None,
        report.published,
        report.leads,
        before.prose.text if before else None,
        _judgements(report, previous),
        [Asked(point.prose.text, [item.text for item in point.items]) for point in report.improvements],
    )


def _judgements(report: OfstedDocument, previous: OfstedDocument | None) -> list[Graded]:
    """Return the judgements of a report: the grades of its table, or what it judges otherwise."""
    if isinstance(report, Report):
        before = previous if isinstance(previous, Report) else None
        return [_graded(row, before) for row in report.judgements if row.grade]
    there = {each.key: each.prose.text for each in previous.verdicts} if previous else {}
    return [Graded(each.name, each.prose.text, there.get(each.key)) for each in report.verdicts]


def _graded(row: Judgement, previous: Report | None) -> Graded:
    assert row.grade
    name = NAMES.get(row.area or "", row.label.text)
    return Graded(name, row.grade.prose.text, _before(row.area, previous) if previous else None)


def _before(area: str | None, previous: Report) -> str | None:
    """Return the grade that an earlier report has for an area, or for that of which it was a part."""
    there = {row.area: row.grade.prose.text for row in previous.judgements if row.area and row.grade}
    if area in there:
        return there[area]
    if area in _PARTS and _TOGETHER in there:
        return f"{there[_TOGETHER]}, for children in care and care leavers together"
    return None


def lines(made: Facts) -> Iterator[tuple[str, str]]:
    """Yield the facts that are not lists, each with its name."""
    for name, value in (
        ("Council", made.council),
        ("Inspection", made.inspection_dates),
        ("Published", in_words(made.published) if made.published else None),
        ("Lead inspector", "; ".join(made.lead_inspectors) or None),
        ("Inspection before", made.previous_inspection),
    ):
        if value:
            yield name, value


def markdown(made: Facts) -> str:
    """Return the facts as Markdown, to be pasted into a statement."""
    parts = [f"# {escaped(made.title or 'Inspection report')}", "\n".join(_bulleted(made))]
    if made.judgements:
        parts.append("\n".join(_table(made)))
    if made.improvements:
        parts.append("## What needs to improve")
        parts.append("\n".join(_points(made)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _bulleted(made: Facts) -> Iterator[str]:
    for name, value in lines(made):
        yield f"- {name}: {escaped(value)}"


def _table(made: Facts) -> Iterator[str]:
    before = made.previous_inspection is not None or any(row.before for row in made.judgements)
    yield "| Judgement | Grade |" + (" Before |" if before else "")
    yield "| --- | --- |" + (" --- |" if before else "")
    for row in made.judgements:
        yield f"| {escaped(row.name)} | {escaped(row.grade)} |" + (f" {escaped(row.before or '–')} |" if before else "")


def _points(made: Facts) -> Iterator[str]:
    for at, point in enumerate(made.improvements, 1):
        yield f"{at}. {escaped(point.text)}"
        for item in point.items:
            yield f"   - {escaped(item)}"
