"""Write a comparison as Markdown, for a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_lint.comparison.reports.model import Comparison
from ofsted_lint.findings import record
from ofsted_lint.output.formats.markdown import LARGEST, escaped, size
from ofsted_lint.output.report_comparison import layout
from ofsted_lint.output.report_comparison.layout import Line
from ofsted_lint.output.summary import relative

_TAGS = {"old": "del", "new": "ins"}


def text(comparison: Comparison[record.Finding], root: str) -> str:
    """Return a comparison as a comment that fits GitHub's and GitLab's limits; lines beyond them are counted.

    Paths are relative to the folder `root`.
    """
    lines, room, left = [], LARGEST, 0
    for line in _lines(comparison, root):
        room -= size([line])
        if room > 0:
            lines.append(line)
        else:
            left += 1
    lines += ["", f"{left:,} more line(s) left out: the comment would be too long."] if left else []
    return "\n".join([*lines, ""])


def _lines(comparison: Comparison[record.Finding], root: str) -> Iterator[str]:
    yield from ("### ofsted-lint compare", "")
    yield " → ".join(escaped(relative(each.path, root)) for each in (comparison.old, comparison.new))
    if warning := layout.warning(comparison):
        yield from ("", f"**{escaped(warning)}**")
    yield from ("", escaped(layout.heading(comparison)))
    for block in layout.blocks(comparison):
        title = f"{block.title}: {block.counts}" if block.counts else f"{block.title}."
        yield from ("", f"{'#' * (block.level + 3)} {escaped(title)}")
        yield from ("", *(_line(line) for line in block.lines)) if block.lines else ()


def _line(line: Line) -> str:
    # In bold, so that a plus does not begin a list.
    head = f"- **{escaped(line.sign)}** {escaped(line.head)}" if line.sign.strip() else f"- {escaped(line.head)}"
    return f"{head}<br>{_marked(line)}" if line.text else head


def _marked(line: Line) -> str:
    """Return the text of a line, with dropped words struck out and added words underlined."""
    made = ""
    for piece in line.text:
        tag = _TAGS.get(piece.kind)
        apart = " " if tag and made[-1:].strip() else ""
        words = escaped(piece.text)
        made += f"{apart}<{tag}>{words}</{tag}>" if tag else words
    return made
