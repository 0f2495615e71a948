"""Number the items of Markdown lists in which each item has the same number, such as `1.`."""

from __future__ import annotations

import re
from typing import NamedTuple

_ITEM = re.compile(r"([ ]{0,3})(\d{1,3})([.)])([ \t]+)(?=\S)")
# Markup at the margin ends a list even without an empty line.
_ENDS = re.compile(r"#{1,6}[ \t]|[-*+][ \t]|>|<!--|```|~~~|\|")
_MARGIN = 2


class _Item(NamedTuple):
    """An item: the offset and text of its number, and the width of the white space before and after it."""

    at: int
    number: str
    sign: str
    before: int
    after: int
    next: str


class Lists:
    """The lists of a text while its lines are read; `numbers` are the numbers to print, with their offsets.

    Lists whose numbers differ are left as they are: their author has numbered them.
    """

    def __init__(self) -> None:
        self.numbers: list[tuple[int, str]] = []
        self._items: list[_Item] = []
        self._gap = False

    def take(self, at: int, line: str) -> None:
        """Take the next line, which begins at an offset."""
        item = _ITEM.match(line)
        if not line.strip():
            self._gap = True
            return
        if item and not self._is_within(item):
            self._begin(at, item)
        elif len(line) - len(line.lstrip()) < _MARGIN and (self._gap or _ENDS.match(line.lstrip())):
            self.end()
        self._gap = False

    def _is_within(self, item: re.Match[str]) -> bool:
        """Return True if an item belongs to a list nested in the open one."""
        return bool(self._items) and len(item[1]) - self._items[0].before > _MARGIN

    def _begin(self, at: int, item: re.Match[str]) -> None:
        """Add an item to the open list, or begin a new list."""
        if self._items and self._items[-1].sign != item[3]:
            self.end()
        spaces = len(item[1]), len(item[4])
        self._items.append(_Item(at + item.start(2), item[2], item[3], *spaces, item.string[item.end()]))

    def end(self) -> None:
        """End the open list, if there is one, and number its items."""
        items, self._items = self._items, []
        if len({item.number for item in items}) != 1:
            return
        for number, item in enumerate(items, int(items[0].number)):
            self._number(item, f"{number}.")

    def _number(self, item: _Item, label: str) -> None:
        """Record an item's number if there is room: a longer number uses the white space around it."""
        more = len(label) - len(item.number) - 1
        before = min(more, item.before)
        left = item.after - (more - before)
        if left > 0 or (left == 0 and not item.next.isdecimal()):
            self.numbers.append((item.at - before, label))
