"""The notes in the margin: findings as they are shown next to the text."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ofsted_lint.files.printable import path_text
from ofsted_lint.findings.finding import Finding, Related
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.corrections import suppressing
from ofsted_lint.output.page.marked import Mark, Marked
from ofsted_lint.rules.rule import Rule
from ofsted_lint.source.source import Place

_LONGEST_QUOTE = 160


class End(msgspec.Struct, frozen=True):
    """A related place of a finding; if it has no `mark` in the text, its words are quoted."""

    note: str
    where: str
    mark: Mark | None
    words: str = ""


class Note(msgspec.Struct, frozen=True, eq=False):
    """The content of a finding's note; `mark` is None if its place is not in the displayed text.

    `suppress` is the command that suppresses the finding.
    """

    number: int
    finding: Finding
    where: str
    rule: Rule | None
    mark: Mark | None
    ends: tuple[End, ...]
    suppress: str


def notes(outcome: Outcome, marked: Marked, rules: Mapping[str, Rule]) -> list[Note]:
    """Return the notes of a document, in the order of its findings."""
    path = path_text(outcome.document.source.path)
    return [_note(at, finding, marked, rules, path) for at, finding in enumerate(outcome.findings, 1)]


def _note(number: int, finding: Finding, marked: Marked, rules: Mapping[str, Rule], path: str) -> Note:
    mark = Mark(number, finding.severity)
    return Note(
        number,
        finding,
        where(finding.place, finding.beside),
        rules.get(finding.rule),
        mark if marked.has(mark) else None,
        tuple(_end(finding, number, at, other, marked) for at, other in enumerate(finding.related, 1)),
        suppressing(path, finding.rule, finding.fingerprint),
    )


def _end(finding: Finding, number: int, at: int, other: Related, marked: Marked) -> End:
    mark = Mark(number, finding.severity, at)
    if marked.has(mark):
        return End(other.note, where(other.place), mark)
    here = other.place.source is finding.place.source
    path = "" if here else f"{path_text(other.place.source.path)}, "
    return End(other.note, path + where(other.place), None, _quoted(other.place))


def _quoted(place: Place) -> str:
    """Return the words of a place, shortened if they are long."""
    words = " ".join(" ".join(place.source.words(piece) for piece in place.pieces).split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE].rstrip()} …"


def where(place: Place, beside: str = "") -> str:
    """Return where a place is: `beside` or else its page if that is known, then its line."""
    start = place.span.start
    beside = beside or place.source.beside(start)
    return (f"{beside}, " if beside else "") + f"line {place.source.position(start).line:,}"
