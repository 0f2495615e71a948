"""Read the runs of a paragraph of a Word file as printed, with all changes accepted."""

from __future__ import annotations

from collections import Counter
from typing import Any

from ofsted_lint.source import note_marks
from ofsted_lint.source.original import printed
from ofsted_lint.source.readers.word import tracked
from ofsted_lint.source.readers.word.drawings import boxes, preferred, unread, watermarks
from ofsted_lint.source.readers.word.fields import Fields, is_list
from ofsted_lint.source.readers.word.layout import MOVED, Mark, Origin, Printed
from ofsted_lint.source.readers.word.notes import Notes
from ofsted_lint.source.readers.word.styles import Styles, is_highlighted, struck
from ofsted_lint.source.readers.word.xml_names import W, child, is_on, local, value
from ofsted_lint.source.source import AUTHOR

# Elements that contain runs or text and print nothing themselves.
_HOLDERS = frozenset(
    [
        *("hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo"),
        *("oMath", "oMathPara", "ruby", "rubyBase", "Choice"),
    ]
)
_CHANGES = {"ins": "insertion", "moveTo": "move", "del": "deletion", "moveFrom": MOVED}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# White space in the file is a space on the page.
_SPACES = str.maketrans("\n\r\t", "   ")
_PICTURES = frozenset({"drawing", "pict", "object"})
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_LONGEST_FIGURE = 2
_ON = frozenset({"1", "true", "on"})
_LARGEST_SIGN = 0x10FFFF
_LOOK_BACK = 40


