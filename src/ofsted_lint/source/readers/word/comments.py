"""Comments of a Word file: those that people left, and their answers to this program's own."""

from __future__ import annotations

import re
from typing import Any

from ofsted_lint.source.original import printed
from ofsted_lint.source.readers.word.xml_names import W, value
from ofsted_lint.source.source import AUTHOR, Leftover, Span

_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
# The last line of this program's comments, and an answer to one of them.
_RULE = re.compile(r"Rule: ([a-z0-9-]+)\Z")
_ANSWER = re.compile(r"(?:ofsted-lint\s*:\s*)?ignore\b[\s:.,;\u2010-\u2015-]*(.*)", re.IGNORECASE | re.DOTALL)


def comments(root: Any, extended: Any) -> dict[str, Leftover]:
    """Return the comments of people by their ids, all at the start; an answer to this program's own names its rule.

    `root` and `extended` are the parts with the comments and with their threads; None where there is none.
    """
    found: dict[str, Leftover] = {}
    rules = _rules(root, extended)
    for each in root.iterchildren(W + "comment") if root is not None else ():
        words, author = _plain(each), value(each, "author")
        rule = rules.get(last_paragraph(each))
        answer = _ANSWER.fullmatch(words) if rule else None
        if answer:
            words = f"{AUTHOR}: ignore {rule} {answer[1]}"
        if author != AUTHOR:
            found[value(each, "id")] = Leftover("comment", Span(0, 0), words, author)
    return found


def answered(extended: Any) -> frozenset[str]:
    """Return the ids of the last paragraphs of comments that have an answer."""
    return frozenset(parent for each in _threads(extended) if (parent := each.get(f"{_W15}paraIdParent")))


def _rules(root: Any, extended: Any) -> dict[str, str]:
    """Return the rules of this program's comments by the ids of the last paragraphs of their answers."""
    own: dict[str, str] = {}
    for each in root.iterchildren(W + "comment") if root is not None else ():
        rule = _RULE.search(_plain(each))
        if value(each, "author") == AUTHOR and rule:
            own[last_paragraph(each)] = rule[1]
    return {
        each.get(f"{_W15}paraId", ""): own[parent]
        for each in _threads(extended)
        if (parent := each.get(f"{_W15}paraIdParent")) in own
    }


def _threads(extended: Any) -> Any:
    return extended.iterchildren(f"{_W15}commentEx") if extended is not None else ()


def last_paragraph(comment: Any) -> str:
    """Return the id of the last paragraph of a comment, by which its thread is known; empty if it has none."""
    ids = [each.get(_PARAGRAPH_ID, "") for each in comment.iter(W + "p")]
    return ids[-1] if ids else ""


def _plain(each: Any) -> str:
    """Return the words of a comment."""
    return printed(" ".join("".join(part.itertext(W + "t")) for part in each.iter(W + "p")).strip())
