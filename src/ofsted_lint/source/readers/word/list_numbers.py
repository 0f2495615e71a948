"""Compute the automatic numbers of a Word file, as Word prints them.

A paragraph names a list (`num`), a list its pattern (`abstractNum`), a pattern
its nine levels. Lists with the same pattern continue its count; a list with its
own start for a level restarts when the level is first used.
"""

from __future__ import annotations

import re
from copy import copy
from typing import Any

import msgspec

from ofsted_lint.source.readers.word.numerals import ZEROS, written
from ofsted_lint.source.readers.word.styles import Styles, numbered
from ofsted_lint.source.readers.word.xml_names import W, child, is_on, local, number, value

_LEVELS = 9
_LONGEST_LABEL = 60
_PLACE = re.compile(r"%([1-9])")
# The beginning of a form with zeros before its figures: “01, 02”, “001, 002”.
_ZEROS = re.compile(r"0{1,4}1(?=,|\Z)")
_LAST = re.compile(r"\d\Z")
# Items and sub-items are distinguished by these bullets, whatever characters the file has.
_BULLETS = ("◼ ", "– ")


class Level(msgspec.Struct, frozen=True):
    """A level of a pattern: its start, the form of its numbers and the level after which it restarts."""

    start: int
    form: str
    text: str
    after: str
    figures: bool
    restart: int | None
    style: str


class Pattern(msgspec.Struct, frozen=True):
    """An `abstractNum`: its levels, or the numbering style that has them; `names` is the style whose levels it has."""

    levels: dict[int, Level]
    style: str
    names: str


class List(msgspec.Struct, frozen=True):
    """A `num`: its pattern, the levels that it overrides, and its own starts of levels."""

    pattern: str
    levels: dict[int, Level]
    starts: dict[int, int]


_PLAIN = Level(1, "decimal", "", "nothing", False, None, "")


class Numbering:
    """Computes the labels that Word prints before paragraphs, which must be given in order."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._patterns: dict[str, Pattern] = {}
        self._lists: dict[int, List] = {}
        for each in root if root is not None else ():
            if local(each) == "abstractNum":
                self._patterns[value(each, "abstractNumId")] = _pattern(each)
            elif local(each) == "num":
                self._lists[number(value(each, "numId")) or 0] = _list(each)
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()

    def anew(self) -> Numbering:
        """Return the same numbering for another story, with counts of its own."""
        other = copy(self)
        other._counts, other._started = {}, set()
        return other

    def label(self, properties: Any, style: str) -> str:
        """Return the label before a paragraph with these properties and this style, or an empty text."""
        list_, level = self._place(properties, style)
        made = self._lists.get(list_)
        if made is None or not 0 <= level < _LEVELS:
            return ""
        levels = self._levels(made)
        shown = levels.get(level, _PLAIN)
        counts = self._counted(list_, made, levels, level)
        if shown.form == "bullet":
            return _BULLETS[min(level, 1)] if shown.text.strip() else ""
        label = _PLACE.sub(lambda match: _level_number(levels, counts, int(match[1]) - 1, shown.figures), shown.text)
        return _with_gap(label[:_LONGEST_LABEL], shown.after) if label else ""

    def _place(self, properties: Any, style: str) -> tuple[int, int]:
        """Return the list and level of a paragraph: its own, or those of its style; 0 means no list."""
        list_, level = numbered(properties)
        list_ = self._styles.listed(style) if list_ is None else list_
        made = self._lists.get(list_ or 0)
        if list_ is None or made is None:
            return 0, 0
        if level is None:
            linked = {each.style: at for at, each in reversed(self._levels(made).items()) if each.style}
            level = self._styles.level(style, linked)
        return list_, level or 0

    def _levels(self, made: List) -> dict[int, Level]:
        """Return the levels of a list."""
        pattern = self._patterns.get(self._pattern(made))
        return (pattern.levels if pattern else {}) | made.levels

    def _pattern(self, made: List) -> str:
        """Return the id of a list's pattern, or of its numbering style's if the pattern only names a style."""
        pattern = self._patterns.get(made.pattern)
        found = self._styles.listed(pattern.style) if pattern and pattern.style else None
        other = self._lists.get(found) if found else None
        if pattern and pattern.style and not other:
            return next((id_ for id_, each in self._patterns.items() if each.names == pattern.style), made.pattern)
        return other.pattern if other else made.pattern

    def _counted(self, list_: int, made: List, levels: dict[int, Level], level: int) -> list[int | None]:
        """Count a paragraph at a level, and return the numbers of all levels."""
        counts = self._counts.setdefault(self._pattern(made), [None] * _LEVELS)
        for above in range(level):
            if counts[above] is None:
                counts[above] = self._start(list_, made, levels, above)
        before = counts[level]
        if before is None or (level in made.starts and (list_, level) not in self._started):
            counts[level] = self._start(list_, made, levels, level)
        else:
            counts[level] = before + 1
        for below in range(level + 1, _LEVELS):
            restart = levels.get(below, _PLAIN).restart
            if restart is None or level < restart:
                counts[below] = None
        return counts

    def _start(self, list_: int, made: List, levels: dict[int, Level], level: int) -> int:
        self._started.add((list_, level))
        return made.starts.get(level, levels.get(level, _PLAIN).start)


def _level_number(levels: dict[int, Level], counts: list[int | None], level: int, figures: bool) -> str:
    """Return the number of a level as it appears in a label."""
    form = levels.get(level, _PLAIN).form
    count = counts[level]
    if form in ("none", "bullet") or count is None:
        return ""
    return written(count, "decimal" if figures and form not in ZEROS else form)


def _with_gap(label: str, after: str) -> str:
    """Return a label with the gap after it, which is wide after a bare number without a full stop."""
    if after == "nothing":
        return label
    return label + ("   " if after == "tab" and _LAST.search(label) else " ")


def _pattern(element: Any) -> Pattern:
    return Pattern(_levels_of(element), value(child(element, "numStyleLink")), value(child(element, "styleLink")))


def _list(element: Any) -> List:
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for each in element.iterchildren(W + "lvlOverride"):
        level, start = number(value(each, "ilvl")), number(value(child(each, "startOverride")))
        levels |= _levels_of(each)
        if level is not None and start is not None:
            starts[level] = start
    return List(value(child(element, "abstractNumId")), levels, starts)


def _levels_of(element: Any) -> dict[int, Level]:
    found = {number(value(each, "ilvl")): _level(each) for each in element.iterchildren(W + "lvl")}
    return {at: level for at, level in found.items() if at is not None and 0 <= at < _LEVELS}


def _level(element: Any) -> Level:
    start = number(value(child(element, "start")))
    return Level(
        0 if start is None else start,
        _form(element),
        value(child(element, "lvlText"))[:_LONGEST_LABEL],
        value(child(element, "suff")) or "tab",
        is_on(child(element, "isLgl")),
        number(value(child(element, "lvlRestart"))),
        value(child(element, "pStyle")),
    )


def _form(element: Any) -> str:
    """Return the form of a level's numbers; newer forms come with a fallback for older programs."""
    form = value(child(element, "numFmt"))
    if form in ("", "custom"):
        inner = next(element.iter(W + "numFmt"), None)
        zeros = _ZEROS.match(value(inner, "format"))
        form = zeros[0] if zeros else value(inner)
    return form or "decimal"
