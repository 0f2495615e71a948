"""What stands in quotation marks, told apart from apostrophes."""

from __future__ import annotations

import re

import msgspec

_MOST = 1200
# An opening mark stands at the start of a word, a closing one behind one.
_OPENING = re.compile(r"[‘“\"'](?<![\w.,;:!?%)’'].)(?=[^\s’”\"'])")
_CLOSING = {"‘": "’'", "'": "'’", "“": '”"', '"': '"”'}
_ENDING = {marks: re.compile(rf"(?<!\s)[{marks}](?![^\W_])") for marks in _CLOSING.values()}
_SOON = 40


class Quote(msgspec.Struct, frozen=True):
    """A quotation with its marks; `end` is where the text ends if none closes it."""

    start: int
    end: int
    mark: str
    closed: bool


def quotations(text: str) -> tuple[Quote, ...]:
    """The quotations in a text, in order; none lies in another."""
    found: list[Quote] = []
    match = _OPENING.search(text)
    while match:
        start, mark = match.start(), match[0]
        end = _end(text, start + 1, _CLOSING[mark])
        if end is None and mark == "'":
            end = start + 1  # an apostrophe at the start of a word: ’90s, 'em
        else:
            found.append(Quote(start, end or len(text), mark, end is not None))
        match = _OPENING.search(text, end or len(text))
    return tuple(found)


def _end(text: str, start: int, marks: str) -> int | None:
    """The offset behind the mark that closes a quotation.

    Behind a word that ends in s it may be the apostrophe of a plural (“the
    parents’ views”): another one soon after, before a new quotation, is better.
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
