"""The table of priority action: rows of a responsible body and the area for action.

Text that was laid out has the cells side by side; in the text of a PDF, and in
plain text, they are paragraphs one after the other, in the order of the rows or
of the columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ofsted_lint.documents.area_send.body_names import ends_body, reads_as_body
from ofsted_lint.documents.area_send.parts import PriorityAction
from ofsted_lint.documents.area_send.table_lines import Row, rows
from ofsted_lint.documents.structure.blocks import ends_sentence
from ofsted_lint.documents.structure.paragraphs import Slugs
from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import reflow
from ofsted_lint.source.source import Span

if TYPE_CHECKING:
    from ofsted_lint.documents.structure.blocks import Block
    from ofsted_lint.source.source import Source

_GLYPH = pattern(r"\s*(?:[^\s\w‘’“”'\"(£]|o(?=\s))[\ufe0e\ufe0f]?\s*")


# How a row begins in text that lost its columns and its blank lines.
_OPENS_ROW = pattern(r"(?:Area|Health|Local authority|ICB|Partnership)\b.{0,40}\bleaders (?:should|must|needs?)\b")


class _Draft(msgspec.Struct):
    """A row of the table while its lines are collected."""

    left: list[Span]
    right: list[Span]


def read_priorities(source: Source, blocks: list[Block]) -> tuple[PriorityAction, ...]:
    """Return the rows of the table; the heads of its columns are not among these blocks."""
    table = _Table(source)
    for row in rows(source, blocks, "improvement"):
        if row.apart:
            table.add_cells(row)
        elif row.left:
            table.add_line(row.left, row)
    slugs = Slugs("priority")
    made = []
    for draft in table.drafts:
        prose = reflow(source, draft.right or draft.left)
        body = reflow(source, draft.left) if draft.left and draft.right else None
        made.append(PriorityAction(prose, body, slugs.address(prose)))
    return tuple(made)


class _Table:
    """The rows that have been found so far."""

    def __init__(self, source: Source) -> None:
        self.drafts: list[_Draft] = []
        self._source = source
        self._open: _Draft | None = None  # that which the last line of the right column belongs to
        self._was_left = False

    def add_cells(self, row: Row) -> None:
        """Add a line whose cells are known."""
        if not self.drafts or self._begins(row):
            self.drafts.append(_Draft([], []))
        last = self.drafts[-1]
        if row.left:
            last.left.append(row.left)
        if row.right:
            self._act(last, row.right)

    def _begins(self, row: Row) -> bool:
        """True if a line opens a row of the table: both cells begin, after others that are complete."""
        if not (row.left and row.right) or not self._is_capital(row.left) or not self._is_opening(row.right):
            return False
        last = self.drafts[-1]
        whole = not last.left or row.spaced or ends_body(self._words(last.left[-1]))
        return whole and self._is_finished(last)

    def add_line(self, line: Span, row: Row) -> None:
        """Add a line that may be of either column, as its words tell."""
        flows = not row.spaced and not row.broken
        inside = flows and not self._was_left and self._open is not None and not self._is_finished(self._open)
        if reads_as_body(self._words(line)) and not inside:
            self._name(line, row, flows)
            return
        waiting = next((each for each in self.drafts if not each.right), None)
        opens = waiting is not None and bool(_OPENS_ROW.match(self._words(line)))
        if opens or not (flows and not self._was_left and self._open):
            if waiting is not None and (self._open is None or self._is_finished(self._open)):
                self._open = waiting
            elif self._open is None:
                self._open = self.drafts[-1] if self.drafts else self._new()
        if self._open is not None:
            self._act(self._open, line)

    def _name(self, line: Span, row: Row, flows: bool) -> None:
        """Add a line of the left column: it goes on with the body before it, or names that of a new row."""
        last = self.drafts[-1] if self.drafts else None
        cut = last is not None and bool(last.left) and not ends_body(self._words(last.left[-1]))
        goes_on = cut and (row.broken or (flows and self._was_left) or (last is not None and not last.right))
        goes_on = goes_on or (flows and self._was_left and not self._is_capital(line))
        (last if last is not None and goes_on else self._new()).left.append(line)
        self._was_left = True

    def _new(self) -> _Draft:
        self.drafts.append(_Draft([], []))
        return self.drafts[-1]

    def _act(self, draft: _Draft, line: Span) -> None:
        """Add a line of the right column, without a bullet."""
        match = _GLYPH.match(self._source.printed, line.start, line.end)
        start = match.end() if match else line.start
        if start < line.end:
            draft.right.append(Span(start, line.end))
        self._open, self._was_left = draft, False

    def _words(self, span: Span) -> str:
        return self._source.words(span).strip()

    def _is_capital(self, span: Span) -> bool:
        return self._words(span)[:1].isupper()

    def _is_opening(self, span: Span) -> bool:
        return not _GLYPH.match(self._words(span)) and self._is_capital(span)

    def _is_finished(self, draft: _Draft) -> bool:
        return bool(draft.right) and ends_sentence(self._words(draft.right[-1]))
