"""The parts that only reports of area SEND inspections have."""

from __future__ import annotations

import msgspec

from ofsted_lint.documents.values.dates import InspectionDates
from ofsted_lint.source.prose import Prose

OFSTED, CQC = "Ofsted", "Care Quality Commission"


class Previous(msgspec.Struct, frozen=True, eq=False):
    """The line on the last inspection: its label and its value, which is days or a sentence."""

    prose: Prose
    label: Prose
    value: Prose
    dates: InspectionDates | None
    address: str = "previous"

    @property
    def is_range(self) -> bool:
        """True if the value is more than one day."""
        return bool(self.dates and self.dates.start != self.dates.end)


class PriorityAction(msgspec.Struct, frozen=True, eq=False):
    """A row of the table of priority action: the area for action, and who is responsible."""

    prose: Prose
    body: Prose | None
    address: str


class Body(msgspec.Struct, frozen=True, eq=False):
    """A body that a row of the table makes responsible; `named` is true if the report names it elsewhere."""

    prose: Prose
    named: bool
    address: str


class Board(msgspec.Struct, frozen=True, eq=False):
    """An integrated care board as the text names it, and the name in the details that is most like it."""

    prose: Prose
    listed: Prose
    same: bool
    address: str


class Partner(msgspec.Struct, frozen=True, eq=False):
    """A body under “Local area partnership details”; `role` is the head of its column, `lines` are all its lines."""

    prose: Prose
    role: str
    lines: tuple[Prose, ...]
    address: str


class Member(msgspec.Struct, frozen=True, eq=False):
    """An inspector of the team: the line, the name in it, the inspectorate, and whether this is a lead inspector."""

    prose: Prose
    name: Prose
    body: str
    leads: bool
    address: str
