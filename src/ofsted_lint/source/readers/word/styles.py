"""The styles of a Word file, as far as they matter for reading: numbering, hidden text, headings."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from ofsted_lint.source.readers.word.xml_names import child, is_on, number, value

_LONGEST_CHAIN = 50
# The names of built-in styles in the file, which do not depend on Word's language.
_HEADING = re.compile(r"title|subtitle|heading [1-9]", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|contents|index) (?:heading|[1-9])|table of figures|table of authorities", re.IGNORECASE)
_LEVELS = "012345678"
_FILL = re.compile("[0-9A-Fa-f]{6}")
# How far apart the red, green and blue of a colour are that is no grey.
_BRIGHT = 0x60


class Style(msgspec.Struct, frozen=True):
    """A style's own settings; `list_` is the id of its list, `level` the level in it; None if it sets nothing."""

    based_on: str
    list_: int | None
    level: int | None
    hidden: bool | None
    heading: bool | None = None
    contents: bool = False
    struck: bool | None = None


class Styles:
    """The styles of a file by their ids; a style inherits missing settings from the style that it is based on."""

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
        """Return a style and those that it is based on, each with its id."""
        found: dict[str, Style] = {}
        while name in self._styles and name not in found and len(found) < _LONGEST_CHAIN:
            found[name] = self._styles[name]
            name = found[name].based_on
        return list(found.items())

    def hidden(self, name: str) -> bool | None:
        """Return True if text of a style is hidden, or None if the style does not set it."""
        return next((style.hidden for _, style in self.chain(name) if style.hidden is not None), None)

    def struck(self, name: str) -> bool:
        """Return True if text of a style is struck out."""
        return bool(next((style.struck for _, style in self.chain(name) if style.struck is not None), None))

    def is_heading(self, properties: Any, name: str) -> bool:
        """Return True if a paragraph with these properties and this style is a heading."""
        own = child(properties, "outlineLvl")
        if own is not None:
            return _is_level(own)
        return next((style.heading for _, style in self.chain(name) if style.heading is not None), False)

    def is_contents(self, name: str) -> bool:
        """Return True if a style is that of a line in a table of contents or an index."""
        return any(style.contents for _, style in self.chain(name))

    def listed(self, name: str) -> int | None:
        """Return the id of the list that numbers the paragraphs of a style, or None."""
        return next((style.list_ for _, style in self.chain(name) if style.list_ is not None), None)

    def level(self, name: str, linked: dict[str, int]) -> int | None:
        """Return the level of a style's paragraphs in their list, or None if no style names it.

        `linked` are the levels of the list by the styles that they name. The
        style nearest to the paragraph decides.
        """
        levels = (linked.get(each, style.level) for each, style in self.chain(name))
        return next((level for level in levels if level is not None), None)


def _style(element: Any) -> Style:
    list_, level = numbered(child(element, "pPr"))
    vanish = child(element, "rPr", "vanish")
    hidden = None if vanish is None else is_on(vanish)
    outline = child(element, "pPr", "outlineLvl")
    name = value(child(element, "name"))
    by_name = True if _HEADING.fullmatch(name) else None
    heading = by_name if outline is None else _is_level(outline)
    return Style(
        value(child(element, "basedOn")),
        list_,
        level,
        hidden,
        heading,
        bool(_CONTENTS.fullmatch(name)),
        struck(child(element, "rPr")),
    )


def struck(properties: Any) -> bool | None:
    """Return whether these properties of a run strike its words out, or None if they do not say."""
    found = [each for each in (child(properties, "strike"), child(properties, "dstrike")) if each is not None]
    return any(map(is_on, found)) if found else None


def is_highlighted(properties: Any) -> bool:
    """Return True if these properties of a run highlight its words, or set them on a bright colour, as exports do."""
    if value(child(properties, "highlight")) not in ("", "none"):
        return True
    fill = value(child(properties, "shd"), "fill")
    if not _FILL.fullmatch(fill):
        return False
    colours = [int(fill[at : at + 2], 16) for at in (0, 2, 4)]
    return max(colours) - min(colours) >= _BRIGHT


def _is_level(outline: Any) -> bool:
    """Return True if an outline level is for headings; the last level is for body text."""
    return len(value(outline)) == 1 and value(outline) in _LEVELS


def numbered(properties: Any) -> tuple[int | None, int | None]:
    """Return the list and the level named by the properties of a paragraph or a style."""
    named = child(properties, "numPr")
    return number(value(child(named, "numId"))), number(value(child(named, "ilvl")))
