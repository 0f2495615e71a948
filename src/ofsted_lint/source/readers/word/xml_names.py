"""Names and values in the XML of Word files."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST = 32_767
_OFF = frozenset({"0", "false", "off"})


def local(element: Any) -> str:
    """Return the name of an element without its namespace."""
    tag: str = element.tag
    return tag[tag.find("}") + 1 :]


def child(element: Any, *names: str) -> Any:
    """Return the element at the end of a path of names, or None if there is none."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Any, name: str = "val") -> str:
    """Return an attribute of an element; empty if either is missing."""
    return "" if element is None else element.get(W + name, "")


def number(text: str) -> int | None:
    """Return a number in the form that Word accepts, or None if the text is not a number."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 12):
        return None
    return min(max(int(text), -_MOST), _MOST)


def is_on(element: Any) -> bool:
    """Return True if an on/off property is present and on."""
    return element is not None and value(element) not in _OFF
