"""The result of a comparison, in the form that other programs read (`docs/compare.md`)."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

import msgspec

from ofsted_lint.comparison.word_diff import Kind

# A finding; comparisons hold findings but know nothing of their content.
Found = TypeVar("Found")
Relation = Literal["drafts", "successive"]
ChangeKind = Literal["same", "moved", "rewritten", "carried-over", "split", "merged", "new", "dropped"]
Step = Literal["same", "better", "worse", "other", "new", "gone"]


class Side(msgspec.Struct, frozen=True):
    """A text of one of the two documents, and its place.

    `number` is that of a paragraph, `section` the title of its part; `beside` is
    the label of the place besides the line (“page 7”).
    """

    text: str
    line: int
    page: int | None
    beside: str
    section: str = ""
    number: int | None = None


class Words(msgspec.Struct, frozen=True):
    """Words of the old text and those of the new text that replace them; one of the two may be empty."""

    kind: Kind
    old: str
    new: str


class Change(msgspec.Struct, frozen=True):
    """A text of one document and its counterpart in the other.

    `split` is a part of an old text that is now a text of its own, `merged` an
    old text that is now part of a new one, `carried-over` an improvement item
    that a successive report repeats. `moved` is also true of moved texts that
    are rewritten.
    """

    change: ChangeKind
    old: Side | None
    new: Side | None
    moved: bool = False
    likeness: float = 1.0
    differences: tuple[Words, ...] = ()


class Part(msgspec.Struct, frozen=True):
    """The summary, a section or the footnotes: the number of texts by kind of change, and the changes to review."""

    title: str
    counts: dict[ChangeKind, int]
    changes: tuple[Change, ...]


class Judged(msgspec.Struct, frozen=True):
    """A grade in both tables, or in both headings; `note` is a remark on the change."""

    area: str
    name: str
    where: Literal["table", "heading"]
    change: Step
    old: Side | None
    new: Side | None
    note: str = ""


class Detail(msgspec.Struct, frozen=True):
    """Another detail that is printed once and differs: title, dates, inspectors, names."""

    what: str
    old: Side | None
    new: Side | None


class Still(msgspec.Struct, Generic[Found], frozen=True):
    """A finding that is in both documents."""

    old: Found
    new: Found


class Findings(msgspec.Struct, Generic[Found], frozen=True):
    """The findings of the linter that are new, gone or in both documents."""

    new: tuple[Found, ...] = ()
    gone: tuple[Found, ...] = ()
    same: tuple[Still[Found], ...] = ()


class Document(msgspec.Struct, frozen=True):
    """The identity of one of the documents."""

    path: str
    template: str | None
    council: str | None
    dates: str | None


class Comparison(msgspec.Struct, Generic[Found], frozen=True):
    """All differences between two reports.

    `because` is the reason for the `relation`, `councils` whether both are about
    the same council. `hyphens` is false if one of the texts has lost its hyphens
    at line ends; hyphens are then ignored.
    """

    old: Document
    new: Document
    relation: Relation
    because: str
    councils: Literal["same", "different", "unknown"]
    hyphens: bool
    details: tuple[Detail, ...]
    judgements: tuple[Judged, ...]
    improvements: Part
    parts: tuple[Part, ...]
    findings: Findings[Found]

    @property
    def same(self) -> bool:
        """True if nothing differs."""
        texts = (self.improvements, *self.parts)
        graded = all(each.change == "same" for each in self.judgements)
        found = not self.findings.new and not self.findings.gone
        return graded and found and not self.details and all(set(part.counts) <= {"same"} for part in texts)
