"""Lines of the source that rules refer to when there is no part to refer to."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING

from ofsted_lint.files.patterns import pattern
from ofsted_lint.source.prose import Prose, reflow
from ofsted_lint.source.source import Span

if TYPE_CHECKING:
    from ofsted_lint.source.source import Source

# U+FFFD replaces bytes that could not be decoded; control characters are traces
# of a wrong encoding or of another program. "â€™" and the like are UTF-8
# that was read as Windows-1252.
# (A pattern that begins with one set of characters is several times faster.)
_LOST = pattern("[âÃÂ\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f](?:(?<![âÃÂ])|(?<=â)€|(?<=Ã)[\xa0-\xbf]|(?<=Â)[£©\xa0])")
_MOST = 20
# A hyphen at a line end, and a sign of text that was laid out with spaces:
# a gap of three inside a line.
_HYPHEN_END = pattern(r"-(?<=[^\W\d_]-)[ \t]*\r?\n[ \t]*\w")
_GAP = pattern(r"\S {3,}\S")
_LAID_OUT = 5
_FEW_LINES = 60
# The shortest and longest line that is taken to be wrapped; of ten such lines one has room for the next word.
_WRAPPED = (50, 140)
_SOME = 10
_FEW_WRAPPED = 20


def opening(source: Source) -> Prose:
    """Return the first line that has words."""
    text = source.printed
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return reflow(source, [Span(start, end if end >= 0 else len(text))])


def unreadable(source: Source) -> tuple[Prose, ...]:
    """Return the words in which characters were lost: the first of each line, at most twenty."""
    found: list[Prose] = []
    match = _LOST.search(source.text)
    while match and len(found) < _MOST:
        word = source.word(match.start())
        found.append(Prose(source, source.slice(word), (0,), (word.start,)))
        line_end = source.text.find("\n", match.start())
        match = _LOST.search(source.text, line_end) if line_end >= 0 else None
    return tuple(found)


def hyphens_lost(source: Source) -> bool:
    """True if the hyphens at line ends were lost when a text was extracted from pages.

    Plain `pdftotext` deletes them (“multiagency”). Its output has pages, or
    lines that were wrapped in print, of which none ends with a hyphen, and no
    gaps of spaces. The reader of PDFs keeps them.
    """
    text = source.text
    if source.form == "pdf" or text.count("\n") < _FEW_LINES or _HYPHEN_END.search(text):
        return False
    if sum(1 for _ in islice(_GAP.finditer(text), _LAID_OUT)) >= _LAID_OUT:
        return False
    return "\f" in text or _is_wrapped_in_print(text)


def _is_wrapped_in_print(text: str) -> bool:
    """Return True if lines end where letters of different widths filled them.

    Programs that wrap text count characters: where they end a line, the next
    word would have made it longer than the others.
    """
    lines = [line.strip() for line in text.split("\n")]
    wrapped = [
        (len(line), len(following.split(None, 1)[0]))
        for line, following in pairwise(lines)
        if _WRAPPED[0] <= len(line) <= _WRAPPED[1] and following[:1].islower()
    ]
    if len(wrapped) < _FEW_WRAPPED:
        return False
    width = sorted(length for length, _ in wrapped)[-3]  # a few lines may be longer
    return sum(length + 1 + word <= width for length, word in wrapped) * _SOME > len(wrapped)
