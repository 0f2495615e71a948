"""Write lines for people: with styles if there is colour, wrapped to the width of the terminal.

Widths are in cells; some characters take two. Lines are written directly, since
a layout library takes a millisecond for each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from rich.cells import cell_len

_CODES = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "blue": "34", "cyan": "36"}
_PIPED = 80
_NARROWEST = 20
Part = str | tuple[str, str]


class Terminal:
    """A stream for lines of text; a stream that is not a terminal has 80 columns."""

    def __init__(self, stream: TextIO, coloured: bool) -> None:
        self._stream = stream
        self._coloured = coloured
        self.width = _columns() if stream.isatty() else _PIPED

    def line(self, *parts: Part, link: str = "") -> None:
        """Write a line of parts, each a text or a text with its style, such as “bold red”."""
        text = "".join(part if isinstance(part, str) else self._styled(*part) for part in parts)
        if link and self._coloured:
            text = f"\x1b]8;;{link}\x1b\\{text}\x1b]8;;\x1b\\"
        self._stream.write(f"{text}\n")

    def _styled(self, text: str, style: str) -> str:
        if not self._coloured or not style or not text:
            return text
        codes = ";".join(_CODES[word] for word in style.split())
        return f"\x1b[{codes}m{text}\x1b[0m"

    def wrapped(self, head: str, text: str, style: str = "", hang: int | None = None) -> None:
        """Write a styled head and a text; further lines are indented to the text, or to the column `hang`."""
        indent = cell_len(head) if hang is None else hang
        rooms = (max(self.width - taken, _NARROWEST) for taken in (cell_len(head), indent))
        lines = list(_lines(text, *rooms)) or [""]
        self.line((head, style), lines[0])
        for line in lines[1:]:
            self.line(" " * indent + line)


def _columns() -> int:
    """Return the width of the terminal in cells."""
    import shutil  # not needed for output to a file

    return shutil.get_terminal_size().columns


def _lines(text: str, first: int, others: int) -> Iterator[str]:
    """Yield a text as lines with these widths in cells: of the first line, and of all others."""
    room, line, size = first, "", 0
    for word in _words(text, min(first, others)):
        wide = cell_len(word)
        if line and size + 1 + wide > room:
            yield line
            room, line, size = others, "", 0
        line, size = (f"{line} {word}", size + 1 + wide) if line else (word, wide)
    if line:
        yield line


def _words(text: str, most: int) -> Iterator[str]:
    """Yield the words of a text; a word that is longer than a line is split."""
    for word in text.split():
        yield from [word] if cell_len(word) <= most else _pieces(word, most)


def _pieces(word: str, most: int) -> Iterator[str]:
    """Yield a word in pieces that are at most so wide, each as long as possible."""
    start = size = 0
    for at, sign in enumerate(word):
        wide = cell_len(sign)
        if size + wide > most:
            yield word[start:at]
            start, size = at, 0
        size += wide
    yield word[start:]
