"""Compare two reports."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from ofsted_lint.comparison.reports import points, texts
from ofsted_lint.comparison.reports.identity import councils, details, document, relation
from ofsted_lint.comparison.reports.judgements import judgements
from ofsted_lint.comparison.reports.model import ChangeKind, Comparison, Findings, Part, Relation
from ofsted_lint.comparison.reports.parts import Block, blocks, combined
from ofsted_lint.comparison.reports.parts import points as points_of
from ofsted_lint.documents.ofsted_document import OfstedDocument

# The changes worth listing: between drafts, everything that is not the same;
# between successive reports, which share little, the text reused from the earlier one.
_LISTED: dict[Relation, frozenset[ChangeKind]] = {
    "drafts": frozenset({"moved", "rewritten", "split", "merged", "new", "dropped"}),
    "successive": frozenset({"same", "moved", "rewritten", "split", "merged"}),
}
_NO_SECTIONS = frozenset({"summary", "improvements", "notes", "other", "closing"})


def compare_texts(old: OfstedDocument, new: OfstedDocument) -> tuple[Comparison[Any], dict[str, str]]:
    """Return all differences between two reports, without findings, and the addresses of paired texts.

    The addresses map those of the old document's texts to those of their counterparts.
    """
    hyphens = not (old.hyphens_lost or new.hyphens_lost)
    together = combined((old, new))
    here, there = blocks(old, together), blocks(new, together)
    compared = texts.compare(here, there, hyphens)
    stays = [home for home, change in compared.changes if change.change in ("same", "moved")]
    related, because = relation(old, new, sum(home not in _NO_SECTIONS for home in stays))
    if related == "successive":  # the closing matter is the same in every report
        here, there = ([block for block in side if block.home != "closing"] for side in (here, there))
    improved, addresses = _compare_improvements(points_of(old), points_of(new), hyphens, related)
    made: Comparison[Any] = Comparison(
        document(old),
        document(new),
        related,
        because,
        councils(old, new),
        hyphens,
        details(old, new, hyphens) if related == "drafts" else (),
        judgements(old, new),
        improved,
        texts.by_part(compared, here, there, _LISTED[related]),
        Findings(),
    )
    return made, compared.addresses | addresses


def _compare_improvements(
    old: list[Block], new: list[Block], hyphens: bool, related: Relation
) -> tuple[Part, dict[str, str]]:
    """Return the changes of the improvement items and their paired addresses.

    In successive reports, items that appear again are carried over. Their order
    does not matter.
    """
    like = points.likeness([block.side.text for block in old], [block.side.text for block in new])
    compared = texts.compare(old, new, hyphens, like, points.LEAST)
    there: list[ChangeKind] = ["same", "moved", "rewritten"]
    changes = []
    for _, change in compared.changes:
        again = change.change in there
        what: ChangeKind = change.change if change.change != "moved" else "same"
        if again and related == "successive":
            what = "carried-over"
        changes.append(replace(change, change=what, moved=False))
    listed: list[ChangeKind] = ["same", "carried-over", "rewritten", "split", "merged", "new", "dropped"]
    return texts.counted("What needs to improve", changes, listed), compared.addresses
