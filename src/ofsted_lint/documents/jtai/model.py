"""A letter about a joint targeted area inspection (JTAI)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, ClassVar

import msgspec

from ofsted_lint.documents.document import Dated
from ofsted_lint.documents.frameworks.fixed_values import fixed
from ofsted_lint.documents.jtai.rule_names import JTAI_NAMES
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.structure.letters.parts import LetterDate, Point, Salutation
from ofsted_lint.documents.structure.parts import Section
from ofsted_lint.documents.structure.passages import Passage, after_text, front, of_sections, running, texts, unplaced
from ofsted_lint.documents.values.council_names import FORMAL, words_of
from ofsted_lint.source.prose import Prose

_ADDRESS = frozenset({"any", "front", "addressee"})
_SIGNED = frozenset({"any", "sign-off"})
_HEADING = frozenset({"any", "heading"})
# The headings that all letters of a form have.
_HEADINGS = {
    "jtai-2016": ("Key strengths", "Areas for improvement", "Next steps"),
    "jtai-2021": ("Headline findings", "What needs to improve", "Main findings", "Next steps"),
}
# A salutation without the name of an area: “Dear local partnership”.
_OF_NO_AREA = frozenset({"dear", "local", "partnership", "safeguarding", "children", "childrens", "area", "partners"})


class Person(msgspec.Struct, frozen=True, eq=False):
    """An addressee or a signatory: the name, and the office as far as it is printed."""

    name: Prose
    role: Prose | None
    address: str


JtaiTemplate = Annotated[str, fixed("a form of the letter", ("jtai-2016", "jtai-2021"))]


class JtaiLetter(OfstedDocument, frozen=True, eq=False, dict=True):
    """A letter about a joint inspection. Its `dates` are the days of the inspection.

    `summary` is the text before the first heading. `sections` are the parts
    under the fixed headings; `subheadings` are the free ones within them.
    `due` is the day on which the written statement is due.
    """

    letter_date: LetterDate | None = None
    salutation: Salutation | None = None
    addressees: tuple[Person, ...] = ()
    subheadings: tuple[Prose, ...] = ()
    strengths: tuple[Point, ...] = ()
    priorities: tuple[Point, ...] = ()
    due: LetterDate | None = None
    statement_to: Prose | None = None
    signatories: tuple[Person, ...] = ()
    frame: tuple[Prose, ...] = ()
    signed: tuple[Prose, ...] = ()

    RULE_NAMES: ClassVar[dict[str, str]] = JTAI_NAMES
    TAGS: ClassVar[frozenset[str]] = (OfstedDocument.TAGS | {"addressee", "sign-off"}) - {"dates", "inspector"}

    def _texts(self) -> Iterator[Passage]:
        return iter(sorted(self._all_texts(), key=lambda passage: passage.prose.span.start))

    def _all_texts(self) -> Iterator[Passage]:
        """Yield its texts; the points to improve are paragraphs of their section."""
        yield from (Passage(line, _ADDRESS, "addressees") for line in self.frame)
        yield from front(self.title)
        yield from texts(self.summary, "summary")
        yield from (Passage(heading, _HEADING, "subheading") for heading in self.subheadings)
        yield from of_sections(self.sections)
        yield from (Passage(line, _SIGNED, "sign-off") for line in self.signed)
        yield from after_text(self.footnotes, self.closing)
        yield from running(self.footers)
        yield from unplaced(self.unrecognised)

    @property
    def _dated(self) -> list[Dated]:
        return [self.letter_date] if self.letter_date else []

    @property
    def template(self) -> JtaiTemplate:
        """The form of the letter: that of 2016 is about a theme."""
        title = self.title.prose.text.casefold() if self.title else ""
        themed = "multi-agency response" in title or self.section("key strengths") is not None
        return "jtai-2016" if themed else "jtai-2021"

    def section(self, words: str) -> Section | None:
        """Return the section with this heading, written in lower case without marks at its end."""
        return next((each for each in self.sections if each.heading and _folded(each.heading.title) == words), None)

    @cached_property
    def stray(self) -> tuple[Prose, ...]:
        """Unrecognised text."""
        return self.unrecognised

    @cached_property
    def next_steps(self) -> Section | None:
        """The section on what follows."""
        return self.section("next steps")

    @cached_property
    def missing_heading(self) -> str | None:
        """The first heading of its form that it lacks; None if it has all."""
        expected = _HEADINGS[self.template]
        return next((heading for heading in expected if self.section(heading.casefold()) is None), None)

    @cached_property
    def names_area(self) -> bool | None:
        """True if the salutation names the area of the subject line; None if it names none."""
        greeted = set(words_of(self.salutation.prose.text)) - _OF_NO_AREA if self.salutation else set()
        area = set(words_of(self.council)) - FORMAL
        return bool(greeted & area) if greeted and area else None


def _folded(title: Prose) -> str:
    return title.text.casefold().rstrip(" ?:.0123456789")
