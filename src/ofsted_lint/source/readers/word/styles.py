"""The styles of a Word file, as far as they change what is read: numbering, hidden text, headings."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from ofsted_lint.source.readers.word.xml_names import child, is_on, number, value

_LONGEST_CHAIN = 50
# What built-in styles are called in the file, whatever Word's language.
_HEADING = re.compile(r"title|subtitle|heading [1-9]", re.IGNORECASE)
_LEVELS = "012345678"


class Style(msgspec.Struct, frozen=True):
    """What a style says itself; `list_` is the id of its list, `level` the level in it, None where it says nothing."""

    based_on: str
    list_: int | None
    level: int | None
    hidden: bool | None
    heading: bool | None = None


class Styles:
    """The styles of a file by their ids; a style takes from the one that it is based on what it does not say."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        for each in root if root is not None else ():
            name = value(each, "styleId")
            if name:
                self._styles[name] = _style(each)
                if value(each, "type") == "paragraph" and value(each, "default") in ("1", "true"):
                    self.default = name

    def chain(self, name: str) -> list[tuple[str, Style]]:
        """A style and those that it is based on, each with its id."""
        found: dict[str, Style] = {}
        while name in self._styles and name not in found and len(found) < _LONGEST_CHAIN:
            found[name] = self._styles[name]
            name = found[name].based_on
        return list(found.items())

    def hidden(self, name: str) -> bool | None:
        """Whether text of a style is hidden; None where the style does not say."""
        return next((style.hidden for _, style in self.chain(name) if style.hidden is not None), None)

    def is_heading(self, properties: Any, name: str) -> bool:
        """Whether a paragraph with these properties, in this style, is a heading."""
        own = child(properties, "outlineLvl")
        if own is not None:
            return _is_level(own)
        return next((style.heading for _, style in self.chain(name) if style.heading is not None), False)

    def listed(self, name: str) -> tuple[str, int, int | None] | None:
        """The style in a chain that numbers its paragraphs, the id of its list and its level there, if one does."""
        chain = self.chain(name)
        level = next((style.level for _, style in chain if style.level is not None), None)
        return next(((each, style.list_, level) for each, style in chain if style.list_ is not None), None)


def _style(element: Any) -> Style:
    list_, level = numbered(child(element, "pPr"))
    vanish = child(element, "rPr", "vanish")
    hidden = None if vanish is None else is_on(vanish)
    outline = child(element, "pPr", "outlineLvl")
    by_name = True if _HEADING.fullmatch(value(child(element, "name"))) else None
    heading = by_name if outline is None else _is_level(outline)
    return Style(value(child(element, "basedOn")), list_, level, hidden, heading)


def _is_level(outline: Any) -> bool:
    """Whether a level of the outline is one of headings; the last is that of running text."""
    return len(value(outline)) == 1 and value(outline) in _LEVELS


def numbered(properties: Any) -> tuple[int | None, int | None]:
    """The list and the level that the properties of a paragraph or of a style name."""
    named = child(properties, "numPr")
    return number(value(child(named, "numId"))), number(value(child(named, "ilvl")))
