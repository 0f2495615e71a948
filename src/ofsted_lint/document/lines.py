"""Lines of the source that rules speak of when there is no part to point at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ofsted_lint.document.prose import Prose, reflow
from ofsted_lint.source import Span

if TYPE_CHECKING:
    from ofsted_lint.source import Source

# U+FFFD stands for what could not be decoded; control characters are traces
# of a wrong encoding or of another program. "â€™" and its relations are UTF-8
# that was read as Windows-1252.
_LOST = re.compile("[\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]|â€|Ã[\xa0-\xbf]|Â[£©\xa0]")
_MOST = 20


def opening(source: Source) -> Prose:
    """The first line that has words."""
    text = source.text
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return reflow(source, [Span(start, end if end >= 0 else len(text))])


def unreadable(source: Source) -> tuple[Prose, ...]:
    """The words in which characters were lost, the first of each line, twenty at most."""
    found: list[Prose] = []
    match = _LOST.search(source.text)
    while match and len(found) < _MOST:
        word = source.word(match.start())
        found.append(Prose(source, source.slice(word), (0,), (word.start,)))
        line_end = source.text.find("\n", match.start())
        match = _LOST.search(source.text, line_end) if line_end >= 0 else None
    return tuple(found)
