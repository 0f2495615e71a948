"""A document's part of the page: its overview, the echo diagram, and its text with notes next to it."""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise

import msgspec

from ofsted_lint.documents.document import Document
from ofsted_lint.documents.frameworks.ilacs import SHORT
from ofsted_lint.files.printable import path_text
from ofsted_lint.findings.finding import Severity
from ofsted_lint.findings.outcome import Outcome
from ofsted_lint.output.page.blocks import Block, blocks
from ofsted_lint.output.page.echo_picture import Picture, picture
from ofsted_lint.output.page.marked import Fragment, Marked
from ofsted_lint.output.page.notes import Note, notes
from ofsted_lint.output.page.overview import Overview, overview, severities
from ofsted_lint.output.page.shell import rendered
from ofsted_lint.output.summary import quiet
from ofsted_lint.rules.rule import Rule

_KINDS = {
    "heading": "heading",
    "improvement": "point",
    "title": "title",
    "dates": "front",
    "inspectors": "front",
    "furniture": "footer",
    "table": "table",
    "line": "line",
}


class Set(msgspec.Struct, frozen=True, eq=False):
    """A block as displayed: the lead before its text, the text, the cells of a table, and its notes."""

    id: str
    kind: str
    role: str
    lead: list[Fragment]
    text: list[Fragment]
    rows: list[tuple[bool, list[list[Fragment]]]]
    below: bool
    page: int | None
    notes: list[Note]


class Part(msgspec.Struct, frozen=True, eq=False):
    """A part of the document under one heading, with the number of findings in it."""

    id: str
    name: str
    counts: list[tuple[Severity, int]]


class Sheet(msgspec.Struct, frozen=True, eq=False):
    """The values for the template of a document; `prefix` makes its anchors unique on the page."""

    prefix: str
    path: str
    title: str
    dates: str
    identity: str
    outcome: Outcome
    overview: Overview
    groups: list[tuple[str, list[Set]]]
    parts: list[Part]
    notes: list[Note]
    picture: Picture | None
    starts: dict[int, str]


def sheet(
    outcome: Outcome,
    rules: Mapping[str, Rule],
    families: Mapping[str, str],
    prefix: str = "",
    standard_input: str = "",
) -> Sheet:
    """Return the content of a document's part of the page; `standard_input` is the name of one that is no file."""
    report = outcome.document
    cut = blocks(report)
    texts = [text for block in cut for text in block.texts]
    raised = [mark.prose.place() for mark in report.marks]
    marked = Marked(texts, outcome.findings, raised)
    noted = notes(outcome, marked, rules)
    sets = list(_sets(cut, marked, noted, outcome))
    title, dates = heading(report)
    return Sheet(
        prefix,
        path_text(report.source.path),
        title,
        dates,
        _identity(path_text(os.path.basename(report.source.path)), title, dates),
        outcome,
        overview(outcome, families, standard_input),
        [(kind, list(group)) for kind, group in groupby(sets, key=lambda each: each.kind)],
        list(_parts(cut, sets, report)),
        noted,
        picture(report, outcome.findings, rules),
        {block.start: each.id for block, each in zip(cut, sets, strict=True)},
    )


def _parts(cut: list[Block], sets: list[Set], report: Document) -> Iterator[Part]:
    """Yield the parts with headings, in order; judged sections have short names."""
    headed = report.headings
    short = {heading.prose.span.start: SHORT[heading.area] for heading in headed if heading.area in SHORT}
    heads = [at for at, block in enumerate(cut) if block.role == "heading"]
    for at, end in pairwise([*heads, len(cut)]):
        words = short.get(cut[at].prose.span.start, cut[at].prose.text)
        found = [note.finding for each in sets[at:end] for note in each.notes]
        counted = [(severity, count) for severity, count in severities(found).items() if count]
        yield Part(sets[at].id, f"{words[:1].upper()}{words[1:]}", counted)


def page(shown: Sheet) -> str:
    """Return a document's part of the page as HTML."""
    anchors = _Anchors(shown.starts)
    rules = sorted(Counter(note.finding.rule for note in shown.notes).items())
    excluded = [(reason, count) for reason, count in quiet(shown.outcome).items() if count]
    return rendered("document", sheet=shown, overview=shown.overview, anchor=anchors.of, rules=rules, excluded=excluded)


def heading(report: Document) -> tuple[str, str]:
    """Return a document's title and dates; empty texts if they are not known."""
    title = report.title.prose.text if report.title else ""
    dates = report.dates.prose.text if report.dates else ""
    return title, dates


def _identity(name: str, title: str, dates: str) -> str:
    """Return an identity of a document that does not depend on its folder or its text."""
    return hashlib.sha256(f"{name}\0{title}\0{dates}".encode("utf-8", "replace")).hexdigest()[:16]


class _Anchors:
    """Finds the block that contains an offset of the source."""

    def __init__(self, starts: Mapping[int, str]) -> None:
        self._starts = sorted(starts)
        self._ids = starts

    def of(self, start: int) -> str:
        """Return the id of the block that contains an offset."""
        at = bisect_right(self._starts, start) - 1
        return self._ids[self._starts[max(at, 0)]] if self._starts else ""


def _sets(cut: list[Block], marked: Marked, noted: list[Note], outcome: Outcome) -> Iterator[Set]:
    """Yield the blocks with their marks and notes, in order."""
    homes = _homes(cut, marked, noted)
    source = outcome.document.source
    at = 0
    for number, block in enumerate(cut, 1):
        lead = marked.fragments(at, 0, block.lead) if block.lead else []
        text = marked.fragments(at, block.lead)
        at += 1
        rows = []
        for row in block.rows:
            rows.append((row.head, [marked.fragments(at + cell) for cell in range(len(row.cells))]))
            at += len(row.cells)
        kind = _KINDS.get(block.role, "plain")
        page = source.page(block.start) if block.role == "furniture" else None
        yield Set(f"b{number}", kind, block.role, lead, text, rows, block.below, page, homes.get(number - 1, []))


def _homes(cut: list[Block], marked: Marked, noted: list[Note]) -> dict[int, list[Note]]:
    """Return the notes of each block: those whose first mark it contains; notes without marks go to the block above."""
    owner = [at for at, block in enumerate(cut) for _ in block.texts]
    starts = [block.start for block in cut]
    homes: dict[int, list[Note]] = {}
    for note in noted:
        text = marked.home[note.number]
        above = max(bisect_right(starts, note.finding.place.span.start) - 1, 0)
        block = above if text is None else owner[text]
        homes.setdefault(block, []).append(note)
    return homes
