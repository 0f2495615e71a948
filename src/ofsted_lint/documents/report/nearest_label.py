"""Lines that may have been intended as a part that is missing.

Only used if something is missing, so a complete report costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ofsted_lint.documents.document import Document

# Text that was placed by its label is not a candidate for another label.
_ROLES = frozenset({"unrecognised", "paragraph", "summary", "improvement"})
_ALIKE = 0.78
# The labels of the parts of a report, by the name of the part in the model.
LABELS = {
    "title": "Inspection of",
    "dates": "Inspection dates:",
    "inspectors": "Lead inspector:",
    "table": "Judgement Grade",
    "improvements_heading": "What needs to improve?",
    "closing": "The Office for Standards in Education, Children’s Services and Skills (Ofsted)",
}
_LONGEST = 130
_MOST_LINES = 4000
_FIRST_LINES = 4


class Candidate(msgspec.Struct, frozen=True, eq=False):
    """A line that is nearly a label, and how it differs, in words."""

    prose: Prose
    difference: str


def nearest(report: Document, label: str) -> Candidate | None:
    """Find the line most like a label without being equal to it; None if no line is near.

    Every label begins with a capital; a line that does not is never near.
    """
    from difflib import SequenceMatcher  # a complete report does not need it

    wanted = label.casefold()
    best, likeness = None, _ALIKE
    matcher = SequenceMatcher(None, "", wanted)
    for line in _lines(report):
        if not line.text[:1].isupper():
            continue
        start = line.text[: len(label)].casefold()
        matcher.set_seq1(start)
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) > likeness:
            found = matcher.ratio()
            if found > likeness and start != wanted:
                best, likeness = line, found
    if best is None:
        return None
    words = best.text.split()[: len(label.split())]
    printed = best.part(0, len(" ".join(words)))
    return Candidate(printed, _difference(words, label.split()))


def is_near(text: Prose, label: str) -> bool:
    """True if one of the first lines of a text nearly begins like a label."""
    from difflib import SequenceMatcher

    wanted = label.casefold()
    starts = (text.source.words(piece)[: len(label)].casefold() for piece in text.pieces()[:_FIRST_LINES])
    return any(SequenceMatcher(None, start, wanted).ratio() > _ALIKE for start in starts)


def _lines(report: Document) -> Iterator[Prose]:
    """Yield the beginnings of lines that could be a label, each with the line after it."""
    source, count = report.source, 0
    for region in report.regions:
        if region.role not in _ROLES:
            continue
        lines = list(source.lines(region.span))
        for at, line in enumerate(lines):
            count += 1
            if count > _MOST_LINES:
                return
            after = lines[at + 1 : at + 2]
            yield _beginning(source, Span(line.start, (after or [line])[-1].end))


def _beginning(source: Source, span: Span) -> Prose:
    return reflow(source, [Span(span.start, min(span.end, span.start + 2 * _LONGEST))])


def _difference(found: list[str], label: list[str]) -> str:
    """Return the words that differ: “experinces” for “experiences”."""
    from difflib import SequenceMatcher

    one, two = ([word.strip(".,:;?*") for word in words] for words in (found, label))
    differences = []
    for tag, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        mine, theirs = " ".join(one[a:b]), " ".join(two[c:d])
        if tag == "replace":
            differences.append(f"“{mine}” for “{theirs}”")
        elif tag == "insert":
            differences.append(f"“{theirs}” is left out")
        elif tag == "delete":
            differences.append(f"“{mine}” is put in")
    return ", ".join(differences) or "capitals or marks differ"
