"""Read a story of a Word file (its body, a note, a header or a footer): its paragraphs and tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from ofsted_lint.source.original import printed
from ofsted_lint.source.readers.word import tracked
from ofsted_lint.source.readers.word.drawings import preferred
from ofsted_lint.source.readers.word.fields import Fields, is_list
from ofsted_lint.source.readers.word.layout import FORMATTING, Mark, Printed, joined
from ofsted_lint.source.readers.word.list_numbers import Numbering
from ofsted_lint.source.readers.word.notes import Notes
from ofsted_lint.source.readers.word.runs import Runs
from ofsted_lint.source.readers.word.styles import Styles
from ofsted_lint.source.readers.word.xml_names import W, child, is_on, local, value

_HOLDERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink"})
_ANCHORS = frozenset({"commentRangeStart", "commentRangeEnd"})
# A table with cells longer than this does not hold data but lays out prose.
_LONGEST_CELL = 600
_MOST_IN_CELL = 4
_CONTENTS = ("contents", "table of contents")


class Story:
    """Reads a story, paragraph after paragraph.

    `name` is the label of its places; a `{}` in it is replaced by the number of
    the paragraph, as Word counts them. `other` counts the kinds of parts that
    were skipped.
    """

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes, name: str) -> None:
        self._styles, self._numbering, self._notes, self._name = styles, numbering.anew(), notes, name
        self._count = 0
        self._fields = Fields(whole=True)
        self._open: Runs | None = None
        self.other: Counter[str] = Counter()
        self._formatted: dict[Any, int] = {}
        self._sections: Iterator[Any] = iter(())

    def read(self, root: Any) -> Iterator[Printed]:
        """Yield the printed text of each paragraph below an element, and of each row of its tables."""
        steps = [value(each, "fldCharType") for each in root.iter(W + "fldChar")]
        self._fields = Fields(whole=steps.count("begin") == steps.count("end"))
        self._formatted = tracked.formatting(root)
        if local(root) == "body":
            self._sections = (each for each in root.iter(W + "sectPr") if local(each.getparent()) != "sectPrChange")
            self._begin_section(first=True)
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
                if not _is_contents(each):
                    yield from self._blocks(each)
            elif name == "AlternateContent":
                yield from self._blocks(preferred(each))
            elif name in _ANCHORS or name in tracked.CONTROLS:
                runs = self._runs()
                runs.anchor(each, name)
                yield runs.printed
            elif name in ("altChunk", "subDoc"):
                self.other["part in another format"] += 1

    def _runs(self) -> Runs:
        return Runs(self._styles, self._notes, self._fields)

    def _paragraph(self, element: Any) -> Iterator[Printed]:
        """Yield a paragraph with its label; one whose end was deleted is continued by the next."""
        self._count += 1
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle")) or self._styles.default
        if self._styles.is_contents(style) or _heads_contents(element, self._styles):
            return
        if is_on(child(properties, "pageBreakBefore")):
            self._notes.page()
        runs, self._open = self._open or self._runs(), None
        if element in self._formatted:
            runs.changed(element, FORMATTING, str(self._formatted[element]))
        hidden, inside = bool(self._styles.hidden(style)), self._fields.hide
        runs.read(element, hidden, self._styles.struck(style))
        change, kind = tracked.end_changed(properties)
        if kind in ("deletion", "insertion") and (runs.length or kind == "insertion"):
            runs.changed(change, kind, "¶")
        end = child(properties, "rPr")
        if kind in ("deletion", "move") or is_on(child(end, "specVanish")) or _is_initial(properties):
            self._open = runs
        elif not runs.length and (inside or self._fields.hide or self._is_bare(element, end, hidden)):
            yield replace(runs.printed, label=self._label)
        else:
            yield self._labelled(runs.printed, properties, style)
        self.other.update(runs.unread)
        boxes, runs.boxes = runs.boxes, []
        for box in boxes:
            inner = Story(self._styles, self._numbering, self._notes, "text box")
            yield from inner.read(box)
            self.other.update(inner.other)
        if child(properties, "sectPr") is not None:
            self._begin_section(first=False)

    def _begin_section(self, first: bool) -> None:
        """Number the notes as the section that begins here says."""
        properties = next(self._sections, None)
        if properties is not None:
            self._notes.section(properties, first)

    def _is_bare(self, element: Any, end: Any, hidden: bool) -> bool:
        """Return True if no number is printed before a paragraph without text: its end is hidden, or ends a section."""
        return _ends_section(element) or self._is_hidden(end, hidden)

    def _is_hidden(self, end: Any, hidden: bool) -> bool:
        """Return True if the end of a paragraph is hidden, by its own format or the style's."""
        vanish = child(end, "vanish")
        of_style = self._styles.hidden(value(child(end, "rStyle")))
        return is_on(vanish) if vanish is not None else hidden if of_style is None else of_style

    def _labelled(self, shown: Printed, properties: Any, style: str) -> Printed:
        """Return a paragraph after its label, which Word prints before empty paragraphs too."""
        text = printed(self._numbering.label(properties, style))
        change = tracked.renumbered_by(properties)
        marks = () if change is None else (Mark("renumbering", 0, 0, text.strip() or "¶", tracked.author(change)),)
        made = joined((Printed(text, marks), shown.stripped()), "").stripped()
        return replace(made, label=self._label, heading=self._styles.is_heading(properties, style))

    def _table(self, element: Any) -> Iterator[Printed]:
        """Yield each row as a line with tabs between cells, or the paragraphs of a table that lays out prose."""
        close = False
        for row in self._within(element, "tr"):
            properties = child(row, "trPr")
            deleted, inserted = child(properties, "del"), child(properties, "ins")
            if is_on(child(properties, "hidden")):
                continue
            if deleted is not None:
                yield self._gone(row, deleted)
                continue
            cells = [list(self._cell(cell)) for cell in self._within(row, "tc")]
            if inserted is not None:
                cells = [[*_inserted(cell, inserted)] for cell in cells]
            if not _is_tabular(cells):
                yield from (piece for cell in cells for piece in cell)
                close = False
                continue
            texts = [joined(_filled(cell), " ") for cell in cells]
            label = next((piece.label for cell in cells for piece in cell), "")
            made = joined((text for text in texts if text.text or text.marks), "\t", label)
            yield replace(made, text=made.text.replace("\n", " "), close=close)
            close = close or bool(made.text)

    def _gone(self, element: Any, change: Any) -> Printed:
        """Return the marks of a row or cell that was deleted: the change, and the comments in it."""
        runs = self._runs()
        runs.changed(change, "deletion", tracked.words(element) or "¶")
        runs.gone(element)
        return replace(runs.printed, label=self._label)

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
        deleted, inserted = child(properties, "cellDel"), child(properties, "cellIns")
        if deleted is not None:
            yield self._gone(cell, deleted)
            return
        change = child(properties, "cellMerge")
        if change is not None:
            runs = self._runs()
            runs.changed(change, "merge", tracked.words(cell) or "¶")
            yield runs.printed
        pieces = self._blocks(cell)
        for piece in pieces if inserted is None else _inserted(pieces, inserted):
            shown = merged is None or value(merged) == "restart"
            yield piece if shown else replace(piece, text="", marks=(), origins=())


