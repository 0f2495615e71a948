"""The parts that reports and letters of Ofsted share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import msgspec

from ofsted_lint.documents.document import Dated, Document
from ofsted_lint.documents.structure.parts import (
    Footer,
    Improvement,
    Inspector,
    InspectorTitle,
    Paragraph,
)
from ofsted_lint.documents.structure.passages import (
    Passage,
    after_text,
    front,
    of_sections,
    points,
    running,
    texts,
    unplaced,
)
from ofsted_lint.documents.structure.rule_names import OFSTED_NAMES
from ofsted_lint.source.prose import Prose


class Verdict(msgspec.Struct, frozen=True, eq=False):
    """What an inspection judged otherwise than by grades: its key and name, the words, and the rank, 1 for the best."""

    key: str
    name: str
    prose: Prose
    rank: int


class Row(msgspec.Struct, frozen=True, eq=False):
    """A row of a table that is a text by itself, and the heading above it."""

    heading: Prose
    prose: Prose
    address: str


class OfstedDocument(Document, frozen=True, eq=False, dict=True):
    """A document by Ofsted about an inspection or visit: it has inspectors and improvement items.

    `summary` is the text before the first part with a heading.
    """

    inspectors: tuple[Inspector, ...] = ()
    summary: tuple[Paragraph, ...] = ()
    improvements_heading: Prose | None = None
    improvements: tuple[Improvement, ...] = ()
    improvements_prose: tuple[Paragraph, ...] = ()
    footers: tuple[Footer, ...] = ()

    RULE_NAMES: ClassVar[dict[str, str]] = OFSTED_NAMES
    TAGS: ClassVar[frozenset[str]] = Document.TAGS | {"dates", "inspector", "summary", "improvement", "footer"}

    def _texts(self) -> Iterator[Passage]:
        yield from self._front()
        yield from texts(self.summary, "summary")
        yield from points(self.improvements_heading, self.improvements_prose, self.improvements)
        yield from of_sections(self.sections)
        yield from after_text(self.footnotes, self.closing)
        yield from running(self.footers)
        yield from unplaced(self.unrecognised)

    def _front(self) -> Iterator[Passage]:
        """The texts before the summary."""
        return front(self.title, self.dates, self.inspectors)

    @property
    def template(self) -> str | None:
        """The form that it follows, if that is known."""
        return None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What is judged otherwise than by grades."""
        return ()

    @property
    def leads(self) -> list[str]:
        """Who led the inspection or visit, as printed."""
        return [", ".join(part.text for part in (each.name, each.title) if part) for each in self.inspectors]

    @property
    def details(self) -> Iterator[tuple[str, Prose]]:
        """What only its family prints once, each with a name."""
        return iter(())

    @property
    def table_rows(self) -> Iterator[Row]:
        """The rows of tables that are neither points to improve nor grades."""
        return iter(())

    @property
    def inspector_titles(self) -> tuple[InspectorTitle, ...]:
        """The titles of the inspectors."""
        return tuple(InspectorTitle(each.title, each.address) for each in self.inspectors if each.title)

    @property
    def _dated(self) -> list[Dated]:
        return [*super()._dated, *self.footers]
