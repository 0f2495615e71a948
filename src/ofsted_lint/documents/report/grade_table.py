"""The grade table, read by its columns.

A grade may be printed between the two halves of its label (St Helens 2019), a
label between the two halves of its grade (Slough 2019); in plain text each
cell is a paragraph of its own.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.frameworks.grades import GRADE_WORDS, grade_of
from ofsted_lint.documents.frameworks.ilacs import area_of, areas_of, is_nearly_official, is_official, nearest_name
from ofsted_lint.documents.structure.columns import GAP, divided, trimmed
from ofsted_lint.documents.structure.parts import GradeText, Judgement
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.source import Place, Source, Span

if TYPE_CHECKING:
    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.source.prose import Prose

_LABEL = pattern(r"[*| ]*(?:The (?:impact|experiences?)|Experiences? and|Impact of|Overall)\b")
# The heads of its columns, where each cell is a paragraph and the columns are not in step.
_HEAD = pattern(r"\s*(?:Judge?ments?|Grades?)\s*")
_PIECE = pattern(r"(?:requires|improvement|requires improvement)?(?: ?to)?(?: be)?(?: good)?", re.IGNORECASE)
_LABEL_AND_GRADE = pattern(rf"([^:|]*?[^:|\s])[ :|]+({GRADE_WORDS})", re.IGNORECASE)
_FAR = 24
_LONGEST_LABEL = 18
_LONGEST_GRADE = 6
_LONGEST_LINE = 90
_ALIKE = 0.85


class _Row(msgspec.Struct):
    """A row while it is put together, and the indices of the blocks it came from."""

    label: list[Span]
    grade: list[Span]
    blocks: list[int]


class Table(msgspec.Struct, frozen=True, eq=False):
    """The grade table's head line, its rows, and the blocks that follow it."""

    head: Prose | None
    rows: tuple[Judgement, ...]
    rest: list[Block]


def read(source: Source, blocks: list[Block], expected: tuple[str, ...]) -> Table:
    """Read the table, and the blocks after it in its zone; `expected` are the areas it should have.

    Prose between two rows belongs to neither and stays without a role.
    """
    texts = [block for block in blocks if not block.role and (block.is_text or block.kind == "HEADING")]
    heads = [block for block in texts if block.kind == "TEXT" and _HEAD.fullmatch(source.words(block.span))]
    texts = [block for block in texts if block not in heads]
    rows = [row for row in _paired(_rows(source, texts)) if _is_row(source, row)]
    end = max((row.blocks[-1] for row in rows), default=-1) + 1
    if rows:
        _split_last(texts, end - 1, max(span.end for span in rows[-1].label + rows[-1].grade), blocks, source)
    inside = {at for row in rows for at in row.blocks}
    for at, block in enumerate(texts[:end]):
        block.role = "table" if at in inside else "unrecognised"
    heads += (block for block in blocks if block.kind == "TABLE_HEAD")
    for block in heads:
        block.role = "table"
    head = heads[-1] if heads else None
    areas = areas_of([_joined(source, row.label) for row in rows], expected)
    made = tuple(_judgement(source, row, area, at) for at, (row, area) in enumerate(zip(rows, areas, strict=True)))
    return Table(reflow(source, [head.span]) if head else None, made, texts[end:])


def _rows(source: Source, blocks: list[Block]) -> list[_Row]:
    rows: list[_Row] = []
    for at, block in enumerate(blocks):
        if block.kind in ("CELLS", "HEADING") or _reads_as_label(source, block):
            for label, grade in _cells(source, block):
                if label and not grade and rows and _is_after_row(source, rows[-1], at, label):
                    break
                _place(source, rows, at, label, grade)
        elif block.kind == "TEXT" and rows and _completes(source, rows[-1], block):
            _place(source, rows, at, trimmed(source, block.start, block.end), None)
        elif block.kind == "TEXT" and rows and not rows[-1].grade:
            words = source.words(block.span).split()
            if len(words) <= _LONGEST_GRADE and not words[-1].endswith("."):
                _place(source, rows, at, None, trimmed(source, block.start, block.end))
    return rows


def _paired(rows: list[_Row]) -> list[_Row]:
    """Return rows in which labels that are printed one after the other have the grades that are printed after them."""
    made: list[_Row] = []
    lacking: list[_Row] = []
    for at, row in enumerate(rows):
        made.append(row)
        if row.label and not row.grade:
            lacking.append(row)
            continue
        more = list(takewhile(lambda each: each.grade and not each.label, rows[at + 1 :]))
        if lacking and row.label and len(more) == len(lacking):
            grades = [row.grade, *(each.grade for each in more)]
            for each, grade, other in zip([*lacking, row], grades, [row, *more], strict=True):
                each.grade, each.blocks = grade, [*each.blocks, *other.blocks]
        if row.label:
            lacking = []
    return made


