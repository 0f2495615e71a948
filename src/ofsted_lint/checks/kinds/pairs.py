"""Brackets and quotation marks come in pairs.

`of: brackets` finds a bracket without its counterpart; `of: quotes` a quotation
mark without its counterpart, where apostrophes are recognised; `of: direction`
an opening mark within a word, where an apostrophe belongs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from ofsted_lint.checks.context import CheckContext
from ofsted_lint.checks.terms.scan import Where, applicable, scope
from ofsted_lint.documents.structure.passages import Passage
from ofsted_lint.files.patterns import pattern
from ofsted_lint.findings.finding import Hit
from ofsted_lint.source.edits import Edit
from ofsted_lint.source.source import Span

_BRACKETS = pattern(r"[()\[\]]")
_CLOSES = {")": "(", "]": "["}
# Letters and numbers of a list: “a)”, “iii)”, “2)”.
_LISTED = pattern(r"(?:^|[\s(])(?:[a-z]|[ivx]{1,4}|\d{1,2})\Z")
_WITHIN = pattern(r"[‘“`](?<=\w.)(?=\w)")
# Possible quotation marks: an apostrophe within a word is not one.
_MARK = pattern(r"(?<![\w.,;:!?%)’'])[‘'“\"](?=[^\s’”\"'])|(?<=\S)[’'”\"](?![^\W_])")
# Words that begin with an apostrophe, and years: ’90s, ’round the clock.
_SHORTENED = pattern(r"(?:\d\ds?|em|til|till|cause|round|bout|tis|twas|cos|cuz|n|neath|gainst|fraid|ere|im|er)\b", re.I)
_ENDS = pattern(r"[.!?]\s+[A-Z]")
_OPENERS = ("‘", "“", '"', " '")
# A mark after a word that is not the apostrophe of a plural.
_CLOSER = pattern(r"[’”'\"](?![^\W_])(?<![sS\s].)")
_DOUBLE = ("“", "”", '"')


class Params(Where, frozen=True, forbid_unknown_fields=True, rename={"in_": "in"}, kw_only=True):
    of: Annotated[
        Literal["brackets", "quotes", "direction"],
        Meta(description="brackets, quotation marks, or opening marks within words"),
    ]


def names(params: Params) -> frozenset[str]:
    return frozenset({"found", "does", "lacks", "instead"})


def edits_possible(params: Params) -> str:
    return "" if params.of == "direction" else "only an opening mark within a word has one correction"


def prepare(params: Params) -> Callable[[CheckContext], Iterator[Hit]]:
    chosen, find = scope(params), _FINDERS[params.of]

    def run(context: CheckContext) -> Iterator[Hit]:
        for passage in applicable(context.document, chosen):
            yield from find(passage)

    return run


def _brackets(passage: Passage) -> Iterator[Hit]:
    text = passage.prose.text
    if text.count("(") == text.count(")") and text.count("[") == text.count("]"):
        return
    opened: list[int] = []
    for match in _BRACKETS.finditer(text):
        at, wanted = match.start(), _CLOSES.get(match[0])
        if wanted is None:
            opened.append(at)
        elif opened and text[opened[-1]] == wanted:
            opened.pop()
        elif not _LISTED.search(text, max(at - 6, 0), at):
            yield _lone(passage, at, "closes", "opens it")
    for at in opened:
        yield _lone(passage, at, "opens", "closes it")


class _Open(msgspec.Struct):
    """An opening mark, and the offset of the first apostrophe of a plural that might close it."""

    at: int
    doubtful: int = -1


def _quotes(passage: Passage) -> Iterator[Hit]:
    text = passage.prose.text
    if not (any(mark in text for mark in _OPENERS) or _CLOSER.search(text)):
        return
    opened: list[_Open] = []
    doubted = False
    for match in _MARK.finditer(text):
        at, mark = match.start(), match[0]
        if _opens(text, at, mark):
            doubted = _open(text, at, mark, opened) or doubted
        elif _closes(text, at, mark, opened) and not doubted and not _is_foreign(text, at, mark):
            yield _lone(passage, at, "closes", "opens it")
    for each in opened:
        if not (each.doubtful >= 0 and _may_close(text, each)):
            yield _unclosed(passage, each.at)


def _open(text: str, at: int, mark: str, opened: list[_Open]) -> bool:
    """Record an opening mark; return whether the apostrophe of a plural must have closed the quotation before it."""
    closed = bool(opened) and opened[-1].doubtful >= 0 and _may_close(text, opened[-1])
    if closed:
        opened.pop()
    if not (mark == "'" and _SHORTENED.match(text, at + 1)):
        opened.append(_Open(at))
    return closed


def _closes(text: str, at: int, mark: str, opened: list[_Open]) -> bool:
    """Record a mark that closes, or may close; return whether it closes a quotation that was not opened."""
    double = bool(opened) and text[opened[-1].at] in _DOUBLE
    if mark in "’'" and _is_possessive(text, at, bool(opened)):
        if opened and opened[-1].doubtful < 0 and not double:
            opened[-1].doubtful = at
        return False
    if opened and double == (mark in _DOUBLE):
        opened.pop()
        return False
    return not opened


def _opens(text: str, at: int, mark: str) -> bool:
    if mark in ("‘", "“"):
        return True
    return mark in ("'", '"') and (at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ".,;:!?%)’'"))


def _is_possessive(text: str, at: int, within: bool) -> bool:
    """True if a mark may be the apostrophe of a plural, as in “parents’ views”, but not at the end of a quotation."""
    if text[at - 1] not in "sS":
        return False
    return not within or text[at + 1 : at + 2] == " "


def _may_close(text: str, opened: _Open) -> bool:
    """True if the apostrophe of a plural may close a quotation, since both are in one sentence."""
    return not _ENDS.search(text, opened.at, opened.doubtful)


def _is_foreign(text: str, at: int, mark: str) -> bool:
    """True if a mark is the sign for feet or minutes, or the apostrophe of a shortened word (“goin’”)."""
    return text[at - 1].isdigit() or (mark in "’'" and text[at - 2 : at] == "in") or text[at - 1] in "xXzZ"


def _unclosed(passage: Passage, at: int) -> Hit:
    """Return the finding of a quotation that is not closed; all its words are the evidence."""
    quote = next((each for each in passage.quotes if each.start == at and not each.closed), None)
    if quote is None:
        return _lone(passage, at, "opens", "closes it")
    facts = _facts(passage, at, "opens", "closes it")
    return Hit(passage.prose.place(at, quote.end), passage.address, facts)


def _lone(passage: Passage, at: int, does: str, lacks: str) -> Hit:
    start, end = _beside(passage.prose.text, at, does)
    return Hit(passage.prose.place(start, end), passage.address, _facts(passage, at, does, lacks))


def _facts(passage: Passage, at: int, does: str, lacks: str) -> dict[str, str]:
    return {"found": passage.prose.text[slice(*_beside(passage.prose.text, at, does))], "does": does, "lacks": lacks}


def _beside(text: str, at: int, does: str) -> tuple[int, int]:
    """Return the finding of a mark, with the word next to it."""
    if does == "opens":
        end = text.find(" ", at)
        return at, end if end >= 0 else len(text)
    return text.rfind(" ", 0, at) + 1, at + 1


def _direction(passage: Passage) -> Iterator[Hit]:
    text = passage.prose.text
    for match in _WITHIN.finditer(text):
        start = text.rfind(" ", 0, match.start()) + 1
        end = text.find(" ", match.start())
        word = text[start : end if end >= 0 else len(text)]
        instead = word.replace(match[0], "”" if match[0] == "“" else "’")
        edits = (_edit(passage, match.start()),) if match[0] != "“" and not passage.copies else ()
        facts = {"found": word, "does": "", "lacks": "", "instead": instead}
        yield Hit(passage.prose.place(start, start + len(word)), passage.address, facts, edits=edits)


def _edit(passage: Passage, at: int) -> Edit:
    """Return the edit that turns a mark round; other kinds of edits treat all marks of one sort as the same."""
    offset = passage.prose.offset(at)
    return Edit(Span(offset, offset + 1), "’")


_FINDERS: dict[str, Callable[[Passage], Iterator[Hit]]] = {
    "brackets": _brackets,
    "quotes": _quotes,
    "direction": _direction,
}
