"""The outline's entries for reports of area SEND inspections, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import msgspec

from ofsted_lint.documents.area_send.model import AreaSendReport
from ofsted_lint.documents.structure.outline_parts import Dates, Outline, Point, about, line_of
from ofsted_lint.documents.structure.parts import Improvement


class ActionRecord(msgspec.Struct):
    """An area for priority action, and who is responsible for it."""

    text: str
    line: int
    body: str | None


class MemberRecord(msgspec.Struct):
    """An inspector: the name, the inspectorate, the line as printed, and whether this is a lead inspector."""

    name: str
    body: str
    text: str
    leads: bool


class PartnerRecord(msgspec.Struct):
    """A body of the partnership's details, and the head of its column."""

    name: str
    role: str


class AreaSendOutline(Outline, kw_only=True):
    """What the outline of such a report has beside that of others."""

    GRADED: ClassVar[bool] = False

    previous_inspections: Dates | None = None
    outcome: int | None = None
    priority_actions: list[ActionRecord] = msgspec.field(default_factory=list)
    team: list[MemberRecord] = msgspec.field(default_factory=list)
    responsible_bodies: list[str] = msgspec.field(default_factory=list)
    partners: list[PartnerRecord] = msgspec.field(default_factory=list)


SHAPE = AreaSendOutline


def add(made: AreaSendOutline, report: AreaSendReport) -> None:
    """Add a report's own parts to its outline."""
    made.template = report.template
    if report.previous:
        dates = report.previous.dates
        start, end = (dates.start, dates.end) if dates else (None, None)
        made.previous_inspections = Dates(
            report.previous.value.text, str(start) if start else None, str(end) if end else None
        )
    made.outcome = report.outcome.value if report.outcome else None
    made.priority_actions = [
        ActionRecord(each.prose.text, line_of(each.prose), each.body.text if each.body else None)
        for each in report.priorities
    ]
    made.team = [MemberRecord(each.name.text, each.body, each.prose.text, each.leads) for each in report.team]
    made.responsible_bodies = list(dict.fromkeys(each.prose.text for each in report.bodies))
    made.partners = [PartnerRecord(each.prose.text, each.role) for each in report.partners]
    for section, printed in zip(made.sections, report.sections, strict=True):
        section.items = _items(printed.address, report)


def _items(address: str, report: AreaSendReport) -> list[Point] | msgspec.UnsetType:
    """Return the points of a section of the form."""
    listed = {
        "sections/effective": report.effective,
        "sections/better": report.better,
        "sections/improvement": report.improvements,
    }
    if address == "sections/priority":
        return [Point(each.prose.text, line_of(each.prose), []) for each in report.priorities]
    return [_point(each) for each in listed[address]] if address in listed else msgspec.UNSET


def _point(point: Improvement) -> Point:
    return Point(point.prose.text, line_of(point.prose), [item.text for item in point.items])


def lines(made: AreaSendOutline) -> Iterator[tuple[str, str]]:
    """Yield a summary of a report to be printed: a name and a text for each line."""
    yield from about(made, "Inspected")
    before = made.previous_inspections
    yield "Before", before.text if before else "(no previous inspection given)"
    yield "Outcome", str(made.outcome) if made.outcome else "(none)"
    for action in made.priority_actions:
        yield "Priority", action.text
    for partner in made.partners:
        yield "Partner", partner.name
    for member in made.team:
        yield "Team", member.text