def _reads_as_label(source: Source, block: Block) -> bool:
    """True if running text is a label that is misspelt at its start, with or without its grade."""
    if block.kind != "TEXT" or len(source.words(block.span).split()) > _LONGEST_LABEL + _LONGEST_GRADE:
        return False
    labels = [label for label, _ in _cells(source, block) if label]
    return bool(labels) and nearest_name(_joined(source, labels))[1] >= _ALIKE


def _completes(source: Source, row: _Row, block: Block) -> bool:
    """True if running text is the rest of a label that a page break cut off."""
    if len(source.words(block.span).split()) > _LONGEST_LABEL or is_official(_joined(source, row.label)):
        return False
    return is_official(_joined(source, [*row.label, block.span]))


def _is_after_row(source: Source, row: _Row, at: int, line: Span) -> bool:
    """True if a line directly below a complete row no longer belongs to it."""
    if not row.grade or row.blocks[-1] != at or is_official(_joined(source, [*row.label, line])):
        return False
    if _opens_row(source, line):
        return False
    words = sum(len(source.words(span).split()) for span in row.label)
    return words > _LONGEST_LABEL or is_official(_joined(source, row.label))


def _opens_row(source: Source, line: Span) -> bool:
    """True if a line is the beginning of a label, or a whole one that is misspelt."""
    text = source.words(line)
    return bool(_LABEL.match(text)) or (len(text) <= _LONGEST_LINE and nearest_name(text)[1] >= _ALIKE)


def _cells(source: Source, block: Block) -> list[tuple[Span | None, Span | None]]:
    """Return, for each line of a block, its text in the label's column and in the grade's."""
    found: list[tuple[Span | None, Span | None]] = []
    for line in source.lines(block.span):
        inner = trimmed(source, line.start, line.end)
        gap = GAP.search(source.printed, inner.start, inner.end)
        if gap:
            found.append(divided(source, inner, Span(*gap.span())))
        elif inner.start - line.start >= _FAR or _PIECE.fullmatch(source.words(inner)) or grade_of(source.words(inner)):
            found.append((None, inner))
        elif ends := _LABEL_AND_GRADE.fullmatch(source.printed, inner.start, inner.end):
            found.append((Span(*ends.span(1)), Span(*ends.span(2))))
        else:
            found.append((inner, None))
    return found


def _place(source: Source, rows: list[_Row], at: int, label: Span | None, grade: Span | None) -> None:
    """Add a line's cells to the last row, or begin a new one."""
    row = rows[-1] if rows else None
    if row is None or _begins(source, row, at, label, grade):
        row = _Row([], [], [])
        rows.append(row)
    if label:
        row.label.append(label)
    if grade:
        row.grade.append(grade)
    row.blocks.append(at)


def _begins(source: Source, row: _Row, at: int, label: Span | None, grade: Span | None) -> bool:
    if label and row.label:
        if not is_official(_joined(source, [*row.label, label])) and _opens_row(source, label):
            return True
        if grade and row.grade and source.words(label)[0].isupper():
            return True
    if row.blocks[-1] != at and row.grade and row.label:
        return not (label and not grade and is_official(_joined(source, [*row.label, label])))
    if grade and not label and row.grade:
        joined = [*row.grade, grade]
        return grade_of(" ".join(source.words(span) for span in joined)) is None
    return False


def _joined(source: Source, spans: list[Span]) -> str:
    return reflow(source, spans).text


def _is_row(source: Source, row: _Row) -> bool:
    """True if this is a row of the table and not prose that looks like one."""
    label = " ".join(source.words(span) for span in row.label)
    if not label or len(label.split()) > _LONGEST_LABEL:
        return False
    if not row.grade:
        return is_nearly_official(label)
    grade = " ".join(source.words(span) for span in row.grade)
    return grade_of(grade) is not None or area_of(label) is not None


def _judgement(source: Source, row: _Row, area: str | None, at: int) -> Judgement:
    label = reflow(source, row.label)
    grade = reflow(source, row.grade) if row.grade else None
    address = f"judgements/{area or at + 1}"
    pieces = tuple(sorted([*row.label, *row.grade]))
    return Judgement(
        area,
        label,
        GradeText(grade, grade_of(grade.text), address) if grade else None,
        Place(source, pieces),
        address,
    )


def _split_last(texts: list[Block], at: int, row_end: int, blocks: list[Block], source: Source) -> None:
    """Split the table's last block from prose that follows it on the next line."""
    block = texts[at]
    line_end = source.printed.find("\n", row_end) + 1
    if 0 < line_end < block.end and source.printed[line_end : block.end].strip():
        rest = msgspec.structs.replace(block, kind="TEXT", start=line_end, spaced=False, broken=False)
        block.end = line_end
        texts.insert(at + 1, rest)
        blocks.insert(blocks.index(block) + 1, rest)
