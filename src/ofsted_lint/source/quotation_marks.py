"""Find quotations in quotation marks, which are distinguished from apostrophes."""

from __future__ import annotations

import msgspec

from ofsted_lint.files.patterns import pattern

_MOST = 1200
# An opening mark is at the start of a word, a closing one after a word.
# A closing mark after a space and before a word was typed for an opening one.
# (A pattern that begins with one set of characters is several times faster.)
_OPENING = pattern(r"[‘“”\"'](?:(?<!”)|(?<=\s”))(?<![\w.,;:!?%)’'].)(?=[^\s’”\"'])")
_CLOSING = {"‘": "’'", "'": "'’", "“": '”"', '"': '"”', "”": '”"'}
_ENDING = {marks: pattern(rf"(?<!\s)[{marks}](?![^\W_])") for marks in _CLOSING.values()}
_SOON = 40
# A quotation of so many words and more may continue in the next paragraph.
_FEW = 5


class Quote(msgspec.Struct, frozen=True):
    """A quotation with its marks; if it is not closed, `end` is the end of the text."""

    start: int
    end: int
    mark: str
    closed: bool


def quotations(text: str) -> tuple[Quote, ...]:
    """Return the quotations in a text, in order; they do not overlap."""
    found: list[Quote] = []
    match = _OPENING.search(text)
    while match:
        start, mark = match.start(), match[0]
        end = _end(text, start + 1, _CLOSING[mark])
        if end is None and mark == "'" and not _runs_on(text, start):
            end = start + 1  # an apostrophe at the start of a word: ’90s, 'em
        else:
            found.append(Quote(start, end or len(text), mark, end is not None))
        match = _OPENING.search(text, end or len(text))
    return tuple(found)


def _runs_on(text: str, start: int) -> bool:
    """True if a straight mark opens a quotation that continues in the next paragraph: it begins one, with a capital."""
    begins = text[:start].rstrip()[-1:] in ("", ":") and text[start + 1].isupper()
    return begins and text.rstrip()[-1:] in (".", "!", "?") and text.count(" ", start) >= _FEW


def _end(text: str, start: int, marks: str) -> int | None:
    """Return the offset after the mark that closes a quotation, or None if there is none.

    A mark after a word ending in s may be the apostrophe of a plural (“the
    parents’ views”): a later one nearby, before a new quotation, is preferred.
    """
    doubtful = None
    for match in _ENDING[marks].finditer(text, start, min(len(text), start + _MOST)):
        at = match.start()
        if doubtful is not None and (at - doubtful > _SOON or _OPENING.search(text, doubtful, at + 2)):
            break
        if not (marks[0] in "’'" and text[at - 1] in "sS" and text[at + 1 : at + 2] == " "):
            return at + 1
        doubtful = at + 1
    return doubtful
