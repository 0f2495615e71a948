"""Write a comparison to a terminal."""

from __future__ import annotations

from ofsted_lint.comparison.reports.model import Comparison
from ofsted_lint.comparison.word_diff import marked
from ofsted_lint.files.printable import printable
from ofsted_lint.findings import record
from ofsted_lint.output.report_comparison import layout
from ofsted_lint.output.report_comparison.layout import Block, Line
from ofsted_lint.output.terminal import Terminal

_STYLES = {"+": "bold cyan", "−": "bold red", "~": "bold yellow", "▲": "bold cyan", "▼": "bold red"}


def show(comparison: Comparison[record.Finding], terminal: Terminal) -> None:
    """Write a comparison to a terminal."""
    terminal.wrapped("old: ", printable(comparison.old.path), "bold")
    terminal.wrapped("new: ", printable(comparison.new.path), "bold")
    if warning := layout.warning(comparison):
        terminal.wrapped("", printable(warning), "bold red")
    terminal.wrapped("", printable(layout.heading(comparison)))
    for block in layout.blocks(comparison):
        terminal.line()
        _write_heading(terminal, block)
        for line in block.lines:
            _write_line(terminal, line, "  " * block.level)


def _write_heading(terminal: Terminal, block: Block) -> None:
    """Write the heading of a block, in bold unless it is the name of a section."""
    if block.level == 1:
        terminal.wrapped(f"{block.title}{': ' if block.counts else '.'}", block.counts, "bold", hang=2)
    else:
        terminal.wrapped("  ", printable(f"{block.title}: {block.counts}"))


def _write_line(terminal: Terminal, line: Line, indent: str) -> None:
    """Write a line of a block and, below it, its text."""
    head = f"{indent}{line.sign} "
    terminal.wrapped(head, printable(line.head), _STYLES.get(line.sign, ""))
    if line.text:
        terminal.wrapped(" " * (len(head) + 2), printable(marked(line.text)))
