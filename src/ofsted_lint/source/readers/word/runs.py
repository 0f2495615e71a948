"""Read the runs of a paragraph of a Word file as printed, with all changes accepted."""

from __future__ import annotations

from typing import Any

from ofsted_lint.source import note_marks
from ofsted_lint.source.readers.word.layout import Mark, Printed
from ofsted_lint.source.readers.word.styles import Styles
from ofsted_lint.source.readers.word.xml_names import W, child, is_on, local, value

# Elements that contain runs or text and print nothing themselves.
_HOLDERS = frozenset(
    [
        *("hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo"),
        *("oMath", "oMathPara", "ruby", "rubyBase", "Choice"),
    ]
)
_CHANGES = {"ins": "insertion", "moveTo": "move", "del": "deletion", "moveFrom": ""}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# White space in the file is a space on the page.
_SPACES = str.maketrans("\n\r\t", "   ")
_PICTURES = frozenset({"drawing", "pict", "object"})
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_LONGEST_FIGURE = 2
_LARGEST_SIGN = 0x10FFFF


class Notes:
    """The notes that a text cites, numbered in order; endnotes continue the numbers of footnotes."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}

    def mark(self, kind: str, id_: str) -> str:
        """Return the marker of a note, numbering it if it is cited for the first time."""
        return str(self.numbers.setdefault((kind, id_), len(self.numbers) + 1))


class Fields:
    """The open fields during reading, which distinguish the codes of fields from their results.

    If fields are incomplete in a file (`whole` is False), nothing counts as code.
    """

    def __init__(self, whole: bool) -> None:
        self._whole = whole
        self._codes: list[bool] = []
        self._count = 0

    @property
    def hide(self) -> bool:
        """True inside the code of a field, which is not printed."""
        return self._count > 0

    def step(self, kind: str) -> None:
        """Process the beginning of a field, the separator of its code and result, or its end."""
        if not self._whole:
            return
        if kind == "begin":
            self._codes.append(True)
            self._count += 1
        elif self._codes and kind in ("separate", "end"):
            self._count -= self._codes[-1]
            self._codes.pop()
            if kind == "separate":
                self._codes.append(False)


class Runs:
    """Collects the printed text of a paragraph while its runs are read.

    `length` is that of the text so far, `boxes` are the text boxes anchored in it.
    """

    def __init__(self, styles: Styles, notes: Notes, fields: Fields) -> None:
        self._styles, self._notes, self._fields = styles, notes, fields
        self._hidden = False
        self._texts: list[str] = []
        self.length = 0
        self._marks: list[Mark] = []
        self.boxes: list[Any] = []

    @property
    def printed(self) -> Printed:
        return Printed("".join(self._texts), tuple(self._marks))

    def read(self, paragraph: Any, hidden: bool) -> None:
        """Read a paragraph, whose text may be hidden."""
        self._hidden = hidden
        self._within(paragraph)

    def _within(self, element: Any) -> None:
        """Read the content of an element, such as a link or a control."""
        for each in element.iterchildren():
            name = local(each)
            if name == "r":
                self._run(each)
            elif name in _CHANGES:
                self._change(each, name)
            elif name in _HOLDERS:
                self._within(each)
            elif name == "AlternateContent":
                self._within(preferred(each))
            else:
                self.anchor(each, name)

    def anchor(self, element: Any, name: str) -> None:
        """Record the start or the end of a comment's range."""
        if name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            kind = "open" if name == "commentRangeStart" else "close"
            self._marks.append(Mark(kind, self.length, self.length, value(element, "id")))

    def changed(self, change: Any, kind: str, words: str) -> None:
        """Record a change of something that is not printed, such as a paragraph's end."""
        self._marks.append(Mark(kind, self.length, self.length, words, value(change, "author")))

    def _change(self, element: Any, name: str) -> None:
        """Read insertions, skip deletions, and record both."""
        kind, start = _CHANGES[name], self.length
        if name in ("ins", "moveTo"):
            before = len(self._texts)
            self._within(element)
            words = "".join(self._texts[before:])
        else:
            words = "".join(each.text or "" for each in element.iter(W + "delText", W + "t"))
        if kind and words:
            self._marks.append(Mark(kind, start, self.length, words, value(element, "author")))

    def _run(self, run: Any) -> None:
        properties = child(run, "rPr")
        hidden = self._is_hidden(properties) if properties is not None else self._hidden
        start = self.length
        for each in run.iterchildren():
            name = local(each)
            if name == "fldChar":
                self._fields.step(value(each, "fldCharType"))
            elif name in _PICTURES:
                self.boxes += _boxes(each)
            elif name == "AlternateContent":
                self._alternate(preferred(each), hidden)
            elif name == "ruby":
                self._within(each)
            else:
                self.anchor(each, name)
                if not hidden and not self._fields.hide:
                    self._print(each, name)
        if value(child(properties, "vertAlign")) == "superscript" and self._is_typed_marker(run, start):
            self._marks.append(Mark("raised", start, self.length, ""))

    def _print(self, element: Any, name: str) -> None:
        """Read an element within a run; a note's marker counts as such whatever the format of its run."""
        cited = _NOTES.get(name)
        if not cited:
            self._write(_text_of(element, name))
            return
        start = self.length
        self._write(self._notes.mark(cited, value(element, "id")))
        self._marks.append(Mark("raised", start, self.length, ""))

    def _is_typed_marker(self, run: Any, start: int) -> bool:
        """Return True if a superscript run, printed from `start` on, is a footnote marker typed by hand."""
        if self.length - start > _LONGEST_FIGURE or any(local(each) in _NOTES for each in run.iterchildren()):
            return False
        text = "".join(self._texts)
        return text[start:].isdecimal() and note_marks.gap(text, start) is not None

    def _alternate(self, choice: Any, hidden: bool) -> None:
        """Read one of several alternative forms of the same content: text boxes, seldom text."""
        self.boxes += _boxes(choice)
        for each in choice.iterchildren(W + "t", W + "sym") if not hidden else ():
            self._write(_text_of(each, local(each)))

    def _is_hidden(self, properties: Any) -> bool:
        """Return True if a run is hidden text by its own format, its style or its paragraph's."""
        vanish = child(properties, "vanish")
        if vanish is not None:
            return is_on(vanish)
        of_style = self._styles.hidden(value(child(properties, "rStyle")))
        return self._hidden if of_style is None else of_style

    def _write(self, text: str) -> None:
        if text:
            self._texts.append(text)
            self.length += len(text)


def _text_of(element: Any, name: str) -> str:
    """Return the printed text of an element within a run."""
    if name == "t":
        return (element.text or "").translate(_SPACES)
    if name == "sym":
        code = value(element, "char")
        at = int(code, 16) if len(code) <= 6 and code.isalnum() and code.isascii() and _is_hex(code) else 0
        return chr(at) if 0x20 <= at <= _LARGEST_SIGN and not 0xD800 <= at <= 0xDFFF else ""
    return _SIGNS.get(name, "")


def _is_hex(text: str) -> bool:
    return all(sign in "0123456789abcdefABCDEF" for sign in text)


def preferred(alternate: Any) -> Any:
    """Return the one of several alternative forms that current programs use, so that it counts once."""
    found = list(alternate.iterchildren())
    return next((each for each in found if local(each) == "Choice"), found[0] if found else alternate)


def _boxes(element: Any) -> list[Any]:
    """Return the text boxes in a picture, except those nested in other text boxes."""
    found: list[Any] = []
    waiting = [element]
    while waiting:
        each = waiting.pop()
        name = local(each)
        if name == "txbxContent":
            found.append(each)
        elif name == "AlternateContent":
            waiting.append(preferred(each)) if len(each) else None
        else:
            waiting += reversed(each)
    return found
