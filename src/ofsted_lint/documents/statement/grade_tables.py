"""Tables of grades that lost their lines: every cell a paragraph of its own, or a row of several grades."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from ofsted_lint.documents.statement.grade_claim_patterns import AREA, AREAS, YEAR, grade_named
from ofsted_lint.documents.statement.grade_claims import GradeClaim
from ofsted_lint.documents.statement.phrases import pattern
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.source.prose import Prose

# In words; a longer text is no cell.
_LONGEST_NAME, _LONGEST_HEAD = 20, 6
_MARKS = " ‘’“”'\"*|.:"
_CELL = re.compile(r"[^|\t]+")
_LAST = re.compile(rf"\b{pattern('tables', 'earlier columns')}\b", re.IGNORECASE)
_NOW = re.compile(rf"\b{pattern('tables', 'columns')}\b", re.IGNORECASE)
_ONE = frozenset(AREAS[at][0] for at in range(3, len(AREAS)))


class _Cell(msgspec.Struct, frozen=True):
    """A cell: its text, and the paragraph that it is in."""

    prose: Prose
    address: str

    @property
    def text(self) -> str:
        return self.prose.text.strip(_MARKS)

    @property
    def area(self) -> str:
        """The judgement that the cell names, or nothing."""
        match = AREA.search(self.text)
        if not match or len(self.text.split()) > _LONGEST_NAME or self.prose.text.rstrip().endswith((".", ":")):
            return ""
        key = next(name for at, (name, _) in enumerate(AREAS) if match[f"a{at}"])
        return key if key in _ONE and not grade_named(self.text) and not re.search(r"[,;!?]", self.text) else ""

    @property
    def heads(self) -> bool:
        """True if the cell may be the head of a column with grades of one time."""
        short = len(self.text.split()) <= _LONGEST_HEAD
        return short and bool(YEAR.search(self.text) or _LAST.search(self.text) or _NOW.search(self.text))


def table_claims(passages: Sequence[Passage]) -> Iterator[GradeClaim]:
    """Find the claims in tables; where the columns cannot be assigned to inspections there are none."""
    cells = [cell for passage in passages for cell in _cells(passage)]
    heads: list[_Cell] = []
    at = 0
    while at < len(cells):
        end = _grades_end(cells, at + 1) if cells[at].area else at
        if end > at + 1:
            yield from _row(cells[at], cells[at + 1 : end], heads)
            at = end
            continue
        if cells[at].heads:
            heads = [*heads, cells[at]] if at and cells[at - 1] in heads else [cells[at]]
        elif len(cells[at].text.split()) > _LONGEST_HEAD:
            heads = []
        at += 1


def _grades_end(cells: Sequence[_Cell], at: int) -> int:
    """Return where the grades end that begin at a cell."""
    while at < len(cells) and grade_named(cells[at].text):
        at += 1
    return at


def _cells(passage: Passage) -> Iterator[_Cell]:
    """Yield the cells of a row, or a whole paragraph as one cell."""
    text = passage.prose.text
    grades = sum(grade_named(cell.strip(_MARKS)) is not None for cell in _CELL.findall(text))
    if grades == 1 or len(re.findall(r"[|\t]", text)) < 2:
        # A row of one grade is read with the sentences.
        yield _Cell(passage.prose, passage.address)
        return
    for match in _CELL.finditer(text):
        if match[0].strip():
            yield _Cell(passage.prose.part(*match.span()), passage.address)


def _row(name: _Cell, grades: Sequence[_Cell], heads: Sequence[_Cell]) -> Iterator[GradeClaim]:
    """Yield the claims of a row of a table whose columns have these heads."""
    if len(grades) > 1 and len(grades) != len(heads):
        return
    for at, cell in enumerate(grades):
        head = heads[at].text if len(heads) == len(grades) else ""
        years = YEAR.findall(head)
        grade = grade_named(cell.text)
        assert grade
        yield GradeClaim(
            cell.prose, name.area, grade, True, bool(_LAST.search(head)), int(years[0]) if years else 0,
            0, 0, name.prose, cell.address,
        )  # fmt: skip
