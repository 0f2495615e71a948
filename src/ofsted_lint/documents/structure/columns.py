"""Lines of a table divided into cells by their columns.

A table keeps its columns apart by tabs or bars, in text that was laid out with
spaces by a margin in which all lines of the page have a space.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ofsted_lint.source.source import Source

# A line divided at the margin between two columns; a cell without text is None.
Cells = tuple["Span | None", "Span | None"]
# What divides the cells of a line.
GAP = pattern(r"[ \xa0]*\t[\t \xa0]*| *\| *|[ \xa0]{3,}")
_MARK = pattern(r"[ \xa0]*\t[\t \xa0]*| *\| *")
_APART = pattern(r"(?<=\S)[ \xa0]{2,}(?=\S)")
# A line that is indented so far has text in the right column only.
_FAR = 20


def trimmed(source: Source, start: int, end: int) -> Span:
    """Return a span without the white space, bars and asterisks around it."""
    text = source.printed[start:end]
    left = len(text) - len(text.lstrip(" \t\r\n\xa0|*"))
    return Span(start + left, start + max(len(text.rstrip(" \t\r\n\xa0|*")), left))


def divided(source: Source, span: Span, gap: Span) -> Cells:
    """Return the cells of a span before and after a gap in it."""
    return _cell(source, span.start, gap.start), _cell(source, gap.end, span.end)


def two_columns(source: Source, lines: Sequence[Span]) -> list[Cells]:
    """Return the left and the right cell of each line of a page; all text is left if there is no second column."""
    marked = [_marked(source, line) for line in lines]
    if any(marked):
        return [cells or (_cell(source, line.start, line.end), None) for cells, line in zip(marked, lines, strict=True)]
    margin = _margin([source.words(line).rstrip() for line in lines])
    made: list[Cells] = []
    for line in lines:
        at = min(line.start + margin, line.end) if margin else line.end
        made.append(divided(source, line, Span(at, at)))
    return made


def is_marked(source: Source, line: Span) -> bool:
    """True if tabs or bars divide a line."""
    return _marked(source, line) is not None


def _marked(source: Source, line: Span) -> Cells | None:
    """Return the cells of a line that tabs or bars divide."""
    begins = len(source.words(line)) - len(source.words(line).lstrip(" |\xa0"))
    gap = _MARK.search(source.printed, line.start + begins, line.end)
    if gap is None or not source.printed[gap.end() : line.end].strip(" |*"):
        return None
    return divided(source, line, Span(*gap.span()))


def _margin(lines: list[str]) -> int:
    """Return the column at which the right cells begin: before it all lines have a space; 0 if there is none."""
    starts = {match.end() for line in lines for match in _APART.finditer(line)}
    starts |= {len(line) - len(line.lstrip()) for line in lines if line.strip()}
    found = (at for at in sorted(starts) if at >= _FAR and all(line[at - 1 : at].strip() == "" for line in lines))
    return next(found, 0)


def _cell(source: Source, start: int, end: int) -> Span | None:
    span = trimmed(source, start, end)
    return span if span.start < span.end else None
