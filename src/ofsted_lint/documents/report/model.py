"""An inspection report, and the facts that only its parts have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from ofsted_lint.documents.frameworks.grades import Grade
from ofsted_lint.documents.frameworks.ilacs import NAMES, SHORT, Template, reads_as_heading
from ofsted_lint.documents.ofsted_document import OfstedDocument
from ofsted_lint.documents.report.summary_claims import Claim, claims
from ofsted_lint.documents.structure.parts import GradeText, Heading, Judgement, JudgementName
from ofsted_lint.documents.structure.passages import Passage, rows
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Span

_WORD = pattern(r"[^\W_o]|o\w")


class Report(OfstedDocument, frozen=True, eq=False, dict=True):
    """An inspection report.

    `table` is the head of the grade table, `judgements` are its rows.
    `template` follows the printed rows, or the headings if there is no table;
    rules compare it with the dates.
    """

    template: Template | None = None
    table: Prose | None = None
    judgements: tuple[Judgement, ...] = ()

    RULE_NAMES: ClassVar[dict[str, str]] = {
        **OfstedDocument.RULE_NAMES,
        "template": "the template whose judgements are printed: `ilacs-2018`, `ilacs-2023` or `ilacs-2026`",
        "table": "the head of the grade table",
        "judgements": "the rows of the grade table",
        "grades": "every grade of the table and the headings",
        "judgement_names": "every name of a judgement in the table and the headings",
        "claims": "the grades that the summary gives to services",
        "empty_points": "the bullets among the improvement items that have no words",
        "stray": "the unrecognised texts that were not intended as a label which is missing",
    }
    TAGS: ClassVar[frozenset[str]] = (
        OfstedDocument.TAGS | {"table", "label", "grade", *NAMES} | {grade.tag for grade in Grade}
    )

    def _front(self) -> Iterator[Passage]:
        yield from super()._front()
        yield from rows(self.judgements)

    @property
    def details(self) -> Iterator[tuple[str, Prose]]:
        """The names of the judgements in the table."""
        return (
            (f"name in the table: {SHORT.get(row.area or '', row.area or row.label.text)}", row.label)
            for row in self.judgements
        )

    @property
    def part_spans(self) -> list[Span]:
        """The spans of its parts, including the rows of the grade table."""
        return super().part_spans + [row.place.span for row in self.judgements if row.place.pieces]

    @cached_property
    def grades(self) -> list[GradeText]:
        """Every grade of the table and the headings."""
        graded: list[Judgement | Heading] = [*self.judgements, *self.headings]
        return [part.grade for part in graded if part.grade]

    @cached_property
    def judgement_names(self) -> list[JudgementName]:
        """Every name of a judgement in the table and the headings."""
        named = [JudgementName(row.label, row.area, row.address) for row in self.judgements]
        return named + [JudgementName(h.title, h.area, h.address) for h in self.headings]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The grades that its summary gives to services."""
        return tuple(claims(p for p in self.passages if "summary" in p.tags))

    @cached_property
    def empty_points(self) -> tuple[Prose, ...]:
        """The bullets among its improvement items that have no words."""
        words = [(each, self.source.words(each.span).strip()) for each in self.regions if each.role == "improvement"]
        following = [*(text for _, text in words[1:]), ""]
        # (Without points there is one text following more than there are points.)
        # Plain text of a PDF has bullets on lines of their own, before their words.
        empty = (
            each
            for (each, text), after in zip(words, following, strict=False)
            if not _WORD.search(text) and not after[:1].isalnum()
        )
        return tuple(reflow(self.source, [each.span]) for each in empty)

    @cached_property
    def stray(self) -> tuple[Prose, ...]:
        """Unrecognised text that was not intended as a label which is missing."""
        if not self.unrecognised:
            return ()
        from ofsted_lint.documents.report.nearest_label import LABELS, is_near  # a complete report does not need it

        labels = [LABELS[part] for part in LABELS if not getattr(self, part)]
        strays = (text for text in self.unrecognised if not reads_as_heading(text.text))
        return tuple(text for text in strays if not any(is_near(text, label) for label in labels))