def _inserted(pieces: Iterable[Printed], change: Any) -> Iterator[Printed]:
    """Yield the printed texts of a row or cell that was inserted, each as one insertion."""
    for piece in pieces:
        others = tuple(mark for mark in piece.marks if mark.kind != "insertion")
        whole = Mark("insertion", 0, len(piece.text), piece.text or "¶", tracked.author(change))
        yield replace(piece, marks=(whole, *others))


def _is_contents(element: Any) -> bool:
    """Return True if a control holds a table of contents, as Word inserts it with its heading."""
    gallery = value(child(element, "sdtPr", "docPartObj", "docPartGallery"))
    return gallery.casefold() == "table of contents"


def _heads_contents(element: Any, styles: Styles) -> bool:
    """Return True if a paragraph is the heading, typed by hand, of a table of contents below it."""
    after = element.getnext()
    if after is None or "".join(element.itertext(W + "t")).strip().casefold() not in _CONTENTS:
        return False
    if local(after) == "p" and styles.is_contents(value(child(after, "pPr", "pStyle"))):
        return True
    codes = [each.text or "" for each in after.iter(W + "instrText")]
    codes += [value(each, "instr") for each in after.iter(W + "fldSimple")]
    return _is_contents(after) or any(map(is_list, codes[:1]))


def _ends_section(element: Any) -> bool:
    """Return True if a paragraph has a section's end, and no picture."""
    return child(element, "pPr", "sectPr") is not None and next(element.iter(*tracked.PICTURES), None) is None


def _is_initial(properties: Any) -> bool:
    """Return True if a paragraph is the first letter, set large, of the one after it."""
    return value(child(properties, "framePr"), "dropCap") in ("drop", "margin")


def _filled(cell: list[Printed]) -> list[Printed]:
    return [piece for piece in cell if piece.text or piece.marks]


def _is_tabular(cells: list[list[Printed]]) -> bool:
    """Return True if the cells of a row contain short texts side by side rather than prose."""
    filled = [texts for cell in cells if (texts := [piece.text for piece in cell if piece.text])]
    if len(filled) < 2:
        return False
    return all(len(texts) <= _MOST_IN_CELL and sum(map(len, texts)) <= _LONGEST_CELL for texts in filled)
