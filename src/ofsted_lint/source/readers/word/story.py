"""Read a story of a Word file (its body, a note, a header or a footer): its paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from ofsted_lint.source.readers.word.layout import Printed, joined
from ofsted_lint.source.readers.word.list_numbers import Numbering
from ofsted_lint.source.readers.word.runs import Fields, Notes, Runs, preferred
from ofsted_lint.source.readers.word.styles import Styles
from ofsted_lint.source.readers.word.xml_names import W, child, is_on, local, value

_HOLDERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink"})
_ANCHORS = frozenset({"commentRangeStart", "commentRangeEnd"})
# A table with cells longer than this does not hold data but lays out prose.
_LONGEST_CELL = 600
_MOST_IN_CELL = 4


class Story:
    """Reads a story, paragraph after paragraph.

    `name` is the label of its places; a `{}` in it is replaced by the number of
    the paragraph, as Word counts them. `other` is the number of parts in other
    formats that were skipped.
    """

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes, name: str) -> None:
        self._styles, self._numbering, self._notes, self._name = styles, numbering.anew(), notes, name
        self._count = 0
        self._fields = Fields(whole=True)
        self._open: Runs | None = None
        self.other = 0

    def read(self, root: Any) -> Iterator[Printed]:
        """Yield the printed text of each paragraph below an element, and of each row of its tables."""
        steps = [value(each, "fldCharType") for each in root.iter(W + "fldChar")]
        self._fields = Fields(whole=steps.count("begin") == steps.count("end"))
        yield from self._blocks(root)
        if self._open:
            yield replace(self._open.printed.stripped(), label=self._label)

    @property
    def _label(self) -> str:
        return self._name.format(self._count)

    def _blocks(self, root: Any) -> Iterator[Printed]:
        for each in root.iterchildren():
            name = local(each)
            if name == "p":
                yield from self._paragraph(each)
            elif name == "tbl":
                yield from self._table(each)
            elif name in _HOLDERS:
                yield from self._blocks(each)
            elif name == "AlternateContent":
                yield from self._blocks(preferred(each))
            elif name in _ANCHORS:
                runs = self._runs()
                runs.anchor(each, name)
                yield runs.printed
            elif name in ("altChunk", "subDoc"):
                self.other += 1

    def _runs(self) -> Runs:
        return Runs(self._styles, self._notes, self._fields)

    def _paragraph(self, element: Any) -> Iterator[Printed]:
        """Yield a paragraph with its label; one whose end was deleted is continued by the next."""
        self._count += 1
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle")) or self._styles.default
        runs, self._open = self._open or self._runs(), None
        runs.read(element, bool(self._styles.hidden(style)))
        end = child(properties, "rPr")
        gone = next((each for each in (child(end, "del"), child(end, "moveFrom")) if each is not None), None)
        if gone is not None or is_on(child(end, "specVanish")):
            if gone is not None and local(gone) == "del" and runs.length:
                runs.changed(gone, "deletion", "¶")
            self._open = runs
        else:
            yield self._labelled(runs.printed, properties, style)
        boxes, runs.boxes = runs.boxes, []
        for box in boxes:
            inner = Story(self._styles, self._numbering, self._notes, "text box")
            yield from inner.read(box)
            self.other += inner.other

    def _labelled(self, printed: Printed, properties: Any, style: str) -> Printed:
        """Return a paragraph after its label, which Word prints before empty paragraphs too."""
        label = Printed(self._numbering.label(properties, style))
        made = joined((label, printed.stripped()), "").stripped()
        return replace(made, label=self._label, heading=self._styles.is_heading(properties, style))

    def _table(self, element: Any) -> Iterator[Printed]:
        """Yield each row as a line with tabs between cells, or the paragraphs of a table that lays out prose."""
        close = False
        for row in self._within(element, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                continue
            cells = [list(self._cell(cell)) for cell in self._within(row, "tc")]
            if not _is_tabular(cells):
                yield from (piece for cell in cells for piece in cell)
                close = False
                continue
            texts = [joined(_filled(cell), " ") for cell in cells]
            label = next((piece.label for cell in cells for piece in cell), "")
            made = joined((text for text in texts if text.text or text.marks), "\t", label)
            yield replace(made, text=made.text.replace("\n", " "), close=close)
            close = close or bool(made.text)

    def _within(self, element: Any, name: str) -> Iterator[Any]:
        """Yield the rows of a table or the cells of a row, including those in content controls."""
        for each in element.iterchildren():
            if local(each) == name:
                yield each
            elif local(each) in _HOLDERS:
                yield from self._within(each, name)

    def _cell(self, cell: Any) -> Iterator[Printed]:
        """Yield the printed texts of a cell; none if it was deleted or is merged with the one above."""
        properties = child(cell, "tcPr")
        merged = child(properties, "vMerge")
        if child(properties, "cellDel") is not None:
            return
        for piece in self._blocks(cell):
            yield piece if merged is None or value(merged) == "restart" else replace(piece, text="", marks=())


def _filled(cell: list[Printed]) -> list[Printed]:
    return [piece for piece in cell if piece.text or piece.marks]


def _is_tabular(cells: list[list[Printed]]) -> bool:
    """Return True if the cells of a row contain short texts side by side rather than prose."""
    filled = [texts for cell in cells if (texts := [piece.text for piece in cell if piece.text])]
    if len(filled) < 2:
        return False
    return all(len(texts) <= _MOST_IN_CELL and sum(map(len, texts)) <= _LONGEST_CELL for texts in filled)
