"""A comparison for people, at a terminal."""

from __future__ import annotations

from ofsted_lint.comparison import layout
from ofsted_lint.comparison.layout import Line
from ofsted_lint.comparison.model import Comparison
from ofsted_lint.matching.differences import marked
from ofsted_lint.printable import printable
from ofsted_lint.terminal import Terminal

_STYLES = {"+": "bold cyan", "−": "bold red", "~": "bold yellow", "▲": "bold cyan", "▼": "bold red"}


def show(comparison: Comparison, terminal: Terminal) -> None:
    """Write a comparison to a terminal."""
    terminal.wrapped("old: ", printable(comparison.old.path), "bold")
    terminal.wrapped("new: ", printable(comparison.new.path), "bold")
    if warning := layout.warning(comparison):
        terminal.wrapped("", printable(warning), "bold red")
    terminal.wrapped("", printable(layout.heading(comparison)))
    for block in layout.blocks(comparison):
        terminal.line()
        terminal.wrapped(printable(block.title), "", "bold") if block.level == 1 else terminal.wrapped(
            "  ", printable(block.title)
        )
        for line in block.lines:
            _line(terminal, line, "  " * block.level)


def _line(terminal: Terminal, line: Line, indent: str) -> None:
    head = f"{indent}{line.sign} "
    terminal.wrapped(head, printable(line.head), _STYLES.get(line.sign, ""))
    for text in (marked(line.text), line.note):
        if text:
            terminal.wrapped(" " * (len(head) + 2), printable(text))
