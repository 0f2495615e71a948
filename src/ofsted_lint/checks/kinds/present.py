"""A report has a part that it must have.

`part` names it. With `sections`, each area in the grade table (or, without a
table, in the template for the inspection date) must have a section; with
`judgements`, each area of that template must have a row in the table; `table`
needs at least one row. A missing part is reported at the place where it
belongs, with the line that was probably intended for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext, NotApplicable
from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.ilacs import NAMES, TEMPLATES, template_for
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.report.model import Report
from ofsted_lint.findings.finding import Hit, Related
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Place

Part = Literal[
    "title", "dates", "inspectors", "table", "judgements", "improvements_heading", "improvements", "sections"
]
_ORDER = (
    *("title", "dates", "inspectors", "table", "judgements", "summary"),
    *("improvements_heading", "improvements", "sections", "closing"),
)


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    part: Annotated[Part, Meta(description="the part that must be present")]


def names(params: Params) -> frozenset[str]:
    return frozenset({"name", "nearest"})


def validate(params: Params, kinds: Iterable[str]) -> None:
    """Refuse kinds of documents that never have the part."""
    from ofsted_lint.checks.families import ask_for  # only where rules are read from their files

    ask_for(params.part, kinds, ("part",))


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    find = {"sections": _sections, "judgements": _judgements}.get(params.part)

    def run(context: CheckContext) -> Iterator[Hit]:
        report = context.document
        if find:
            return find(report)
        return iter(() if _there(report, params.part) else [_missing(report, params.part)])

    return run


def _there(report: Document, part: str) -> bool:
    """True if a part is present; one whose absence another rule reports counts as present."""
    if part == "table":
        return isinstance(report, Report) and bool(report.judgements)
    if part == "improvements":
        return isinstance(report, OfstedDocument) and bool(report.improvements or report.improvements_prose)
    if part == "improvements_heading":
        return isinstance(report, OfstedDocument) and (bool(report.improvements_heading) or not report.improvements)
    return bool(getattr(report, part, None))


def _missing(report: Document, part: str) -> Hit:
    from ofsted_lint.documents.report.nearest_label import LABELS  # a complete report does not need it

    label = LABELS.get(part, "")
    heading = report.improvements_heading if part == "improvements" and isinstance(report, OfstedDocument) else None
    place = heading.place() if heading else _belongs(report, part)
    return _hit(report, place, part, label.rstrip(":"), label, ())


def _sections(report: Document) -> Iterator[Hit]:
    """Yield the areas that are judged and have no section."""
    judgements = report.judgements if isinstance(report, Report) else ()
    rows = {row.area: row for row in judgements if row.area and row.area != "overall"}
    start = report.dates.start if report.dates else None
    expected = TEMPLATES[template_for(start)] if start else tuple(NAMES)
    if not rows and not start:
        raise NotApplicable("without a grade table or dates it is not known which sections it should have")
    areas = [area for area in rows or expected if area in expected and area != "overall"]
    there = {section.area for section in report.sections}
    for area in areas:
        if area not in there:
            row = rows.get(area)
            related = (Related(row.place, "the grade table judges it"),) if row else ()
            yield _hit(report, _section_place(report, area), f"sections/{area}", NAMES[area], NAMES[area], related)


def _judgements(report: Document) -> Iterator[Hit]:
    """Yield the areas of the template for the inspection date that have no row in the grade table."""
    if not isinstance(report, Report) or not report.judgements:
        raise NotApplicable("it has no grade table")
    if not (report.dates and report.dates.start):
        raise NotApplicable("without dates it is not known which judgements it should have")
    there = {row.area for row in report.judgements}
    because = (Related(report.dates.prose.place(), "inspections on these dates judge it"),)
    for area in TEMPLATES[template_for(report.dates.start)]:
        if area not in there and not there & _INSTEAD.get(area, frozenset()):
            yield _hit(report, report.judgements[-1].place, f"judgements/{area}", NAMES[area], NAMES[area], because)


# Another rule reports a row of the other template, so that it is reported only once.
_INSTEAD: dict[str, frozenset[str | None]] = {
    "in-care-and-care-leavers": frozenset({"in-care", "care-leavers"}),
    "in-care": frozenset({"in-care-and-care-leavers"}),
    "care-leavers": frozenset({"in-care-and-care-leavers"}),
}


def _hit(report: Document, place: Place, address: str, name: str, label: str, related: tuple[Related, ...]) -> Hit:
    from ofsted_lint.documents.report.nearest_label import nearest

    candidate = nearest(report, label) if label else None
    facts = {"name": name, "nearest": ""}
    if candidate:
        facts["nearest"] = f" Was “{candidate.prose.text.rstrip(' :.')}” meant? ({candidate.difference})"
        place = candidate.prose.place()
    return Hit(place, address, facts, related, evidence=name)


def _section_place(report: Document, area: str) -> Place:
    """Return the place where a missing section belongs: before the heading that should follow it."""
    order = ["help-and-protection", "in-care-and-care-leavers", "in-care", "care-leavers", "leaders"]
    after = order[order.index(area) + 1 :] if area in order else []
    for heading in report.headings:
        if heading.area in after:
            return heading.prose.place()
    return _belongs(report, "sections")


def _belongs(report: Document, part: str) -> Place:
    """Return the place where a missing part belongs: at the next part that is present, or at the last one."""
    at = _ORDER.index(part)
    for other in _ORDER[at + 1 :]:
        place = _start(report, other)
        if place:
            return place
    for other in reversed(_ORDER[: at + 1]):
        place = _start(report, other)
        if place:
            return place
    return report.opening.place()


def _start(report: Document, part: str) -> Place | None:
    """Return the first line of a part, or None if the document lacks it."""
    value = getattr(report, part, None)
    if isinstance(value, Prose):
        return _first_line(report, value)
    first = value[0] if isinstance(value, tuple) and value else value
    if part == "sections" and first:
        first = first.heading or next(iter(first.paragraphs), None)
    prose = getattr(first, "prose", None) or getattr(first, "name", None) or getattr(first, "label", None)
    return _first_line(report, prose) if prose else None


def _first_line(report: Document, prose: Prose) -> Place:
    """Return the line on which a text begins."""
    line = report.source.line_span(report.source.position(prose.span.start).line)
    return reflow(report.source, [line]).place()
