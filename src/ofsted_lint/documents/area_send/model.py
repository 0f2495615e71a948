"""A report of an area SEND inspection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import ClassVar

from ofsted_lint.documents.area_send.body_names import boards_named, name_words, parted
from ofsted_lint.documents.area_send.outcome import Outcome
from ofsted_lint.documents.area_send.parts import CQC, OFSTED, Board, Body, Member, Partner, Previous, PriorityAction
from ofsted_lint.documents.area_send.rule_names import AREA_SEND_NAMES
from ofsted_lint.documents.area_send.team import Stated
from ofsted_lint.documents.frameworks.area_send import SECTIONS, TEMPLATE, heading_words, section_of
from ofsted_lint.documents.mentions.abbreviations import Abbreviation
from ofsted_lint.documents.ofsted_document import OfstedDocument, Row, Verdict
from ofsted_lint.documents.structure.parts import Heading, Improvement, Section
from ofsted_lint.documents.structure.passages import (
    Passage,
    after_text,
    front,
    of_sections,
    points,
    running,
    unplaced,
)
from ofsted_lint.source.prose import Prose

_KICKER = frozenset({"any", "front"})
_TABLE = frozenset({"any", "table"})
_ACTION = frozenset({"any", "prose", "improvement"})
# The sections that only some reports have.
_BY_OUTCOME = {"priority"}


# Abbreviations of the fixed sentences of the form.
_OF_FORM = frozenset({"SEND", "CQC", "HMI", "HMIs", "HM"})


class AreaSendReport(OfstedDocument, frozen=True, eq=False, dict=True):
    """A report of an area SEND inspection; its `council` is the area.

    The `sections` are all that it has, in the order in which they are printed.
    Those that are tables have no paragraphs: the rows of the areas for
    improvement are `improvements`, those for priority action `priorities`.
    `cells` are the cells of the other tables and the heads of all.
    """

    kicker: Prose | None = None
    previous: Previous | None = None
    outcome: Outcome | None = None
    effective: tuple[Improvement, ...] = ()
    better: tuple[Improvement, ...] = ()
    priorities: tuple[PriorityAction, ...] = ()
    partners: tuple[Partner, ...] = ()
    team: tuple[Member, ...] = ()
    stated: Stated | None = None
    cells: tuple[Prose, ...] = ()

    RULE_NAMES: ClassVar[dict[str, str]] = AREA_SEND_NAMES
    TAGS: ClassVar[frozenset[str]] = (OfstedDocument.TAGS | {"table"}) - {"inspector", "summary"}

    def _texts(self) -> Iterator[Passage]:
        return iter(sorted(self._all_texts(), key=lambda passage: passage.prose.span.start))

    def _all_texts(self) -> Iterator[Passage]:
        """Yield its texts, part by part."""
        if self.kicker:
            yield Passage(self.kicker, _KICKER, "kicker")
        yield from front(self.title, self.dates)
        if self.previous:
            yield Passage(self.previous.prose, _KICKER, self.previous.address)
        yield from of_sections(self.sections)
        for action in self.priorities:
            yield Passage(action.prose, _ACTION, action.address)
            if action.body:
                yield Passage(action.body, _TABLE, action.address)
        yield from points(None, (), self.improvements)
        yield from (Passage(cell, _TABLE, "table") for cell in self.cells)
        yield from after_text(self.footnotes, self.closing)
        yield from running(self.footers)
        yield from unplaced(self.unrecognised)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The outcome of the inspection."""
        found = self.outcome
        if found is None or found.value is None:
            return ()
        return (Verdict("outcome", "Inspection outcome", found.prose, found.value),)

    @property
    def leads(self) -> list[str]:
        """The lead inspectors of the team, as printed."""
        return [member.prose.text for member in self.team if member.leads]

    @property
    def details(self) -> Iterator[tuple[str, Prose]]:
        """The last inspection, the bodies of the partnership and the team."""
        if self.previous:
            yield "previous inspections", self.previous.value
        for partner in self.partners:
            yield f"body in the details: {partner.role}", partner.prose
        for member in self.team:
            yield f"team: {member.body}", member.prose

    @property
    def table_rows(self) -> Iterator[Row]:
        """The areas for priority action."""
        section = self.section("priority")
        if section and section.heading:
            yield from (Row(section.heading.title, each.prose, each.address) for each in self.priorities)

    @property
    def template(self) -> str:
        """The form of the report."""
        return TEMPLATE

    @cached_property
    def stray(self) -> tuple[Prose, ...]:
        """Unrecognised text."""
        return self.unrecognised

    def section(self, key: str) -> Section | None:
        """Return the section with this key."""
        return next((each for each in self.sections if each.address == f"sections/{key}"), None)

    @cached_property
    def _keys(self) -> list[tuple[str, Heading]]:
        """The headings of the form that it has, with their keys."""
        keyed = [(section_of(heading.title.text), heading) for heading in self.headings]
        return [(key, heading) for key, heading in keyed if key]

    @cached_property
    def missing_sections(self) -> tuple[str, ...]:
        """The headings of the form that it lacks; priority action is another rule's business."""
        there = {key for key, _ in self._keys}
        return tuple(words for key, words in SECTIONS.items() if key not in there | _BY_OUTCOME)

    @cached_property
    def misplaced_sections(self) -> tuple[Heading, ...]:
        """The headings that come after one that they should precede."""
        order = list(SECTIONS)
        places = [(order.index(key), heading) for key, heading in self._keys]
        farthest = [0, *accumulate((place for place, _ in places), max)]
        return tuple(heading for (place, heading), before in zip(places, farthest, strict=False) if place < before)

    @cached_property
    def altered_headings(self) -> tuple[Heading, ...]:
        """The headings that are worded otherwise than in the form."""
        return tuple(
            heading for key, heading in self._keys if heading_words(heading.prose.text) != heading_words(SECTIONS[key])
        )

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        """The bodies that the rows of priority action name, each by itself."""
        section = self.section("partnership")
        said = [each.prose.text for each in section.paragraphs] if section else []
        known = name_words(" ".join([*said, *(each.prose.text for each in self.partners)]))
        return tuple(
            Body(part, name_words(part.text) <= known, action.address)
            for action in self.priorities
            if action.body
            for part in [action.body.part(*span) for span in parted(action.body.text)]
        )

    @cached_property
    def boards(self) -> tuple[Board, ...]:
        """The integrated care boards that the text names by some of the words of one in the details."""
        listed = [(part, name_words(part.text)) for partner in self.partners for part in _boards_of(partner)]
        everyone = frozenset[str]().union(*(words for _, words in listed))
        # A council may be named before a board: “the London Borough of Saltmarsh and Saltmarsh and Northfell ICB”.
        local = name_words(" ".join([self.council, *(each.prose.text for each in self.partners[:1])]))
        found = []
        for passage in (each for each in self.written if listed and not each.address.startswith("priority")):
            for span in boards_named(passage.prose.text):
                named = passage.prose.part(*span)
                words = name_words(named.text)
                nearest, shared = max(listed, key=lambda each: len(each[1] & words))
                if shared & words:
                    same = words == everyone or any(other <= words <= other | local for _, other in listed)
                    found.append(Board(named, nearest, same, passage.address))
        return tuple(found)

    @cached_property
    def repeated_headings(self) -> tuple[Heading, ...]:
        """The headings that are printed a second time."""
        keys = [key for key, _ in self._keys]
        return tuple(heading for at, (key, heading) in enumerate(self._keys) if key in keys[:at])

    @cached_property
    def abbreviations(self) -> tuple[Abbreviation, ...]:
        """Its abbreviations but those that the form itself spells out, or not, in its fixed sentences."""
        return tuple(each for each in super().abbreviations if each.short not in _OF_FORM)

    @cached_property
    def team_differs(self) -> bool | None:
        """True if the numbers that are stated differ from those that are listed; None if none are stated."""
        if self.stated is None or not self.team:
            return None
        listed = Counter(each.body for each in self.team)
        given = ((self.stated.ofsted, listed[OFSTED]), (self.stated.cqc, listed[CQC]))
        return any(number is not None and number != count for number, count in given)


def _boards_of(partner: Partner) -> list[Prose]:
    """Return the boards in a column of the details, each by itself."""
    if not partner.role.casefold().startswith("integrated"):
        return []
    parts = [partner.prose.part(*span) for span in parted(partner.prose.text)]
    return [part for part in parts if "council" not in part.text.casefold()]
