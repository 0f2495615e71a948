"""A document's part of the page: its overview, the picture of the echo, and its text with notes beside it."""

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
from ofsted_lint.output.page.marked import Marked, Stretch
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
    "furniture": "foot",
    "table": "table",
    "line": "line",
}


class Set(msgspec.Struct, frozen=True, eq=False):
    """A block as it is set: what stands before its text, the text, the cells of a table, and its notes."""

    id: str
    kind: str
    role: str
    lead: list[Stretch]
    text: list[Stretch]
    rows: list[tuple[bool, list[list[Stretch]]]]
    below: bool
    page: int | None
    notes: list[Note]


class Part(msgspec.Struct, frozen=True, eq=False):
    """A part of the document under one heading, and what was found in it."""

    id: str
    name: str
    counts: list[tuple[Severity, int]]


class Sheet(msgspec.Struct, frozen=True, eq=False):
    """All that the template of a document is given; `prefix` keeps its anchors apart from other documents'."""

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


def sheet(outcome: Outcome, rules: Mapping[str, Rule], families: Mapping[str, str], prefix: str = "") -> Sheet:
    """What is shown of a document."""
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
        overview(outcome, families),
        [(kind, list(group)) for kind, group in groupby(sets, key=lambda each: each.kind)],
        list(_parts(cut, sets, report)),
        noted,
        picture(report, outcome.findings, rules),
        {block.start: each.id for block, each in zip(cut, sets, strict=True)},
    )


def _parts(cut: list[Block], sets: list[Set], report: Document) -> Iterator[Part]:
    """The parts that have headings, in order; a judged section goes by its short name."""
    headed = report.headings
    short = {heading.prose.span.start: SHORT[heading.area] for heading in headed if heading.area in SHORT}
    heads = [at for at, block in enumerate(cut) if block.role == "heading"]
    for at, end in pairwise([*heads, len(cut)]):
        words = short.get(cut[at].prose.span.start, cut[at].prose.text)
        found = [note.finding for each in sets[at:end] for note in each.notes]
        counted = [(severity, count) for severity, count in severities(found).items() if count]
        yield Part(sets[at].id, f"{words[:1].upper()}{words[1:]}", counted)


def page(shown: Sheet) -> str:
    """A document's part of the page as HTML."""
    anchors = _Anchors(shown.starts)
    rules = sorted(Counter(note.finding.rule for note in shown.notes).items())
    hushed = [(said, count) for said, count in quiet(shown.outcome).items() if count]
    return rendered("document", sheet=shown, overview=shown.overview, anchor=anchors.of, rules=rules, quiet=hushed)


def heading(report: Document) -> tuple[str, str]:
    """What a document is called: its title and dates, as far as they are known."""
    title = report.title.prose.text if report.title else ""
    dates = report.dates.prose.text if report.dates else ""
    return title, dates


def _identity(name: str, title: str, dates: str) -> str:
    """What tells a document from others, wherever it lies and in whatever state its text is."""
    return hashlib.sha256(f"{name}\0{title}\0{dates}".encode("utf-8", "replace")).hexdigest()[:16]


class _Anchors:
    """The blocks in which offsets of the source lie."""

    def __init__(self, starts: Mapping[int, str]) -> None:
        self._starts = sorted(starts)
        self._ids = starts

    def of(self, start: int) -> str:
        at = bisect_right(self._starts, start) - 1
        return self._ids[self._starts[max(at, 0)]] if self._starts else ""


def _sets(cut: list[Block], marked: Marked, noted: list[Note], outcome: Outcome) -> Iterator[Set]:
    """Blocks with their marks and notes, in order."""
    homes = _homes(cut, marked, noted)
    source = outcome.document.source
    at = 0
    for number, block in enumerate(cut, 1):
        lead = marked.stretches(at, 0, block.lead) if block.lead else []
        text = marked.stretches(at, block.lead)
        at += 1
        rows = []
        for row in block.rows:
            rows.append((row.head, [marked.stretches(at + cell) for cell in range(len(row.cells))]))
            at += len(row.cells)
        kind = _KINDS.get(block.role, "plain")
        page = source.page(block.start) if block.role == "furniture" else None
        yield Set(f"b{number}", kind, block.role, lead, text, rows, block.below, page, homes.get(number - 1, []))


def _homes(cut: list[Block], marked: Marked, noted: list[Note]) -> dict[int, list[Note]]:
    """The notes of each block: those whose first mark it has; what has no mark stands beside what is nearest above."""
    owner = [at for at, block in enumerate(cut) for _ in block.texts]
    starts = [block.start for block in cut]
    homes: dict[int, list[Note]] = {}
    for note in noted:
        text = marked.home[note.number]
        above = max(bisect_right(starts, note.finding.place.span.start) - 1, 0)
        block = above if text is None else owner[text]
        homes.setdefault(block, []).append(note)
    return homes