class Runs:
    """Collects the printed text of a paragraph while its runs are read.

    `length` is that of the text so far, `boxes` are the text boxes anchored in
    it, `unread` counts the kinds of drawings whose words were not read.
    """

    def __init__(self, styles: Styles, notes: Notes, fields: Fields) -> None:
        self._styles, self._notes, self._fields = styles, notes, fields
        self._hidden = self._struck = False
        self._texts: list[str] = []
        self.length = 0
        self._marks: list[Mark] = []
        self._origins: list[Origin] = []
        self.boxes: list[Any] = []
        self.unread: Counter[str] = Counter()
        # The note whose marker is typed after it.
        self._own: tuple[str, str] | None = None

    @property
    def printed(self) -> Printed:
        return Printed("".join(self._texts), tuple(self._marks), origins=tuple(self._origins))

    def read(self, paragraph: Any, hidden: bool, struck_out: bool = False) -> None:
        """Read a paragraph, whose style may hide its text, or strike it out."""
        self._hidden, self._struck = hidden, struck_out
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
            elif name == "fldSimple":
                self._field(each)
            elif name == "AlternateContent":
                self._within(preferred(each))
            else:
                self.anchor(each, name)

    def _field(self, element: Any) -> None:
        """Read the result of a field, or the number that it prints; a list of contents is not read."""
        code, start = value(element, "instr"), self.length
        if not is_list(code):
            self._within(element)
        if self.length == start and not self._hidden and not self._fields.hide:
            self._write(self._fields.number(code))

    def anchor(self, element: Any, name: str) -> None:
        """Record the start or the end of a comment's range."""
        if name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            kind = "open" if name == "commentRangeStart" else "close"
            self._marks.append(Mark(kind, self.length, self.length, value(element, "id")))
        elif name in tracked.CONTROLS and tracked.precedes_control(element):
            self.changed(element, tracked.CONTROLS[name], "a content control")

    def changed(self, change: Any, kind: str, words: str) -> None:
        """Record a change of something that is not printed, such as a paragraph's end."""
        self._marks.append(Mark(kind, self.length, self.length, words, tracked.author(change)))

    def gone(self, element: Any) -> None:
        """Record the comments in an element that is not read."""
        for each in tracked.anchors(element):
            self.anchor(each, local(each))

    def _change(self, element: Any, name: str) -> None:
        """Read insertions, skip deletions, and record both."""
        kind, start = _CHANGES[name], self.length
        if name in ("ins", "moveTo"):
            before = len(self._texts)
            self._within(element)
            words = "".join(self._texts[before:])
            words = words if words.strip() else tracked.quoted(element)
        else:
            words = tracked.quoted(element)
            self.gone(element)
        if words and value(element, "author") != AUTHOR:
            self._marks.append(Mark(kind, start, self.length, words, value(element, "author")))

    def _run(self, run: Any) -> None:
        properties = child(run, "rPr")
        hidden = self._is_hidden(properties) if properties is not None else self._hidden
        start, before = self.length, len(self._texts)
        for each in run.iterchildren():
            name = local(each)
            if name == "fldChar":
                number = self._fields.step(value(each, "fldCharType"), self.length)
                self._write("" if hidden else number)
            elif name == "instrText":
                self._fields.instruct(each.text or "")
            elif name in _PICTURES:
                self._draw(each, hidden)
            elif name == "AlternateContent":
                self._alternate(preferred(each), hidden)
            elif name == "ruby":
                self._within(each)
            else:
                self.anchor(each, name)
                if not hidden and not self._fields.hide:
                    self._print(each, name)
        self._record(run, properties, start, "".join(self._texts[before:]))

    def _record(self, run: Any, properties: Any, start: int, text: str) -> None:
        """Record what the format of a run says of its words, which are printed from `start` on."""
        if self._own and text.strip():
            self._notes.typed(*self._own, text.strip())
            self._marks.append(Mark("raised", start, self.length, ""))
            self._own = None
        elif value(child(properties, "vertAlign")) == "superscript" and self._is_typed_marker(run, start):
            self._marks.append(Mark("raised", start, self.length, ""))
        if not text.strip():
            return
        by_style = self._styles.struck(value(child(properties, "rStyle"))) or self._struck
        if by_style if (own := struck(properties)) is None else own:
            self._marks.append(Mark("strike", start, self.length, text))
        if is_highlighted(properties):
            self._marks.append(Mark("highlight", start, self.length, text))

    def _draw(self, element: Any, hidden: bool) -> None:
        """Read the text boxes of a drawing, and record what of it is not read, and watermarks."""
        self.boxes += boxes(element)
        if not hidden:
            self.unread.update(unread(element))
            self._marks += (Mark("watermark", self.length, self.length, words) for words in watermarks(element))

    def _print(self, element: Any, name: str) -> None:
        """Read an element within a run; a note's marker counts as such whatever the format of its run."""
        cited = _NOTES.get(name)
        if name == "lastRenderedPageBreak" or (name == "br" and value(element, "type") == "page"):
            self._notes.page()
        if not cited:
            self._write(_text_of(element, name), element if name == "t" else None)
            return
        if value(element, "customMarkFollows") in _ON:
            self._own = (cited, value(element, "id"))
            return
        start = self.length
        self._write(self._notes.mark(cited, value(element, "id")))
        self._marks.append(Mark("raised", start, self.length, ""))

    def _is_typed_marker(self, run: Any, start: int) -> bool:
        """Return True if a superscript run, printed from `start` on, is a footnote marker typed by hand."""
        if self.length - start > _LONGEST_FIGURE or any(local(each) in _NOTES for each in run.iterchildren()):
            return False
        text = "".join(self._texts[-_LOOK_BACK:])  # a paragraph may have very many runs
        at = len(text) - (self.length - start)
        return text[at:].isdecimal() and note_marks.gap(text, at) is not None

    def _alternate(self, choice: Any, hidden: bool) -> None:
        """Read one of several alternative forms of the same content: text boxes, seldom text."""
        self._draw(choice, hidden)
        for each in choice.iterchildren(W + "t", W + "sym") if not hidden else ():
            self._write(_text_of(each, local(each)))

    def _is_hidden(self, properties: Any) -> bool:
        """Return True if a run is hidden text by its own format, its style or its paragraph's."""
        vanish = child(properties, "vanish")
        if vanish is not None:
            return is_on(vanish)
        of_style = self._styles.hidden(value(child(properties, "rStyle")))
        return self._hidden if of_style is None else of_style

    def _write(self, text: str, element: Any = None) -> None:
        """Add a text, which an element of the file may have."""
        if text:
            if element is not None:
                self._origins.append(Origin(self.length, self.length + len(text), element))
            self._texts.append(text)
            self.length += len(text)


def _text_of(element: Any, name: str) -> str:
    """Return the printed text of an element within a run."""
    if name == "t":
        return printed((element.text or "").translate(_SPACES))
    if name == "sym":
        code = value(element, "char")
        at = int(code, 16) if len(code) <= 6 and code.isalnum() and code.isascii() and _is_hex(code) else 0
        return chr(at) if 0x20 <= at <= _LARGEST_SIGN and not 0xD800 <= at <= 0xDFFF else ""
    return _SIGNS.get(name, "")


def _is_hex(text: str) -> bool:
    return all(sign in "0123456789abcdefABCDEF" for sign in text)
