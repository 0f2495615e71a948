"""A letter about a focused or a monitoring visit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import ClassVar

from ofsted_lint.documents.document import Dated
from ofsted_lint.documents.letter.headings import lost_heading
from ofsted_lint.documents.letter.last_inspection import LastInspection, last_inspections
from ofsted_lint.documents.letter.mentions import (
    Called,
    GradeGiven,
    PlanDays,
    called_inspection,
    grades_given,
    plan_days,
)
from ofsted_lint.documents.letter.rule_names import LETTER_NAMES
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.structure.letters.parts import (
    Addressee,
    LetterDate,
    Ordinal,
    Point,
    PrintedHeading,
    Salutation,
    SignOff,
    Since,
    Visit,
)
from ofsted_lint.documents.structure.parts import InspectorTitle, Section
from ofsted_lint.documents.structure.passages import Passage, front
from ofsted_lint.documents.values.personal_names import all_agree, same_person
from ofsted_lint.source.prose import Prose, reflow

_HEAD = frozenset({"any", "front", "letterhead"})
_ADDRESS = frozenset({"any", "front", "addressee"})
_SIGNED = frozenset({"any", "sign-off"})
_THIS_VISIT = re.compile(r"\bthis (focus+ed|monitoring) visit\b")


class Letter(OfstedDocument, frozen=True, eq=False, dict=True):
    """A letter about a visit. Its `dates` are the days of the visit.

    `summary` is the text before the first heading, beginning with the opening
    sentence; `formula` is that sentence if it has the usual wording.
    `heading` is the visit as named in the subject line. `sections` are all parts
    with headings; `areas` and `priorities` are the points of two of them.
    """

    formula: Prose | None = None
    visit: Visit | None = None
    heading: Visit | None = None
    ordinal: Ordinal | None = None
    since: Since | None = None
    place: Prose | None = None
    letterhead: tuple[Prose, ...] = ()
    letter_date: LetterDate | None = None
    addressee: Addressee | None = None
    salutation: Salutation | None = None
    areas: tuple[Point, ...] = ()
    priorities: tuple[Point, ...] = ()
    unheaded: tuple[Point, ...] = ()
    signed: SignOff | None = None

    RULE_NAMES: ClassVar[dict[str, str]] = LETTER_NAMES
    TAGS: ClassVar[frozenset[str]] = (OfstedDocument.TAGS | {"letterhead", "addressee", "sign-off"}) - {
        "dates",
        "inspector",
    }

    def _texts(self) -> Iterator[Passage]:
        return iter(sorted([*_framing(self), *super()._texts()], key=lambda passage: passage.prose.span.start))

    @property
    def council(self) -> str:
        """The name of the council as in the subject line, else in the opening, else in the address."""
        named = self.title.council if self.title and self.title.council else self.place
        named = named or (self.addressee.council if self.addressee else None)
        return named.text if named else ""

    def _front(self) -> Iterator[Passage]:
        """Yield the subject line; dates and inspectors are part of the opening."""
        return front(self.title)

    @property
    def _dated(self) -> list[Dated]:
        return [*([self.letter_date] if self.letter_date else []), *self.footers]

    def may_speak_of(self, day: date) -> bool:
        """True if it may mention an inspection or visit that began on this day, which is before its own."""
        start = self.dates.start if self.dates else None
        return start is None or day < start

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """The phrases “this monitoring visit” and “this focused visit” in its prose."""
        return tuple(
            Visit(passage.prose.part(*match.span()), "monitoring" if match[1] == "monitoring" else "focused", at)
            for passage in self.written
            for at in [passage.address]
            for match in _THIS_VISIT.finditer(passage.folded)
        )

    @cached_property
    def grades_given(self) -> tuple[GradeGiven, ...]:
        """The grades that its prose states as the outcome of the visit, not those of earlier inspections."""
        return tuple(grades_given(self.written))

    @cached_property
    def called_inspection(self) -> tuple[Called, ...]:
        """The places where it calls its visit an inspection."""
        return tuple(called_inspection(self.written))

    @cached_property
    def printed_headings(self) -> tuple[PrintedHeading, ...]:
        """All its headings in order, that of the improvement items among them."""
        printed = [PrintedHeading(each.prose, each.address) for each in self.headings]
        if self.improvements_heading:
            printed.append(PrintedHeading(self.improvements_heading, "improvements/heading"))
        return tuple(sorted(printed, key=lambda heading: heading.prose.span.start))

    @cached_property
    def lost_heading(self) -> str | None:
        """The heading of findings that is missing beside another of them; None if none is."""
        return lost_heading((each.words for each in self.printed_headings), self.dates.start if self.dates else None)

    @cached_property
    def last_inspections(self) -> tuple[LastInspection, ...]:
        """The months that it gives for the last inspection, with the overall grade where a sentence gives it."""
        return tuple(last_inspections(self.written))

    @cached_property
    def plan_days(self) -> tuple[PlanDays, ...]:
        """The days that it allows for a plan or statement of action."""
        return tuple(plan_days(self.passages))

    @property
    def inspector_titles(self) -> tuple[InspectorTitle, ...]:
        """The titles of the inspectors and the signatory; a title that several inspectors share counts once."""
        named = {each.prose.span: each for each in super().inspector_titles}
        signed = self.signed.title if self.signed else None
        last = (InspectorTitle(signed, "sign-off"),) if signed else ()
        return (*named.values(), *last)

    @cached_property
    def stray(self) -> tuple[Prose, ...]:
        """Unrecognised text."""
        return self.unrecognised

    @cached_property
    def covered(self) -> Section | None:
        """The section on the areas that the visit covered."""
        return self._part("areas-covered")

    @cached_property
    def priority(self) -> Section | None:
        """The section with areas for priority action."""
        return self._part("priority-action")

    @cached_property
    def headline(self) -> Section | None:
        """The section with the headline findings, or the overview."""
        return self._part("headline-findings")

    @cached_property
    def findings(self) -> Section | None:
        """The section with the main findings."""
        return self._part("main-findings")

    def _part(self, name: str) -> Section | None:
        return next((section for section in self.sections if section.address == f"sections/{name}"), None)

    @cached_property
    def names_agree(self) -> bool | None:
        """True if the salutation has the names of the addressees; None if that cannot be decided."""
        to = self.addressee.names if self.addressee else ()
        greeted = self.salutation.name if self.salutation else None
        return all_agree(greeted.text, [name.text for name in to]) if to and greeted else None

    @cached_property
    def signatory_named(self) -> bool | None:
        """True if the signatory is one of the inspectors that the opening names; None if either is missing."""
        name = self.signed.name if self.signed else None
        return (
            any(same_person(name.text, each.name.text) for each in self.inspectors)
            if name and self.inspectors
            else None
        )


def _framing(letter: Letter) -> Iterator[Passage]:
    """Yield the texts around the letter's body: letterhead, date, addressee, salutation, sign-off."""
    for line in letter.letterhead:
        yield Passage(line, _HEAD, "letterhead")
    parts: Iterable[LetterDate | Addressee | Salutation | SignOff | None] = (
        letter.letter_date,
        letter.addressee,
        letter.salutation,
        letter.signed,
    )
    for part in parts:
        # The lines are not a sentence: each is a text of its own.
        if part:
            tags = _SIGNED if part is letter.signed else _ADDRESS
            for span in part.prose.pieces():
                yield Passage(reflow(letter.source, [span]), tags, part.address)
