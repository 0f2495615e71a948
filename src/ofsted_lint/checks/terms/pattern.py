"""Terms in plain writing: the plain texts that each stands for.

A term is written as it would be read. `(a|b)` stands for one of several,
`(s)` for something that may be left out, `*` for the letters of a word, `#`
for a number, `##` for one of two digits, `^` for a word with a capital (where
capitals matter). `{ }` marks what is meant of it, where the rest only has to
stand beside it: `section 47 {enquires}`; a backslash stands before a bracket
that is meant itself. Nothing else has a meaning, so no term can run away: each
becomes a list of plain texts.
"""

from __future__ import annotations

import re

_GROUP = re.compile(r"\(([^()]*)\)")
_WORD = re.compile(r"\w+")
# At most one pair of braces, with something in them.
_MARKED = re.compile(r"[^{}]*(?:\{[^\s{}](?:[^{}]*[^\s{}])?\}[^{}]*)?")
_DIVIDED = re.compile(r"#[{}]#")
# More signs than this in a run of what they stand for could share out a text in too many ways.
_MOST_SIGNS = 2
_BY_LETTERS = re.compile(r"[^\W\d_]*\*(?:\*|[^\W\d_])*")
_BY_CAPITALS = re.compile(r"[\w*^#'’-]+")
_MOST_VARIANTS = 200
_LONGEST = 500
# Brackets that stand for themselves, while a term is read.
_OPEN, _CLOSE = "\ue000", "\ue001"


class TermError(ValueError):
    """A term that cannot be used, and why."""


def variants(term: str) -> list[str]:
    """The plain texts that a term stands for, `*` and `#` kept; `TermError` where it is none."""
    if len(term) > _LONGEST:
        raise TermError(f"a term may have {_LONGEST} characters at most")
    term = term.replace("\\(", _OPEN).replace("\\)", _CLOSE)
    found = [""]
    at = 0
    for match in _GROUP.finditer(term):
        found = _grown(found, [_checked(term[at : match.start()], term)])
        choices = match[1].split("|")
        found = _grown(found, choices if len(choices) > 1 else ["", match[1]])
        at = match.end()
    found = _grown(found, [_checked(term[at:], term)])
    words = [" ".join(text.split()).replace(_OPEN, "(").replace(_CLOSE, ")") for text in found]
    if not all(_MARKED.fullmatch(text) for text in words):
        raise TermError(f"“{term}” needs one pair of braces, with words in them: {{what is meant}}")
    if any(_DIVIDED.search(text) for text in words):
        raise TermError(f"the braces in “{term}” divide the digits of one number")
    runs = (run for text in words for run in (_BY_CAPITALS if "^" in text else _BY_LETTERS).findall(text))
    if any(run.count("*") + run.count("^") > _MOST_SIGNS for run in runs):
        raise TermError(f"“{term}” has more than {_MOST_SIGNS} of “*” and “^” in one word")
    if not all(_WORD.search(text) or "#" in text or len(text) > 1 for text in words):
        raise TermError(f"“{term}” may stand for nothing at all")
    return list(dict.fromkeys(words))


def _checked(text: str, term: str) -> str:
    if stray := next((char for char in "()|" if char in text), None):
        raise TermError(f"“{stray}” in “{term}” does not fit: choices are written (one|other), no brackets in them")
    return text


def _grown(found: list[str], choices: list[str]) -> list[str]:
    if len(found) * len(choices) > _MOST_VARIANTS:
        raise TermError(f"a term may stand for {_MOST_VARIANTS} texts at most")
    return [text + choice for text in found for choice in choices]
