"""Lines for people: styled where there is colour, wrapped to the width of the terminal.

Widths are those of cells, of which some characters take two. Lines are written
as they come: a library that lays out pages takes a millisecond for each.
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
    """A stream that lines are written to; what is not a terminal has 80 columns."""

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
        """A head in a style, and a text that goes on below itself, or from the column `hang`."""
        indent = cell_len(head) if hang is None else hang
        rooms = (max(self.width - taken, _NARROWEST) for taken in (cell_len(head), indent))
        lines = list(_lines(text, *rooms)) or [""]
        self.line((head, style), lines[0])
        for line in lines[1:]:
            self.line(" " * indent + line)


def _columns() -> int:
    """How wide the terminal is, in cells."""
    import shutil  # what is written to a file needs none of it

    return shutil.get_terminal_size().columns


def _lines(text: str, first: int, others: int) -> Iterator[str]:
    """A text on lines of these widths: the first, and all others."""
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
    """The words of a text; one that fits on no line comes in pieces."""
    for word in text.split():
        while cell_len(word) > most:
            cut = next(at for at in range(len(word), 0, -1) if cell_len(word[:at]) <= most)
            yield word[:cut]
            word = word[cut:]
        yield word
