"""What a comparison says, as other programs read it (`docs/compare.md`)."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

import msgspec

from ofsted_lint.comparison.word_diff import Kind

# A finding, of which a comparison knows nothing but that it has it.
Found = TypeVar("Found")
Relation = Literal["drafts", "successive"]
What = Literal["same", "moved", "rewritten", "carried-over", "split", "merged", "new", "dropped"]
Step = Literal["same", "better", "worse", "other", "new", "gone"]


class Side(msgspec.Struct, frozen=True):
    """A text as one of the two documents has it, and where.

    `number` is that of a paragraph, `section` the title of the part that it is
    in; `beside` is what is said of its place besides the line (“page 7”).
    """

    text: str
    line: int
    page: int | None
    beside: str
    section: str = ""
    number: int | None = None


class Words(msgspec.Struct, frozen=True):
    """Words of the old text and those of the new that stand for them; one of the two may be empty."""

    kind: Kind
    old: str
    new: str


class Change(msgspec.Struct, frozen=True):
    """A text of one document and its counterpart in the other.

    `split` is a part of an old text that stands by itself now, `merged` an old
    text that is part of a new one; `carried-over` a point that a successive
    report has again. `moved` is true also of what is rewritten besides.
    """

    change: What
    old: Side | None
    new: Side | None
    moved: bool = False
    likeness: float = 1.0
    differences: tuple[Words, ...] = ()


class Part(msgspec.Struct, frozen=True):
    """The summary, a section or the notes: how many texts of each kind, and those to look at."""

    title: str
    counts: dict[What, int]
    changes: tuple[Change, ...]


class Judged(msgspec.Struct, frozen=True):
    """A grade in both tables, or in both headings; `note` says what else there is to know of it."""

    area: str
    name: str
    where: Literal["table", "heading"]
    change: Step
    old: Side | None
    new: Side | None
    note: str = ""


class Detail(msgspec.Struct, frozen=True):
    """Something else that is printed once, and differs: title, dates, inspectors, names."""

    what: str
    old: Side | None
    new: Side | None


class Still(msgspec.Struct, Generic[Found], frozen=True):
    """A finding that both documents have."""

    old: Found
    new: Found


class Findings(msgspec.Struct, Generic[Found], frozen=True):
    """What the linter finds in one document or both."""

    new: tuple[Found, ...] = ()
    gone: tuple[Found, ...] = ()
    same: tuple[Still[Found], ...] = ()


class Document(msgspec.Struct, frozen=True):
    """Which document is compared."""

    path: str
    template: str | None
    council: str | None
    dates: str | None


class Comparison(msgspec.Struct, Generic[Found], frozen=True):
    """All that differs.

    `because` says how it is known whether these are drafts, `councils` whether
    they are about one. `hyphens` is false where those at line ends are lost in
    one of the texts; no hyphen counts then.
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
        """Whether nothing differs."""
        texts = (self.improvements, *self.parts)
        graded = all(each.change == "same" for each in self.judgements)
        found = not self.findings.new and not self.findings.gone
        return graded and found and not self.details and all(set(part.counts) <= {"same"} for part in texts)
