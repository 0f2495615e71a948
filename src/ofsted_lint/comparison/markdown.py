"""A comparison as Markdown, to be pasted into a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from ofsted_lint.comparison import layout
from ofsted_lint.comparison.layout import Line
from ofsted_lint.comparison.model import Comparison
from ofsted_lint.reporters.markdown import LARGEST, escaped, size

_TAGS = {"old": "del", "new": "ins"}


def text(comparison: Comparison) -> str:
    """A comparison as a comment that GitHub and GitLab take; what is too much for one is counted."""
    lines, room, left = [], LARGEST, 0
    for line in _lines(comparison):
        room -= size([line])
        if room > 0:
            lines.append(line)
        else:
            left += 1
    lines += ["", f"{left:,} more line(s) had no room here."] if left else []
    return "\n".join([*lines, ""])


def _lines(comparison: Comparison) -> Iterator[str]:
    yield from ("### ofsted-lint compare", "")
    yield f"{escaped(comparison.old.path)} → {escaped(comparison.new.path)}"
    if warning := layout.warning(comparison):
        yield from ("", f"**{escaped(warning)}**")
    yield from ("", escaped(layout.heading(comparison)))
    for block in layout.blocks(comparison):
        yield from ("", f"{'#' * (block.level + 3)} {escaped(block.title)}", "")
        yield from (_line(line) for line in block.lines)


def _line(line: Line) -> str:
    parts = [f"{escaped(line.sign)} {escaped(line.head)}", _marked(line), escaped(line.note)]
    return "- " + "<br>".join(part for part in parts if part)


def _marked(line: Line) -> str:
    """The text of a line, with what was dropped struck out and what was added underlined."""
    made = ""
    for piece in line.text:
        tag = _TAGS.get(piece.kind)
        apart = " " if tag and made[-1:].strip() else ""
        said = escaped(piece.text)
        made += f"{apart}<{tag}>{said}</{tag}>" if tag else said
    return made
