"""Tracked changes other than those of words: of rows, cells, ends of paragraphs, numbering and formatting."""

from __future__ import annotations

from typing import Any

from ofsted_lint.source.readers.word.styles import numbered
from ofsted_lint.source.readers.word.xml_names import W, child, local, value

_ANCHORS = ("commentRangeStart", "commentRangeEnd", "commentReference")
# What is before a content control that was inserted, deleted or moved, and the kind of change.
CONTROLS = {
    "customXmlInsRangeStart": "insertion",
    "customXmlDelRangeStart": "deletion",
    "customXmlMoveToRangeStart": "move",
}
_FORMATTING = (
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange"),
    "tblGridChange",
)
_SIGNS = {W + "br": "↵", W + "cr": "↵", W + "tab": "⇥"}
PICTURES = (W + "drawing", W + "pict", W + "object")


def words(element: Any) -> str:
    """Return the words in an element, those that were deleted included, with spaces between its paragraphs."""
    texts = ("".join(part.text or "" for part in each.iter(W + "t", W + "delText")) for each in element.iter(W + "p"))
    return " ".join(text for text in texts if text.strip())


def quoted(element: Any) -> str:
    """Return what a change of runs is called: its words, or, if it has none, the sign or the picture in it."""
    found = "".join(each.text or "" for each in element.iter(W + "delText", W + "t"))
    if found:
        return found
    if next(element.iter(*PICTURES), None) is not None:
        return "a picture"
    return "".join(_SIGNS[each.tag] for each in element.iter(*_SIGNS))


def anchors(element: Any) -> list[Any]:
    """Return the starts and ends of comments in an element that is not read."""
    return list(element.iter(*(W + name for name in _ANCHORS)))


def formatting(root: Any) -> dict[Any, int]:
    """Return the numbers of changes of formatting in a story by their paragraphs.

    Those of tables count in the first paragraph after them, those of the last
    section in the last paragraph.
    """
    found: dict[Any, int] = {}
    waiting, last = 0, None
    if not any(True for _ in root.iter(*(W + name for name in _FORMATTING))):
        return found
    for each in root.iter(W + "p", *(W + name for name in _FORMATTING)):
        if local(each) == "p":
            last = each
            if waiting:
                found[each], waiting = waiting, 0
            continue
        inside = next(each.iterancestors(W + "p"), None)
        if inside is not None and renumbered_by(child(inside, "pPr")) is each:
            continue
        if inside is None:
            waiting += 1
        else:
            found[inside] = found.get(inside, 0) + 1
    if waiting and last is not None:
        found[last] = found.get(last, 0) + waiting
    return found


def renumbered_by(properties: Any) -> Any:
    """Return the element that records a change of the number of a paragraph with these properties, or None."""
    named = child(properties, "numPr")
    for each in (child(named, "ins"), child(named, "numberingChange")):
        if each is not None:
            return each
    change = child(properties, "pPrChange")
    if change is None or numbered(child(change, "pPr")) == numbered(properties):
        return None
    return change


def end_changed(properties: Any) -> tuple[Any, str]:
    """Return the change of a paragraph's end and its kind: `insertion`, `deletion` or `move`; None if there is none."""
    end = child(properties, "rPr")
    for name, kind in (("del", "deletion"), ("moveFrom", "move"), ("ins", "insertion")):
        found = child(end, name)
        if found is not None:
            return found, kind
    return None, ""


def precedes_control(element: Any) -> bool:
    """Return True if the beginning of a range is before a content control, not at the end within it."""
    after = element.getnext()
    return after is not None and local(after) in ("sdt", "customXml")


def author(change: Any) -> str:
    """Return who made a change."""
    return value(change, "author")
