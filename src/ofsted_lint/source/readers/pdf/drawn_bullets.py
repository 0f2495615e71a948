"""Bullets that a PDF draws as shapes: its tags have a label without text, as browsers write them."""

from __future__ import annotations

from collections.abc import Collection

from ofsted_lint.source.readers.pdf.tag_tree import Tag

# As in a Word file, whatever is drawn.
_BULLETS = ("◼ ", "– ")


def is_drawn(item: Tag, marks: Collection[int]) -> bool:
    """Return True if an item of a list has a label, but none with text on its page, which has these marks.

    Browsers have no tag for the body of an item. Where there is one, a label without text says nothing: its number or
    bullet may have been put into the body.
    """
    kids = [kid for kid in item.kids if isinstance(kid, Tag)]
    inside = [mark for label in kids if label.kind == "Lbl" for mark in label.kids if isinstance(mark, int)]
    is_browsers = item.kind == "LI" and all(kid.kind != "LBody" for kid in kids)
    return is_browsers and bool(inside) and not any(mark in marks for mark in inside)


def added(text: str, level: int) -> str:
    """Return the text of an item after its bullet; `level` is the number of lists around it."""
    words = text.lstrip(" ")
    return text[: len(text) - len(words)] + _BULLETS[min(level, len(_BULLETS)) - 1] + words
